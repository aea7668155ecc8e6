/** A line without axes: path and last dot in px. Small enough that ECharts would only slow the page. */
export interface Sparkline {
  readonly path: string;
  readonly last: { readonly x: number; readonly y: number };
}

export interface SparklineSize {
  readonly width: number;
  readonly height: number;
  /** The same range in a row of tiles of one unit keeps them comparable. */
  readonly range?: readonly [low: number, high: number];
}

const MARGIN = 3;

/**
 * @param values oldest first; null = no value, the line is interrupted
 * @returns null when there are fewer than two values to join
 */
export function sparkline(values: readonly (number | null)[], size: SparklineSize): Sparkline | null {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const [low, high] = size.range ?? [Math.min(...known), Math.max(...known)];
  const x = (index: number): number => MARGIN + (index / (values.length - 1)) * (size.width - 2 * MARGIN);
  const y = (value: number): number =>
    high === low ? size.height / 2 : size.height - MARGIN - ((value - low) / (high - low)) * (size.height - 2 * MARGIN);
  let pen = 'M';
  let path = '';
  let last = { x: 0, y: 0 };
  values.forEach((value, index) => {
    if (value === null) {
      pen = 'M';
      return;
    }
    last = { x: tenth(x(index)), y: tenth(y(value)) };
    path += `${pen}${last.x} ${last.y}`;
    pen = 'L';
  });
  return { path, last };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
