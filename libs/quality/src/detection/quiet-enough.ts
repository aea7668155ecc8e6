/** Facts that the detectors have not looked at yet. Wall clock, in ms. */
export interface Arrivals {
  /** Highest number of a fact. */
  readonly seq: number;
  /** When the first of them was noticed, and the latest. */
  readonly since: number;
  readonly movedAt: number;
}

export interface Moment {
  readonly now: number;
  /** Most of the lots among them are old: history is being sent. */
  readonly history: boolean;
  /** How long the last run took. */
  readonly lastRunMs: number;
}

const QUIET_MS = 3_000;
const LONGEST_WAIT_MS = 15_000;
const LONGEST_WAIT_FOR_HISTORY_MS = 120_000;
/** A run takes at most one part in so many of the worker's time. */
const SHARE = 10;

/** True when it is time to look: nothing has come for a moment, or it has come for long enough. */
export function quietEnough({ since, movedAt }: Arrivals, { now, history, lastRunMs }: Moment): boolean {
  if (now - movedAt >= QUIET_MS) return true;
  const longest = history ? LONGEST_WAIT_FOR_HISTORY_MS : Math.max(LONGEST_WAIT_MS, SHARE * lastRunMs);
  return now - since >= longest;
}
