const FIRST_MS = 250;
const LONGEST_MS = 30_000;
/** Who ran that long has recovered: its next end is a new story. */
const STABLE_MS = 60_000;

/** How long to wait before a child is started again: 0.25 s, doubled with each failure in a row, at most 30 s. */
export function delayBeforeRestart(failuresInARow: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failuresInARow - 1));
}

/** Failures in a row after a child ended that had run for `ranFor` milliseconds. */
export function countFailures(before: number, ranFor: number): number {
  return ranFor >= STABLE_MS ? 1 : before + 1;
}
