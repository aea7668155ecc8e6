export { correlationIdOf } from './query-error.ts';
export { queryResource } from './query-resource.ts';
export type * from './generated/graphql.ts';
