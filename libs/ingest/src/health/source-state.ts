/** How fresh a stream is, told from how often it usually speaks. */
export type SourceState = 'ok' | 'watch' | 'stale';

const WATCH_FROM = 2;
const STALE_FROM = 6;
const SHORTEST_USUAL_MS = 60_000;

/**
 * The gap between messages that nine of ten gaps stay within, in milliseconds; at least one minute, because arrivals
 * are counted by the minute. `arrivals` are the minutes with at least one message, ascending, in milliseconds.
 * With fewer than two there is no gap to learn from: `fallbackMs`.
 */
export function usualDelayMs(arrivals: readonly number[], fallbackMs: number): number {
  const gaps: number[] = [];
  for (let i = 1; i < arrivals.length; i += 1) gaps.push((arrivals[i] ?? 0) - (arrivals[i - 1] ?? 0));
  if (gaps.length === 0) return Math.max(SHORTEST_USUAL_MS, fallbackMs);
  gaps.sort((a, b) => a - b);
  const p90 = gaps[Math.min(gaps.length - 1, Math.ceil(gaps.length * 0.9) - 1)] ?? 0;
  return Math.max(SHORTEST_USUAL_MS, p90);
}

/** Silent for less than 2 × its usual delay: ok; less than 6 ×: watch; longer: stale. Both arguments in milliseconds. */
export function sourceState(silentMs: number, usualMs: number): SourceState {
  if (silentMs < WATCH_FROM * usualMs) return 'ok';
  return silentMs < STALE_FROM * usualMs ? 'watch' : 'stale';
}
