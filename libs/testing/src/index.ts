export { ApiClient, type GraphQLAnswer } from './graphql/api-client.ts';
export { startMailServer, type MailServer, type MailServerOptions, type ReceivedMail } from './mail/mail-server.ts';
export { cloneDatabase, type TestDatabase } from './postgres/clone-database.ts';
export { testBrokers } from './kafka/skip.ts';
export { schemaDrift } from './postgres/schema-drift.ts';
export { makeAuthority, type Authority, type Certificate } from './tls/certificate.ts';
