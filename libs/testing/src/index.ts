export { ApiClient, type GraphQLAnswer } from './graphql/api-client.ts';
export { cloneDatabase, type TestDatabase } from './postgres/clone-database.ts';
export { testBrokers } from './kafka/skip.ts';
export { schemaDrift } from './postgres/schema-drift.ts';
