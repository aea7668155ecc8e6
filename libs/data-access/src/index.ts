export { provideGraphql, type GraphqlOptions } from './graphql-client.ts';
export { queryResource } from './query-resource.ts';
