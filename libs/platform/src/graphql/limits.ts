import type { ApolloServerPlugin } from '@apollo/server';
import { type ASTNode, GraphQLError, Kind, type ValidationRule } from 'graphql';
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from 'graphql-query-complexity';

export const MAX_DEPTH = 12;
export const MAX_COST = 1_500;

/** Refuses a query whose cost (one a field unless the field says otherwise) goes beyond `max`, with status 400. */
export function costLimit(max: number): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ request, document, schema }) => {
          const cost = getComplexity({
            schema,
            query: document,
            ...(request.operationName ? { operationName: request.operationName } : {}),
            variables: request.variables ?? {},
            estimators: [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })],
          });
          if (cost > max) {
            throw new GraphQLError(`This query costs ${cost}, more than the ${max} allowed. Ask for less at once.`, {
              extensions: { code: 'QUERY_TOO_COMPLEX', http: { status: 400 } },
            });
          }
          return Promise.resolve();
        },
      }),
  };
}

/** Refuses a query that is nested deeper than `max` fields. */
export function depthLimit(max: number): ValidationRule {
  return (context) => {
    const depthOf = (node: ASTNode, seen: ReadonlySet<string>): number => {
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        const name = node.name.value;
        const fragment = context.getFragment(name);
        return fragment && !seen.has(name) ? depthOf(fragment, new Set([...seen, name])) : 0;
      }
      const children = 'selectionSet' in node ? (node.selectionSet?.selections ?? []) : [];
      const deepest = Math.max(0, ...children.map((child) => depthOf(child, seen)));
      return deepest + (node.kind === Kind.FIELD ? 1 : 0);
    };
    return {
      OperationDefinition(node) {
        const depth = depthOf(node, new Set());
        if (depth > max) {
          context.reportError(
            new GraphQLError(`This query is nested ${depth} deep, more than the ${max} allowed.`, {
              nodes: [node],
              extensions: { code: 'QUERY_TOO_DEEP' },
            }),
          );
        }
      },
    };
  };
}
