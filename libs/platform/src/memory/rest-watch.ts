/** What a look at a process sees. */
export interface Look {
  /** Monotonic, in ms. */
  readonly at: number;
  /** Share of the time since the last look that the event loop was at work, 0 to 1. */
  readonly utilization: number;
  /** Bytes that V8 holds for its heap, used or not. */
  readonly heapBytes: number;
}

/** A process that works for less than this share of its time is at rest. */
const AT_REST = 0.2;
const REST_MS = 30_000;
/** A collection stops the process for a third of a second, so it must be worth it and rare. */
const PAUSE_MS = 300_000;
const WORTH = 1.3;

/** Decides when a process that has come to rest gives memory back. */
export class RestWatch {
  #restingSince: number | undefined;
  #collectedAt = -Infinity;
  #left = 0;

  /** Whether now is the time: at rest for half a minute, the heap grown by a third since the last time, that long ago. */
  isTime({ at, utilization, heapBytes }: Look): boolean {
    if (utilization >= AT_REST) {
      this.#restingSince = undefined;
      return false;
    }
    this.#restingSince ??= at;
    return at - this.#restingSince >= REST_MS && at - this.#collectedAt >= PAUSE_MS && heapBytes > WORTH * this.#left;
  }

  collected(at: number, heapBytes: number): void {
    this.#collectedAt = at;
    this.#left = heapBytes;
  }
}
