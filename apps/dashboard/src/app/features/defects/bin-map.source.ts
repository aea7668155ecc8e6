import { computed, type Signal } from '@angular/core';
import type { WaferMapView } from '@fabwright/charts';
import { queryResource } from '@fabwright/data-access';
import { WaferDocument } from '@fabwright/data-access/documents/wafer';
import { colouringOf, drawnGeometry } from '../../core/maps/map-view.ts';
import { mapsUrl, waferMapsResource } from '../../core/maps/wafer-maps.ts';

/** The bin map of a wafer by soft bin; null without a wafer, and for one that was not sorted. Call it in an injection context. */
export function injectBinMap(
  chosen: Signal<{ readonly lotId: string; readonly waferId: string } | undefined>,
): Signal<WaferMapView | null> {
  const query = queryResource(WaferDocument, () => {
    const wafer = chosen();
    return wafer && { ...wafer, insertion: null };
  });
  const wafer = computed(() => {
    const found = query.hasValue() ? query.value().wafer : null;
    return chosen() && found?.__typename === 'Wafer' ? found : null;
  });
  const maps = waferMapsResource(() => {
    const [named, found] = [chosen(), wafer()];
    const insertion = found?.lot.insertion;
    return named && insertion ? mapsUrl(named.lotId, insertion, [named.waferId]) : undefined;
  });
  return computed(() => {
    const [found, map] = [wafer(), maps.hasValue() ? maps.value()[0] : undefined];
    if (!found || !map || found.geometry.maxX < found.geometry.minX) return null;
    return { dies: map, geometry: drawnGeometry(found.geometry), colouring: colouringOf(map, 'soft', found.bins, []) };
  });
}
