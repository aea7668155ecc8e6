import type { Params } from '@angular/router';
import type { GallerySort, ZoneKind } from '@fabwright/data-access';
import {
  linkText,
  POPULATION_PARAMETERS,
  readPopulation,
  writePopulation,
  type PopulationChoice,
} from '../../core/population/population-link.ts';

export const ZONES = ['rings', 'sectors', 'quadrants', 'edge', 'reticle', 'shots'] as const;
export type Zones = (typeof ZONES)[number];
export const ORDERS = ['newest', 'yield', 'slot'] as const;
export type Order = (typeof ORDERS)[number];

const ZONE_KINDS: Readonly<Record<Zones, ZoneKind>> = {
  rings: 'RINGS',
  sectors: 'SECTORS',
  quadrants: 'QUADRANTS',
  edge: 'EDGE',
  reticle: 'RETICLE_POSITION',
  shots: 'SHOTS',
};
const SORTS: Readonly<Record<Order, GallerySort>> = { newest: 'TESTED_AT', yield: 'YIELD', slot: 'SLOT' };

/** Parameters of the second group carry this in front. */
const OTHER = 'b.';

/** What a person chose on the page of maps. */
export interface MapsChoice {
  readonly population: PopulationChoice;
  /** The group to compare with, of the same product and insertion; null = none. */
  readonly other: PopulationChoice | null;
  /** Soft bins that count as failing; empty = all. */
  readonly bins: readonly number[];
  readonly zones: Zones;
  readonly order: Order;
  readonly dropped: readonly string[];
}

export function readMapsLink(params: Params): MapsChoice {
  const { choice, dropped } = readPopulation(params);
  const zones = ZONES.find((name) => name === params['zones']);
  const order = ORDERS.find((name) => name === params['sort']);
  const bins = readBins(params['bins']);
  const other = readOther(params, choice);
  const unread = { zones: params['zones'] !== undefined && !zones, sort: params['sort'] !== undefined && !order };
  return {
    population: choice,
    other: other.choice,
    bins: bins.known,
    zones: zones ?? 'rings',
    order: order ?? 'newest',
    dropped: [
      ...dropped,
      ...other.dropped,
      ...(bins.unread.length > 0 ? [`bins=${bins.unread.join(',')}`] : []),
      ...(['zones', 'sort'] as const).flatMap((name) => (unread[name] ? [`${name}=${String(params[name])}`] : [])),
    ],
  };
}

/** Groups are compared over the same dies. */
function readOther(
  params: Params,
  { product, insertion, dies }: PopulationChoice,
): { choice: PopulationChoice | null; dropped: readonly string[] } {
  const asked = linkText(params, 'cmp');
  if (asked !== 'group') return { choice: null, dropped: asked === undefined ? [] : [`cmp=${asked}`] };
  const own = Object.fromEntries(POPULATION_PARAMETERS.map((name) => [name, params[OTHER + name] as unknown]));
  const { choice, dropped } = readPopulation(own);
  return { choice: { ...choice, product, insertion, dies }, dropped: dropped.map((name) => OTHER + name) };
}

function readBins(text: unknown): { known: number[]; unread: string[] } {
  const given = typeof text === 'string' ? text.split(',').filter(Boolean) : [];
  const { true: known = [], false: unread = [] } = Object.groupBy(given, (bin) => String(/^\d{1,9}$/.test(bin)));
  return { known: known.map(Number), unread };
}

/** Parameters of a change of the second group; null takes it away. */
export function writeOther(change: Partial<PopulationChoice> | null): Params {
  if (change === null) {
    const own = POPULATION_PARAMETERS.map((name) => [OTHER + name, null] as const);
    return { cmp: null, ...Object.fromEntries(own) } satisfies Params;
  }
  const { product: _product, insertion: _insertion, dies: _dies, ...own } = change;
  const written = Object.entries(writePopulation(own)).map(
    ([name, value]) => [OTHER + name, value as unknown] as const,
  );
  return { cmp: 'group', ...Object.fromEntries(written) } satisfies Params;
}

export function writeView({ bins, zones, order }: Partial<Pick<MapsChoice, 'bins' | 'zones' | 'order'>>): Params {
  const params: Params = {};
  if (bins) params['bins'] = bins.join(',') || null;
  if (zones) params['zones'] = zones === 'rings' ? null : zones;
  if (order) params['sort'] = order === 'newest' ? null : order;
  return params;
}

export const zoneKindOf = (zones: Zones): ZoneKind => ZONE_KINDS[zones];
export const sortOf = (order: Order): GallerySort => SORTS[order];
