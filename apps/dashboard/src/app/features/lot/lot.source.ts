import { computed, inject, type Signal } from '@angular/core';
import { queryResource, type LotQuery } from '@fabwright/data-access';
import { LotDocument, LotNarrativeDocument } from '@fabwright/data-access/documents/lot';
import { injectOutdated } from '../../core/live/outdated.ts';
import { waferMapsResource } from '../../core/maps/wafer-maps.ts';
import { PersonalSettings } from '../../core/settings/personal-settings.ts';

export type LotData = Extract<LotQuery['lot'], { __typename: 'Lot' }>;
export type LotWafer = LotData['wafers'][number];

/** What the lot's page draws from, and what became of asking for it. */
export type LotAnswer =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'lot'; readonly lot: LotData };

/** The queries of a lot's page. New data is announced, and read when the person says so. Call it in an injection context. */
export function injectLot(lotId: Signal<string>, insertion: Signal<string | undefined>) {
  const settings = inject(PersonalSettings);
  const variables = computed(() => ({ lotId: lotId(), insertion: insertion() ?? null }));
  const query = queryResource(LotDocument, variables);
  const words = queryResource(LotNarrativeDocument, () => ({ ...variables(), language: settings.language() }));
  const answer = computed(() => toAnswer(query.hasValue() ? query.value().lot : null, query.error()));
  const lot = computed(() => {
    const found = answer();
    return found.kind === 'lot' ? found.lot : null;
  });
  const maps = waferMapsResource(() => lot()?.mapsUrl);
  const live = injectOutdated(
    () => [lotId()],
    () => [query, words, maps].forEach((resource) => resource.reload()),
  );
  return {
    answer,
    lot,
    outdated: live.outdated,
    maps: computed(() => (maps.hasValue() ? maps.value() : null)),
    mapsError: maps.error,
    retryMaps: () => void maps.reload(),
    narrative: computed(() => {
      const told = words.hasValue() ? words.value().lot : null;
      return told?.__typename === 'Lot' ? told.narrative : null;
    }),
    narrativeError: words.error,
    reload: live.reload,
  };
}

function toAnswer(lot: LotQuery['lot'] | null, error: unknown): LotAnswer {
  if (lot?.__typename === 'Lot') return { kind: 'lot', lot };
  if (lot?.__typename === 'NotFound') return { kind: 'not-found' };
  if (lot?.__typename === 'Forbidden') return { kind: 'forbidden' };
  return error === undefined ? { kind: 'loading' } : { kind: 'failed', error };
}
