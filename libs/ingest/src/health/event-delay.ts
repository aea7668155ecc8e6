const LATE_FROM_SECONDS = 3_600;
const HISTORY_FROM_SECONDS = 7 * 86_400;

/** Seconds by which an event came after the fab's now; 0 for one that is not behind it. */
export function delaySeconds(eventTime: Date, fabNow: Date): number {
  return Math.max(0, (fabNow.getTime() - eventTime.getTime()) / 1_000);
}

/**
 * Late = between one hour and seven days behind the fab's now. What is older is history being filled in,
 * which says nothing about how punctual a source is.
 */
export function isLate(delay: number): boolean {
  return delay >= LATE_FROM_SECONDS && delay < HISTORY_FROM_SECONDS;
}
