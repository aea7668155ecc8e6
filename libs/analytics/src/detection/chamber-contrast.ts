import type { Finding, JudgedSeries } from './lot-rules.ts';
import type { LotFigures, WaferFigures } from './lot-figures.ts';

/** How many visits of a place are looked back on. */
const VISITS = 8;
/** A visit in which the chamber's own wafers lie so many σ off is one of the event's. */
const SPEAKS = 2;
/** One wild wafer counts as this many σ. */
const WINSOR = 6;

/** A place in a lot against the rest of the lot, on the chart of one stream. */
interface Visit {
  readonly lot: LotFigures;
  /** Places of its wafers in the lot. */
  readonly inside: readonly number[];
  readonly difference: number;
  /** 1 / variance of the difference. */
  readonly weight: number;
}

/** What earlier lots told of each place, by stream and place: kept while a series is gone through lot by lot. */
export type VisitsByPlace = Map<string, Map<string, Visit[]>>;

/**
 * Wafers that shared a chamber against the rest of their lots: what lots have in common cancels. Adds up the last
 * visits and takes the number of visits that speaks most clearly (a scan over the time of change; Siegmund,
 * Sequential Analysis, 1985). Of each stream only the clearest place is told: the same wafers sit in many places. The
 * lot itself must make it clearer: after an event its bad visits would go on to speak through every ordinary one.
 */
export function contrastFindings(series: JudgedSeries, index: number, visits: VisitsByPlace): Finding[] {
  const lot = series.lots[index];
  if (!lot) return [];
  const wafersByPlace = placesThatDivide(lot.wafers);
  if (wafersByPlace.size === 0) return [];
  return Object.entries(series.baseline.withinLots).flatMap(([key, { sigma }]): Finding[] => {
    if (sigma <= 0) return [];
    const z = standardised(lot.wafers, key, sigma);
    const total = z.reduce((sum, value) => sum + value, 0);
    const ofStream = visits.get(key) ?? new Map<string, Visit[]>();
    visits.set(key, ofStream);
    let best: { place: string; score: number; visits: readonly Visit[] } | undefined;
    for (const [place, inside] of wafersByPlace) {
      const seen = remember(ofStream, place, visitOf(lot, inside, z, total));
      if (!speaks(seen.at(-1))) continue;
      const clearest = clearestRun(seen);
      if (clearest.score <= clearestRun(seen.slice(0, -1)).score) continue;
      if (!best || clearest.score > best.score) best = { place, ...clearest };
    }
    if (!best || best.score <= series.settings.contrastSigmas) return [];
    return [findingOf(series, key, sigma, best)];
  });
}

function findingOf(
  series: JudgedSeries,
  key: string,
  sigma: number,
  best: { place: string; score: number; visits: readonly Visit[] },
): Finding {
  const weight = best.visits.reduce((sum, visit) => sum + visit.weight, 0);
  const mean = best.visits.reduce((sum, visit) => sum + visit.difference * visit.weight, 0) / weight;
  const speaking = best.visits.filter(speaks);
  const centre = series.baseline.wafers[key]?.centre ?? 0;
  // Differences are told in fractions of dies: about the usual level, a step on the root chart.
  const told = (z: number): number => (centre + z * sigma) ** 2 - centre ** 2;
  return {
    rule: 'contrast',
    key,
    lots: speaking.map((visit) => visit.lot),
    side: 1,
    value: told(mean),
    centre: 0,
    limit: told((mean * series.settings.contrastSigmas) / best.score),
    score: best.score,
    place: best.place,
    wafers: speaking.map(({ lot: { observation, wafers }, inside }) => ({
      lot: observation.lot,
      waferIds: inside.map((i) => wafers[i]?.waferId ?? ''),
    })),
  };
}

function speaks(visit: Visit | undefined): boolean {
  return visit !== undefined && visit.difference * Math.sqrt(visit.weight) >= SPEAKS;
}

/** Places where some of the wafers were, not all. */
function placesThatDivide(wafers: readonly WaferFigures[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  wafers.forEach((wafer, i) => {
    for (const place of wafer.places) {
      const list = places.get(place);
      if (list) list.push(i);
      else places.set(place, [i]);
    }
  });
  for (const [place, inside] of places) if (inside.length === wafers.length) places.delete(place);
  return places;
}

/** Wafers in σ from the mean of the lot, put right for having taken part in it. */
function standardised(wafers: readonly WaferFigures[], key: string, sigma: number): number[] {
  const charts = wafers.map((wafer) => wafer.charts.get(key) ?? 0);
  const mean = charts.reduce((sum, chart) => sum + chart, 0) / charts.length;
  return charts.map((chart) => Math.max(-WINSOR, Math.min(WINSOR, (chart - mean) / sigma)));
}

function visitOf(lot: LotFigures, inside: readonly number[], z: readonly number[], total: number): Visit {
  const own = inside.reduce((sum, i) => sum + (z[i] ?? 0), 0);
  const rest = z.length - inside.length;
  return {
    lot,
    inside,
    difference: own / inside.length - (total - own) / rest,
    weight: 1 / (1 / inside.length + 1 / rest),
  };
}

function remember(visits: Map<string, Visit[]>, place: string, visit: Visit): readonly Visit[] {
  const known = visits.get(place);
  const list = known ?? [];
  if (!known) visits.set(place, list);
  list.push(visit);
  if (list.length > VISITS) list.shift();
  return list;
}

function clearestRun(visits: readonly Visit[]): { score: number; visits: readonly Visit[] } {
  let weight = 0;
  let sum = 0;
  let best = { score: -Infinity, from: visits.length };
  for (let i = visits.length - 1; i >= 0; i -= 1) {
    const visit = visits[i];
    if (!visit) continue;
    weight += visit.weight;
    sum += visit.difference * visit.weight;
    const score = sum / Math.sqrt(weight);
    if (score > best.score) best = { score, from: i };
  }
  return { score: best.score, visits: visits.slice(best.from) };
}
