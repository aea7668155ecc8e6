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
const PAUSE_MS = 60_000;
const WORTH = 1.3;

/** Decides when a process gives memory back: once it has started, and whenever it has come to rest after work. */
export class RestWatch {
  #restingSince: number | undefined;
  #last: { readonly at: number; readonly left: number } | undefined;

  /**
   * Whether now is the time. The first look always is: the start leaves more behind than any work. Later, a process must
   * have rested for half a minute and its heap have grown by a third, a minute after the last time at the earliest.
   */
  isTime({ at, utilization, heapBytes }: Look): boolean {
    if (utilization >= AT_REST) this.#restingSince = undefined;
    else this.#restingSince ??= at;
    if (!this.#last) return true;
    const rested = this.#restingSince !== undefined && at - this.#restingSince >= REST_MS;
    return rested && at - this.#last.at >= PAUSE_MS && heapBytes > WORTH * this.#last.left;
  }

  collected(at: number, heapBytes: number): void {
    this.#last = { at, left: heapBytes };
  }
}
