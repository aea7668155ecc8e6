import type { Stream } from './excursion.ts';
import type { LotObservation, WaferObservation } from './observation.ts';

/** One stream of a lot: how it reads, and where it stands on the chart. */
export interface Figure {
  /** Yield, fraction of dies in a bin, median of a test, defects for each cm², statistic. */
  readonly value: number;
  /** On the chart: root of a fraction of failing dies, else the value itself. */
  readonly chart: number;
  /** σ that counting alone would give on the chart; 0 for what is not counted. */
  readonly counting: number;
}

export interface WaferFigures {
  readonly waferId: string;
  readonly places: readonly string[];
  readonly charts: ReadonlyMap<string, number>;
  readonly counting: number;
}

export interface LotFigures {
  readonly observation: LotObservation;
  readonly streams: ReadonlyMap<string, Figure>;
  readonly wafers: readonly WaferFigures[];
}

/** Key of the yield's stream; those of bins begin with `bin:`, of tests, maps with `test:`, `map:`. */
export const YIELD = 'yield';
const DEFECTS = 'defects';

/** Streams that are charted as the root of what was counted. */
export function isRooted(key: string): boolean {
  return isCounted(key) || key === DEFECTS;
}

/** Streams that are counted in dies: they exist for a lot and for each of its wafers. */
export function isCounted(key: string): boolean {
  return key === YIELD || key.startsWith('bin:');
}

/** The stream that a key of a series stands for. */
export function streamOf(observation: LotObservation, key: string): Stream {
  const { product, insertion } = observation;
  if (key === YIELD || key === DEFECTS) return { kind: key, product, insertion, name: '' };
  const colon = key.indexOf(':');
  return { kind: key.slice(0, colon) as 'bin' | 'test' | 'map', product, insertion, name: key.slice(colon + 1) };
}

/**
 * Root of a fraction of failing dies: on it counting noise is the same at every level, 1/(2√n), so that 99.9 % and
 * 50 % have one chart. Source: Anscombe, Biometrika 35:246, 1948.
 */
export function rootOfFraction(failing: number, dies: number): number {
  return Math.sqrt((failing + 0.375) / (dies + 0.75));
}

/** The fraction that belongs to a place on that chart. */
export function fractionOfRoot(root: number): number {
  return Math.max(0, root) ** 2;
}

/** `bins`: every bin of the series, as a wafer on which one is missing has none of it. */
export function figuresOf(observation: LotObservation, bins: readonly string[]): LotFigures {
  const wafers = observation.wafers.filter((wafer) => wafer.gross > 0);
  const dies = wafers.reduce((sum, wafer) => sum + wafer.gross, 0);
  const streams = new Map<string, Figure>();
  if (dies > 0) {
    const counting = 0.5 / Math.sqrt(dies);
    const good = wafers.reduce((sum, wafer) => sum + wafer.good, 0);
    streams.set(YIELD, { value: good / dies, chart: rootOfFraction(dies - good, dies), counting });
    for (const bin of bins) {
      const failing = wafers.reduce((sum, wafer) => sum + (wafer.bins?.[bin] ?? 0), 0);
      streams.set(`bin:${bin}`, { value: failing / dies, chart: rootOfFraction(failing, dies), counting });
    }
  }
  for (const [key, value] of measured(observation)) streams.set(key, { value, chart: value, counting: 0 });
  const density = densityOf(observation);
  if (density) streams.set(DEFECTS, density);
  return { observation, streams, wafers: wafers.map((wafer) => waferFigures(wafer, bins)) };
}

/** Root of the density, on which the noise of counting depends on the area alone (Anscombe, as for fractions). */
function densityOf({ defects }: LotObservation): Figure | null {
  if (!defects || !(defects.areaCm2 > 0)) return null;
  const { count, areaCm2 } = defects;
  return { value: count / areaCm2, chart: Math.sqrt((count + 0.375) / areaCm2), counting: 0.5 / Math.sqrt(areaCm2) };
}

function measured({ tests, maps }: LotObservation): [string, number][] {
  const all: [string, number][] = [
    ...Object.entries(tests ?? {}).map(([name, value]): [string, number] => [`test:${name}`, value]),
    ...Object.entries(maps ?? {}).map(([name, value]): [string, number] => [`map:${name}`, value]),
  ];
  return all.filter(([, value]) => Number.isFinite(value));
}

function waferFigures(wafer: WaferObservation, bins: readonly string[]): WaferFigures {
  const { waferId, gross, good } = wafer;
  const charts = new Map([[YIELD, rootOfFraction(gross - good, gross)]]);
  for (const bin of bins) charts.set(`bin:${bin}`, rootOfFraction(wafer.bins?.[bin] ?? 0, gross));
  return { waferId, charts, places: wafer.places ?? [], counting: 0.5 / Math.sqrt(gross) };
}

/** All bins that these lots name, sorted, so that nothing depends on the order of arrival. */
export function binsOf(lots: readonly LotObservation[]): string[] {
  const bins = new Set<string>();
  for (const lot of lots) for (const wafer of lot.wafers) for (const bin in wafer.bins) bins.add(bin);
  return [...bins].sort();
}
