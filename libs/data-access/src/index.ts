export { correlationIdOf } from './query-error.ts';
export { queryResource } from './query-resource.ts';
export * from './generated/documents/index.ts';
export type * from './generated/graphql.ts';
