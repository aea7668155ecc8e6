import { chartTheme, rampTokens, waferSvg, type DieColouring, type WaferGeometry } from '@fabwright/charts';
import type { StackedDies, WaferMap } from '@fabwright/contracts';
import { formatYield } from '@fabwright/facts';
import type { Printing } from '../content/printing.ts';
import { LATIN_FONT } from '../render/fonts.ts';
import { scaleLabels } from './figure-labels.ts';

/** What is known of a die grid: the fields of the API's DieGeometry. */
export interface DieGridFigures {
  readonly diameterMm: number;
  readonly dieWidthMm: number | null;
  readonly dieHeightMm: number | null;
  readonly edgeExclusionMm: number | null;
  readonly minX: number;
  readonly maxX: number;
  readonly minY: number;
  readonly maxY: number;
}

export interface BinFigures {
  readonly kind: string;
  readonly number: number;
  readonly name: string;
  readonly pass: boolean;
  readonly slot: number;
}

/** Colour slot by soft bin; a passing bin is slot 0, whatever its number. */
export function softBinSlots(bins: readonly BinFigures[]): Map<number, number> {
  const soft = bins.filter((bin) => bin.kind === 'soft');
  return new Map(soft.map((bin) => [bin.number, bin.pass ? 0 : bin.slot || OTHER_SLOT]));
}

/** Beyond the six slots: "other". */
const OTHER_SLOT = 99;

/** One wafer by its last soft bins, as in the screen's gallery. `sizePt`: edge of the square. */
export function softBinSvg(
  map: WaferMap,
  geometry: WaferGeometry,
  slots: ReadonlyMap<number, number>,
  sizePt: number,
): string {
  const colouring: DieColouring = { kind: 'bin', bins: map.softBin, slots, states: map.state };
  return waferSvg({ dies: map, geometry, colouring }, chartTheme('print'), sizePt);
}

const ROUND_ENDS = [0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1] as const;

/** The end of the scale: the next round share at or above the highest fail rate, so that scales can be compared. */
export function scaleEnd(rates: ArrayLike<number>): number {
  let highest = 0;
  for (let die = 0; die < rates.length; die++) highest = Math.max(highest, rates[die] || 0);
  return ROUND_ENDS.find((end) => end >= highest) ?? 1;
}

/** Share of wafers that failed at each die; NaN where none was tested. */
export function failRates({ tested, failed }: StackedDies): Float64Array {
  return Float64Array.from(tested, (count, die) => (failed[die] ?? 0) / count);
}

/** Size in points. `full`: end of the scale, where it is shared with the map beside it. */
export function stackedSvg(
  stack: StackedDies,
  geometry: WaferGeometry,
  sizePt: number,
  printing: Printing,
  full = scaleEnd(failRates(stack)),
): string {
  const rates = failRates(stack);
  const colouring: DieColouring = { kind: 'fail-rate', rates, full };
  const map = waferSvg({ dies: stack, geometry, colouring }, chartTheme('print'), sizePt);
  const { locale } = printing;
  const drawn = withScale(map, geometry, [formatYield(0, locale, 0), formatYield(full, locale, 0)]);
  return printing.figure(drawn, scaleLabels([0, full], locale));
}

/** Puts the scale of the ramp under a map; all lengths in mm of the wafer. */
function withScale(map: string, geometry: WaferGeometry, [low, high]: readonly [string, string]): string {
  const { colours } = chartTheme('print');
  const inner = map.replace(/^<svg[^>]*>/, '').replace(/<\/svg>$/, '');
  const half = geometry.diameterMm / 2 + 1.5;
  const unit = geometry.diameterMm / 20;
  const top = half + 0.6 * unit;
  const tokens = rampTokens('heat');
  const left = (-tokens.length * unit) / 2;
  const steps = tokens.map(
    (token, at) =>
      `<rect x="${left + at * unit}" y="${top}" width="${unit}" height="${unit}" fill="${colours[token]}"/>`,
  );
  const text = (x: number, anchor: string, words: string): string =>
    `<text x="${x}" y="${top + 0.85 * unit}" text-anchor="${anchor}" font-family="${LATIN_FONT}" font-size="${unit}" fill="${colours['ink-2']}">${words}</text>`;
  const height = 2 * half + 2 * unit;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-half} ${-half} ${2 * half} ${height}">${inner}` +
    `${steps.join('')}${text(left - 0.4 * unit, 'end', low)}${text(-left + 0.4 * unit, 'start', high)}</svg>`
  );
}
