import type { WaferGeometry, WaferMapView } from '@fabwright/charts';
import type { WaferMap } from '@fabwright/contracts';
import type { Formats } from '../../core/formats/formats.ts';
import type { Say } from '../../core/i18n/inject-say.ts';
import { colouringOf, type MapMode } from '../../core/maps/map-view.ts';
import type { WaferOrder } from './lot-link.ts';
import type { LotData, LotWafer } from './lot.source.ts';
import type { GalleryTile } from '../../core/gallery/wafer-gallery.ts';

/** Wafers in slot order; those without a known slot come last, by id. */
export function inSlotOrder(wafers: readonly LotWafer[]): LotWafer[] {
  return [...wafers].sort((a, b) => (a.slot ?? Infinity) - (b.slot ?? Infinity) || compareIds(a.waferId, b.waferId));
}

function compareIds(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** Lowest yield first, as whoever looks for a loss wants it; wafers without a yield come last. */
function byYield(wafers: readonly LotWafer[]): LotWafer[] {
  return inSlotOrder(wafers).sort((a, b) => (a.yields.final ?? Infinity) - (b.yields.final ?? Infinity));
}

export interface TileContext {
  readonly formats: Formats;
  readonly say: Say;
  readonly geometry: WaferGeometry;
  readonly maps: ReadonlyMap<string, WaferMap>;
  readonly mode: MapMode;
}

/** The gallery's tiles in the wanted order, every text ready to be read. */
export function toTiles(lot: LotData, order: WaferOrder, context: TileContext): GalleryTile[] {
  const wafers = order === 'yield' ? byYield(lot.wafers) : inSlotOrder(lot.wafers);
  return wafers.map((wafer) => toTile(wafer, lot, context));
}

function toTile(wafer: LotWafer, lot: LotData, context: TileContext): GalleryTile {
  const { formats, say, mode } = context;
  const shown = mode === 'first' ? wafer.yields.firstPass : wafer.yields.final;
  // the slot changes at sorters, the wafer's id does not: both are shown
  const id = partOf(wafer.waferId, lot.row.lotId);
  const name = wafer.slot === null ? id : `${id} · ${say('slot', { slot: wafer.slot })}`;
  const value = formats.yield(shown);
  const badge = badgeOf(wafer, say);
  const note = wafer.topLoss?.name ?? '';
  const floor = lot.row.floor;
  return {
    key: wafer.waferId,
    lotId: lot.row.lotId,
    waferId: wafer.waferId,
    name: wafer.lotNo === lot.row.lotId ? name : `${name} · ${partOf(wafer.lotNo, lot.row.lotId)}`,
    value,
    belowFloor: typeof floor === 'number' && typeof shown === 'number' && shown < floor,
    note,
    badge,
    label: [wafer.waferId, name, value, note, badge].filter(Boolean).join(', '),
    title: [wafer.waferId, wafer.lotNo, note, wafer.excluded?.reason].filter(Boolean).join(' · '),
    view: viewOf(wafer.waferId, lot, context),
  };
}

function badgeOf(wafer: LotWafer, say: Say): string | null {
  if (wafer.excluded) return say('excluded');
  return wafer.complete ? null : say('incomplete');
}

/** `N4K800.1` within N4K800 is `.1`, `N4K800-07` is `07`: the rest is the page's heading. */
function partOf(id: string, lotId: string): string {
  const rest = id.startsWith(lotId) ? id.slice(lotId.length).replace(/^[-_/]/, '') : id;
  return rest === '' ? id : rest;
}

function viewOf(waferId: string, lot: LotData, { maps, geometry, mode }: TileContext): WaferMapView | null {
  const map = maps.get(waferId);
  return map ? { dies: map, geometry, colouring: colouringOf(map, mode, lot.bins) } : null;
}
