export { correlationIdOf } from './query-error.ts';
export { queryResource } from './query-resource.ts';
export * from './generated/graphql.ts';
