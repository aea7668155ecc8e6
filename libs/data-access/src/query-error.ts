import { CombinedGraphQLErrors } from '@apollo/client';

/** The id under which the server logged a failure, for the person to copy; undefined when it gave none. */
export function correlationIdOf(error: unknown): string | undefined {
  const failure = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!CombinedGraphQLErrors.is(failure)) return undefined;
  const ids: unknown[] = failure.errors.map(({ extensions }) => extensions?.['correlationId']);
  return ids.find((id) => typeof id === 'string');
}
