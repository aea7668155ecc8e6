import { computed, type Signal } from '@angular/core';
import { queryResource, type TestSummaryQuery, type WaferQuery } from '@fabwright/data-access';
import { TestSummaryDocument, WaferDocument } from '@fabwright/data-access/documents/wafer';
import { injectOutdated } from '../../core/live/outdated.ts';
import { dieValuesResource, mapsUrl, waferMapsResource } from '../../core/maps/wafer-maps.ts';
import type { WaferChoice } from './wafer-link.ts';

export type WaferData = Extract<WaferQuery['wafer'], { __typename: 'Wafer' }>;
export type TestSummary = NonNullable<TestSummaryQuery['testSummary']>;

export type WaferAnswer =
  | { readonly kind: 'loading' | 'not-found' | 'forbidden' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'wafer'; readonly wafer: WaferData };

/** The queries of a wafer's page. New data is announced, and read when the person says so. Call it in an injection context. */
export function injectWafer(lotId: Signal<string>, waferId: Signal<string>, choice: Signal<WaferChoice>) {
  const query = queryResource(WaferDocument, () => ({
    lotId: lotId(),
    waferId: waferId(),
    insertion: choice().insertion ?? null,
  }));
  const answer = computed(() => toAnswer(query.hasValue() ? query.value().wafer : null, query.error()));
  const wafer = computed(() => {
    const found = answer();
    return found.kind === 'wafer' ? found.wafer : null;
  });
  // the server says which insertion it took when the link names none
  const insertion = computed(() => choice().insertion ?? wafer()?.lot.insertion ?? null);
  const maps = waferMapsResource(() => {
    const taken = insertion();
    return wafer() && taken ? mapsUrl(lotId(), taken, [waferId()]) : undefined;
  });
  const summary = queryResource(TestSummaryDocument, () => {
    const [{ colouring }, taken] = [choice(), insertion()];
    if (colouring.kind !== 'test' || !taken) return undefined;
    return { lotId: lotId(), waferId: waferId(), insertion: taken, test: colouring.test };
  });
  const told = computed(() => (summary.hasValue() ? summary.value().testSummary : null));
  const values = dieValuesResource(() => told()?.valuesUrl);
  const live = injectOutdated(
    () => [lotId()],
    () => [query, maps, summary, values].forEach((resource) => resource.reload()),
  );
  return {
    answer,
    wafer,
    insertion,
    outdated: live.outdated,
    map: computed(() => (maps.hasValue() ? (maps.value().find((map) => map.waferId === waferId()) ?? null) : null)),
    mapError: computed(() => maps.error() !== undefined),
    summary: told,
    values: computed(() => (values.hasValue() ? values.value() : null)),
    testError: computed(() => summary.error() !== undefined || values.error() !== undefined),
    testLoading: computed(() => summary.isLoading() || values.isLoading()),
    reload: live.reload,
  };
}

function toAnswer(wafer: WaferQuery['wafer'] | null, error: unknown): WaferAnswer {
  if (wafer?.__typename === 'Wafer') return { kind: 'wafer', wafer };
  if (wafer?.__typename === 'NotFound') return { kind: 'not-found' };
  if (wafer?.__typename === 'Forbidden') return { kind: 'forbidden' };
  return error === undefined ? { kind: 'loading' } : { kind: 'failed', error };
}
