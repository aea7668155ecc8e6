import type { IncomingMessage } from 'node:http';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import { type GraphQLFormattedError, GraphQLError, Kind, OperationTypeNode, parse } from 'graphql';
import type { Actor } from '../auth/actor.ts';
import type { GraphQLContext } from '../auth/auth.guard.ts';
import type { Authenticator, AuthRequest } from '../auth/authenticator.ts';
import { toGraphQLError, toPublicError } from '../errors/index.ts';
import { costLimit, depthLimit, MAX_COST, MAX_DEPTH } from './limits.ts';

interface SocketExtra {
  readonly request?: IncomingMessage;
  actor?: Actor;
}

interface ContextSource {
  readonly req?: AuthRequest;
  readonly extra?: SocketExtra;
}

/** How GraphQL is served: code first, guarded sockets, limits, and no word about our inside in an error. */
export function graphqlOptions(authenticator: Authenticator): Omit<ApolloDriverConfig, 'driver'> {
  return {
    path: '/graphql',
    autoSchemaFile: true,
    sortSchema: true,
    graphiql: false,
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    validationRules: [depthLimit(MAX_DEPTH)],
    plugins: [costLimit(MAX_COST)],
    context: contextOf,
    formatError,
    subscriptions: {
      'graphql-ws': {
        path: '/graphql',
        connectionInitWaitTimeout: 10_000,
        onConnect: async (socket) => {
          const extra = socket.extra as SocketExtra;
          const actor = extra.request && (await authenticator.authenticateSocket(extra.request));
          if (!actor) return false;
          extra.actor = actor;
          return true;
        },
        // Queries and mutations go by HTTP, where correlation, limits and the check against forgery are.
        onSubscribe: (_socket, _id, payload) => refuseUnlessSubscription(payload.query),
      },
    },
  };
}

function contextOf({ req, extra }: ContextSource): GraphQLContext {
  const loaders = new Map<unknown, unknown>();
  if (extra) return { req: extra.request ?? { headers: {} }, loaders, ...(extra.actor && { actor: extra.actor }) };
  return { req: req ?? { headers: {} }, loaders };
}

function refuseUnlessSubscription(query: string): readonly GraphQLError[] | undefined {
  try {
    const operations = parse(query).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    if (operations.every((operation) => operation.operation === OperationTypeNode.SUBSCRIPTION)) return undefined;
  } catch (error) {
    return [error instanceof GraphQLError ? error : new GraphQLError('This is not GraphQL.')];
  }
  return [new GraphQLError('A socket takes subscriptions only; send queries and mutations by HTTP.')];
}

/** Codes that Apollo gives to requests that are wrong in themselves; everything else is ours or a defect. */
const APOLLO_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'QUERY_TOO_COMPLEX',
  'QUERY_TOO_DEEP',
]);

function formatError(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError {
  const code = formatted.extensions?.['code'];
  const mapped = formatted.extensions?.['correlationId'] !== undefined;
  if (mapped || (typeof code === 'string' && APOLLO_CODES.has(code))) return formatted;
  // A failure outside of a resolver, e.g. of a scalar: it has not met the error filter.
  const inner = thrown instanceof GraphQLError ? (thrown.originalError ?? thrown) : thrown;
  return { ...formatted, ...toGraphQLError(toPublicError(inner)).toJSON() };
}
