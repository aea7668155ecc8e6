import type { Logger } from '@nestjs/common';

export interface RoundsOptions {
  /** Pause between two rounds, in ms. A round that fails doubles it, up to the longest. */
  readonly everyMs: number;
  readonly longestPauseMs?: number;
  readonly log: Pick<Logger, 'warn'>;
  /** What a failed round means for the data, as a line of the log. */
  readonly onFailure: string;
}

const LONGEST_PAUSE_MS = 60_000;

/**
 * Work that a process does again and again for as long as it runs, one round at a time. A round tells how long to pause
 * before the next, in ms; one that throws is logged and tried again, later each time. Whoever stops waits for the round
 * at hand.
 */
export class Rounds {
  #timer: NodeJS.Timeout | undefined;
  #atWork: Promise<void> = Promise.resolve();
  #stopped = false;
  #failures = 0;

  constructor(
    private readonly round: () => Promise<number>,
    private readonly options: RoundsOptions,
  ) {}

  start(firstPauseMs: number = this.options.everyMs): void {
    this.#schedule(firstPauseMs);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#atWork;
  }

  #schedule(ms: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#atWork = this.#run();
    }, ms);
  }

  async #run(): Promise<void> {
    try {
      const pauseMs = await this.round();
      this.#failures = 0;
      this.#schedule(pauseMs);
    } catch (error) {
      const { everyMs, longestPauseMs = LONGEST_PAUSE_MS, log, onFailure } = this.options;
      this.#failures += 1;
      log.warn({ err: error }, onFailure);
      this.#schedule(Math.min(everyMs * 2 ** this.#failures, longestPauseMs));
    }
  }
}
