import { computed, inject, type ResourceRef } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { Apollo, onlyCompleteData } from 'apollo-angular';
import { map, tap } from 'rxjs';

/**
 * A typed query as a resource: it follows its variables and the cache. Call it in an injection context;
 * undefined variables mean "not yet". Read `value()` only behind `hasValue()`: an errored resource throws.
 * Variables of the same value are the same question: a link that changes in something else asks nothing again.
 */
export function queryResource<Data, Variables extends OperationVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: () => Variables | undefined,
): ResourceRef<Data | undefined> {
  const apollo = inject(Apollo);
  return rxResource({
    params: computed(variables, { equal: sameVariables }),
    stream: ({ params }) =>
      apollo.watchQuery<Data, Variables>({ query, variables: params }).valueChanges.pipe(
        // Apollo tells a failure as a result among others; a resource has a state of its own for it
        tap(({ error }) => {
          if (error) throw error instanceof Error ? error : new Error(error.message, { cause: error });
        }),
        onlyCompleteData(),
        map(({ data }) => data),
      ),
  });
}

/** By what goes over the wire. */
function sameVariables(a: OperationVariables | undefined, b: OperationVariables | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
