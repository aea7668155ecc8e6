import { inject, type Provider } from '@angular/core';
import { ApolloLink, CombinedGraphQLErrors } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { provideApollo } from 'apollo-angular';
import { HttpLink } from 'apollo-angular/http';
import { OperationTypeNode } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { answerCache } from './cache.ts';
import { SocketConnections } from './socket-connections.ts';

export interface GraphqlOptions {
  /** Called when the server no longer knows who asks: the session ended or was withdrawn. */
  readonly onUnauthenticated: () => void;
}

/** Close codes with which the server says "who are you" (graphql-ws protocol) and "not you". */
const SOCKET_REFUSED = new Set([4401, 4403]);
const RETRY_CAP_MS = 30_000;

/**
 * Queries and mutations by HTTP, subscriptions by one lazy socket that reconnects for ever with growing pauses.
 * @param options made within an injection context, so it may inject
 */
export function provideGraphql(options: () => GraphqlOptions): Provider {
  return provideApollo(() => {
    const { onUnauthenticated } = options();
    const http = inject(HttpLink).create({ uri: '/graphql' });
    const socket = new GraphQLWsLink(socketClient(onUnauthenticated, inject(SocketConnections)));
    const transport = ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      socket,
      http,
    );
    return {
      link: ApolloLink.from([unauthenticatedLink(onUnauthenticated), transport]),
      cache: answerCache(),
      defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network' } },
    };
  });
}

function unauthenticatedLink(onUnauthenticated: () => void): ApolloLink {
  return new ErrorLink(({ error }) => {
    const codes = CombinedGraphQLErrors.is(error) ? error.errors.map(({ extensions }) => extensions?.['code']) : [];
    if (codes.includes('UNAUTHENTICATED')) onUnauthenticated();
  });
}

function socketClient(onUnauthenticated: () => void, connections: SocketConnections): Client {
  return createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    lazy: true,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: (failure) => !SOCKET_REFUSED.has(closeCode(failure) ?? 0),
    retryWait: (attempt) => pause(Math.min(RETRY_CAP_MS, 500 * 2 ** attempt) * (0.5 + Math.random() / 2)),
    on: {
      connected: () => connections.connected(),
      closed: (event) => {
        if (closeCode(event) === 4401) onUnauthenticated();
      },
    },
  });
}

function closeCode(event: unknown): number | undefined {
  return event instanceof CloseEvent ? event.code : undefined;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
