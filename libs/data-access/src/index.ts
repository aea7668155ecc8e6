export { correlationIdOf } from './query-error.ts';
export { queryResource } from './query-resource.ts';
export { SocketConnections } from './socket-connections.ts';
export type * from './generated/graphql.ts';
