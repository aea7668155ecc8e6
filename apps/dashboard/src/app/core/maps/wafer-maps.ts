import { httpResource, type HttpResourceRef } from '@angular/common/http';
import {
  decodeDieValues,
  decodeStackedDies,
  decodeWaferMaps,
  type DieValues,
  type StackedDies,
  type WaferMap,
} from '@fabwright/contracts';

/** Maps of a lot's wafers as the server has them; undefined = not asked yet. Call it in an injection context. */
export function waferMapsResource(url: () => string | undefined): HttpResourceRef<WaferMap[] | undefined> {
  return httpResource.arrayBuffer(url, { parse: decodeWaferMaps });
}

/** One test's value on each die of a wafer. Call it in an injection context. */
export function dieValuesResource(url: () => string | undefined): HttpResourceRef<DieValues | undefined> {
  return httpResource.arrayBuffer(url, { parse: decodeDieValues });
}

/** How many of many wafers failed at each die. Call it in an injection context. */
export function stackedDiesResource(url: () => string | undefined): HttpResourceRef<StackedDies | undefined> {
  return httpResource.arrayBuffer(url, { parse: decodeStackedDies });
}

/** The address of a lot's maps, narrowed to some wafers. */
export function mapsUrl(lotId: string, insertion: string, waferIds: readonly string[] = []): string {
  const query = new URLSearchParams({ insertion });
  if (waferIds.length > 0) query.set('wafers', waferIds.join(','));
  return `/maps/v1/lots/${encodeURIComponent(lotId)}.bin?${query.toString()}`;
}
