import { computed, type Signal } from '@angular/core';
import type { StackedMap } from '@fabwright/analytics';
import type { StackedDies } from '@fabwright/contracts';
import { queryResource, type PopulationFilter } from '@fabwright/data-access';
import { ProductChoicesDocument } from '@fabwright/data-access/documents/lots';
import { MapGalleryDocument, WaferStackDocument } from '@fabwright/data-access/documents/maps';
import { CatalogueDocument } from '@fabwright/data-access/documents/population';
import { injectFabCalendar } from '../../core/fab/fab-calendar.ts';
import { onChanges } from '../../core/live/live-changes.ts';
import { stackedDiesResource, waferMapsResource } from '../../core/maps/wafer-maps.ts';
import { toPopulationFilter, type PopulationChoice } from '../../core/population/population-link.ts';
import { sortOf, zoneKindOf, type MapsChoice } from './maps-link.ts';

/** Maps that a gallery shows at once. */
export const GALLERY_SIZE = 200;

/** What the page of maps asks for. Without a product its first is taken: dies of several don't lie on each other. */
export function injectMaps(choice: Signal<MapsChoice>) {
  const calendar = injectFabCalendar();
  const products = queryResource(ProductChoicesDocument, () => ({}));
  const known = computed(() => (products.hasValue() ? products.value().products : []));
  const product = computed(() => choice().population.product ?? known()[0]?.productId);
  const filterOf = (population: PopulationChoice | null): PopulationFilter | undefined => {
    const productId = product();
    if (productId === undefined || !population) return undefined;
    return { ...toPopulationFilter(population, calendar()), productId };
  };
  const filter = computed(() => filterOf(choice().population), { equal: sameValue });
  const other = computed(() => filterOf(choice().other), { equal: sameValue });
  const stack = queryResource(WaferStackDocument, () => {
    const [asked, compareWith] = [filter(), other()];
    const { bins, zones } = choice();
    return asked && { filter: asked, compareWith: compareWith ?? null, bins: [...bins], zones: zoneKindOf(zones) };
  });
  const gallery = queryResource(MapGalleryDocument, () => {
    const asked = filter();
    return asked && { filter: asked, sort: sortOf(choice().order), from: 0, first: GALLERY_SIZE };
  });
  const catalogue = queryResource(CatalogueDocument, () => {
    const asked = filter();
    return asked && { filter: asked };
  });
  const comparison = computed(() => {
    const answer = stack.hasValue() ? stack.value().waferStack : null;
    return answer?.__typename === 'StackComparison' ? answer : null;
  });
  const shown = computed(() => {
    const answer = gallery.hasValue() ? gallery.value().mapGallery : null;
    return answer?.__typename === 'MapGallery' ? answer : null;
  });
  const stackBytes = stackedDiesResource(() => comparison()?.stack.url);
  const otherBytes = stackedDiesResource(() => comparison()?.other?.url);
  const maps = waferMapsResource(() => ((shown()?.wafers.length ?? 0) > 0 ? shown()?.mapsUrl : undefined));
  const reload = (): void => {
    for (const resource of [products, stack, gallery, catalogue, maps]) resource.reload();
  };
  onChanges(['lots'], reload);
  return {
    known,
    product,
    comparison,
    gallery: shown,
    catalogue: computed(() => (catalogue.hasValue() ? catalogue.value().catalogue : null)),
    stacked: computed(() => (stackBytes.hasValue() ? stackedMap(stackBytes.value()) : null)),
    otherStacked: computed(() => (otherBytes.hasValue() ? stackedMap(otherBytes.value()) : null)),
    maps: computed(() => (maps.hasValue() ? maps.value() : null)),
    stackError: computed(() => products.error() ?? stack.error() ?? stackBytes.error() ?? otherBytes.error()),
    galleryError: computed(() => products.error() ?? gallery.error() ?? maps.error()),
    refusal: computed(() => {
      const answer = stack.hasValue() ? stack.value().waferStack : null;
      return answer && answer.__typename !== 'StackComparison' ? answer : null;
    }),
    reload,
  };
}

const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function stackedMap(dies: StackedDies): StackedMap {
  const failRate = Float64Array.from(dies.tested, (tested, die) =>
    tested > 0 ? (dies.failed[die] ?? 0) / tested : NaN,
  );
  return { ...dies, failRate };
}
