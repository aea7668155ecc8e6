import type { ChartTheme, ColourToken } from '../theme/chart-theme.ts';

/** Shares of 1 of the two groups that a row of a table compares. */
export interface DumbbellShares {
  readonly cases: number;
  readonly others: number;
}

export interface DumbbellSize {
  readonly width: number;
  readonly height: number;
}

/** Two marks on a scale from 0 to 1, in px: a filled one for the cases, a ring for the others. */
export interface Dumbbell {
  readonly viewBox: string;
  readonly middle: number;
  readonly radius: number;
  /** Ends of the scale. */
  readonly low: number;
  readonly high: number;
  readonly cases: number;
  readonly others: number;
}

const RADIUS = 3.5;
const STROKE = 1.5;

/** Shares beyond 0 to 1 stand at the end; what is no number stands at 0. */
export function dumbbell({ cases, others }: DumbbellShares, { width, height }: DumbbellSize): Dumbbell {
  const margin = RADIUS + STROKE / 2;
  const at = (share: number): number => {
    const within = Number.isFinite(share) ? Math.max(0, Math.min(1, share)) : 0;
    return round(margin + within * (width - 2 * margin));
  };
  return {
    viewBox: `0 0 ${width} ${height}`,
    middle: height / 2,
    radius: RADIUS,
    low: at(0),
    high: at(1),
    cases: at(cases),
    others: at(others),
  };
}

/** The same for paper: colours resolved, equal bytes for equal input. `tone` is that of the cases' mark. */
export function dumbbellSvg(shares: DumbbellShares, size: DumbbellSize, tone: ColourToken, theme: ChartTheme): string {
  const { viewBox, middle, radius, low, high, cases, others } = dumbbell(shares, size);
  const line = (from: number, to: number, token: ColourToken): string =>
    `<path d="M${Math.min(from, to)} ${middle}H${Math.max(from, to)}" stroke="${theme.colours[token]}" fill="none"/>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="${viewBox}">` +
    line(low, high, 'chart-grid') +
    line(others, cases, 'ink-3') +
    `<circle cx="${others}" cy="${middle}" r="${radius}" fill="${theme.colours.surface}" ` +
    `stroke="${theme.colours['ink-3']}" stroke-width="${STROKE}"/>` +
    `<circle cx="${cases}" cy="${middle}" r="${radius}" fill="${theme.colours[tone]}"/></svg>`
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
