export { queryResource } from './query-resource.ts';
export * from './generated/graphql.ts';
