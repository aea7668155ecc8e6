const WINDOW = 7;

/** Median of up to seven values up to each one: a course for the eye, never a value that is told. */
export function rollingMedian(values: readonly number[]): number[] {
  return values.map((_, index) => {
    const window = values.slice(Math.max(0, index + 1 - WINDOW), index + 1).sort((a, b) => a - b);
    const middle = Math.floor(window.length / 2);
    const upper = window[middle] ?? 0;
    return window.length % 2 === 1 ? upper : ((window[middle - 1] ?? upper) + upper) / 2;
  });
}
