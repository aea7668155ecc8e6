import { computed, effect, type Signal } from '@angular/core';
import { queryResource } from '@fabwright/data-access';
import type { TypedDocumentNode } from '@apollo/client';
import type { PanelState } from '@fabwright/ui';
import { failedState } from '../../../core/failure/failed-state.ts';

interface Answer {
  readonly excursion: { readonly __typename: string };
}

/**
 * One piece of an excursion's evidence, asked for by itself: the panels come as they are ready, and one that fails
 * leaves the others alive. `round` counts up when it has to be read again. Call it in an injection context.
 */
export function injectEvidence<Data extends Answer>(
  query: TypedDocumentNode<Data, { excursionId: string }>,
  excursionId: Signal<string>,
  round: Signal<number>,
) {
  const resource = queryResource(query, () => ({ excursionId: excursionId() }));
  let seen = 0;
  effect(() => {
    if (round() === seen) return;
    seen = round();
    resource.reload();
  });
  const found = computed(() => {
    const answer = resource.hasValue() ? resource.value().excursion : null;
    return answer?.__typename === 'Excursion'
      ? (answer as Extract<Data['excursion'], { readonly __typename: 'Excursion' }>)
      : null;
  });
  return {
    found,
    reload: (): void => void resource.reload(),
    /** Loading or failed; null where there is an answer. */
    waiting: (failed: string): PanelState | null => {
      if (found()) return null;
      return resource.error() === undefined ? { kind: 'loading' } : failedState(failed, resource.error());
    },
  };
}
