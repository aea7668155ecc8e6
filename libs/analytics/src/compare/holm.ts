/**
 * p values corrected for their number so that the chance of any false one stays below the level, in the order given.
 * Source: Holm, Scandinavian J. Statistics 6:65, 1979.
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((p, i) => ({ p, i })).sort((a, b) => a.p - b.p);
  const corrected = new Array<number>(pValues.length).fill(1);
  let running = 0;
  order.forEach(({ p, i }, rank) => {
    running = Math.max(running, Math.min(1, p * (pValues.length - rank)));
    corrected[i] = running;
  });
  return corrected;
}
