import { dieLookup, type WaferGeometry, type WaferMapView } from '@fabwright/charts';
import { DIE_STATE } from '@fabwright/charts';
import type { DieValues, WaferMap } from '@fabwright/contracts';
import { formatMeasured } from '@fabwright/facts';
import type { Formats } from '../../core/formats/formats.ts';
import type { Say } from '../../core/i18n/inject-say.ts';
import { colouringOf, type MapMode } from '../../core/maps/map-view.ts';
import type { TestSummary, WaferData } from './wafer.source.ts';

/** Ends of the colour scale of a test: the middle 90 %, so that one outlier does not pale all others. */
export interface ValueScale {
  readonly low: number;
  readonly high: number;
}

export function valueScale({ p05, p95, min, max }: TestSummary): ValueScale | null {
  if (typeof p05 === 'number' && typeof p95 === 'number' && p95 > p05) return { low: p05, high: p95 };
  return typeof min === 'number' && typeof max === 'number' ? { low: min, high: max } : null;
}

export function binView(
  map: WaferMap,
  wafer: WaferData,
  geometry: WaferGeometry,
  mode: MapMode,
  only: readonly number[],
) {
  const view: WaferMapView = { dies: map, geometry, colouring: colouringOf(map, mode, wafer.bins, only) };
  return view;
}

export function valueView(values: DieValues, geometry: WaferGeometry, scale: ValueScale): WaferMapView {
  return { dies: values, geometry, colouring: { kind: 'value', values: values.values, ...scale } };
}

/** Decimals that show four significant digits of the wider end of a scale. */
export function decimalsFor({ low, high }: ValueScale): number {
  const size = Math.max(Math.abs(low), Math.abs(high), Math.abs(high - low));
  return size === 0 ? 0 : Math.max(0, Math.min(9, 3 - Math.floor(Math.log10(size))));
}

const STATE_WORDS: Readonly<Record<number, string>> = {
  [DIE_STATE.noVerdict]: 'noVerdict',
  [DIE_STATE.fail]: 'failed',
  [DIE_STATE.goodFirst]: 'good',
  [DIE_STATE.recovered]: 'recovered',
  [DIE_STATE.lostOnRetest]: 'lost',
};

export interface ReadoutContext {
  readonly formats: Formats;
  /** Reads under `wafer.die`. */
  readonly say: Say;
  readonly wafer: WaferData;
  readonly map: WaferMap | null;
  readonly test: { readonly summary: TestSummary; readonly values: DieValues; readonly decimals: number } | null;
}

/** What is read at a die, given by its coordinates: place, state, both bins, and the value of the shown test. */
export function dieReader(context: ReadoutContext): (x: number, y: number) => string {
  const { map, test, say } = context;
  const inMap = map ? dieLookup(map) : () => undefined;
  const inValues = test ? dieLookup(test.values) : () => undefined;
  return (x, y) => {
    const die = inMap(x, y);
    const lines = [`x ${x}, y ${y}`];
    if (map && die !== undefined) {
      lines.push(say(STATE_WORDS[map.state[die] ?? DIE_STATE.noVerdict] ?? 'noVerdict'));
      lines.push(binLine(context, 'soft', map.softBin[die]), binLine(context, 'hard', map.hardBin[die]));
    }
    if (test) lines.push(valueLine(context, test, test.values.values[inValues(x, y) ?? -1]));
    return lines.join('\n');
  };
}

function binLine({ wafer, say }: ReadoutContext, kind: 'soft' | 'hard', number = 0): string {
  const name = wafer.bins.find((bin) => bin.kind === kind && bin.number === number)?.name ?? '';
  return say(kind, { bin: `${number} ${name}`.trim() });
}

function valueLine(
  { formats, say }: ReadoutContext,
  { summary, decimals }: NonNullable<ReadoutContext['test']>,
  value: number | undefined,
): string {
  const { name, unit } = summary.test;
  if (value === undefined || Number.isNaN(value)) return say('notRun', { test: name });
  return `${name} ${formatMeasured(value, unit, decimals, formats.locale())}`;
}
