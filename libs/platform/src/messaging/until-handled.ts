import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchHandler, SourceBatch } from './event-source.ts';

const MAX_PAUSE_MS = 5_000;

/**
 * Hands a batch in until it was taken. False when `goOn` says that it is no longer ours
 * (stopping, or the partition went to another consumer).
 */
export async function untilHandled(
  handler: BatchHandler,
  batch: SourceBatch,
  goOn: () => boolean,
  onTrouble: (error: unknown) => void,
): Promise<boolean> {
  for (let pause = 100; goOn(); pause = Math.min(pause * 2, MAX_PAUSE_MS)) {
    try {
      await handler.handle(batch);
      return true;
    } catch (error) {
      onTrouble(error);
      await pausing(pause, goOn);
    }
  }
  return false;
}

/** Waits in small steps, so that stopping is not held up. */
export async function pausing(ms: number, goOn: () => boolean): Promise<void> {
  for (let left = ms; left > 0 && goOn(); left -= 100) await sleep(Math.min(left, 100));
}

export function lineOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
