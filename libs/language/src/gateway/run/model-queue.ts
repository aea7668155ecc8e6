import { ModelFailure } from '../../model/language-model.ts';

export interface QueueBounds {
  /** Questions asked at a time. */
  readonly atOnce: number;
  /** Most questions that may wait. */
  readonly waiting: number;
}

/** Turns at one model, first come first served; who finds the queue full is told at once. */
export class ModelQueue {
  readonly #bounds: QueueBounds;
  readonly #waiting: (() => void)[] = [];
  #asking = 0;

  constructor(bounds: QueueBounds) {
    this.#bounds = bounds;
  }

  /** Questions that wait or are being answered. */
  get length(): number {
    return this.#asking + this.#waiting.length;
  }

  /**
   * Does `work` when its turn has come. Throws ModelFailure `busy` when too many wait, and `whenAborted()` once
   * `signal` aborts while it waits.
   */
  async turn<T>(signal: AbortSignal, whenAborted: () => ModelFailure, work: () => Promise<T>): Promise<T> {
    if (signal.aborted) throw whenAborted();
    await this.#admitted(signal, whenAborted);
    try {
      return await work();
    } finally {
      this.#asking -= 1;
      this.#waiting.shift()?.();
    }
  }

  #admitted(signal: AbortSignal, whenAborted: () => ModelFailure): Promise<void> {
    if (this.#asking < this.#bounds.atOnce) {
      this.#asking += 1;
      return Promise.resolve();
    }
    if (this.#waiting.length >= this.#bounds.waiting) {
      return Promise.reject(new ModelFailure('busy', `${this.#waiting.length} questions wait for this model already.`));
    }
    return new Promise((resolve, reject) => {
      const enter = (): void => {
        signal.removeEventListener('abort', leave);
        this.#asking += 1;
        resolve();
      };
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(whenAborted());
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(enter);
    });
  }
}
