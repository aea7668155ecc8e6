import { ModelFailure } from '../../model/language-model.ts';

/** How long something may take, and who may call it off before. */
export class Deadline {
  readonly signal: AbortSignal;
  readonly #timeout: AbortSignal;
  readonly #ms: number;

  constructor(ms: number, cancel: AbortSignal | undefined) {
    this.#ms = ms;
    this.#timeout = AbortSignal.timeout(ms);
    this.signal = cancel ? AbortSignal.any([cancel, this.#timeout]) : this.#timeout;
  }

  /** Why it was aborted. */
  readonly failure = (): ModelFailure =>
    this.signal.reason === this.#timeout.reason && this.#timeout.aborted
      ? new ModelFailure('deadline', `No answer within ${Math.round(this.#ms / 100) / 10} s.`)
      : new ModelFailure('cancelled', 'The question was called off.', { cause: this.signal.reason });

  /** What the work comes to; the failure as soon as the time is up, whether the work heeds its signal or not. */
  hold<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => reject(this.failure());
      work.then(resolve, (error: unknown) => reject(this.signal.aborted ? this.failure() : failureOf(error)));
      if (this.signal.aborted) giveUp();
      else this.signal.addEventListener('abort', giveUp, { once: true });
    });
  }
}

/** Any error of a driver as a ModelFailure; of one that is none, no word gets out: it could hold anything. */
export function failureOf(error: unknown): ModelFailure {
  if (error instanceof ModelFailure) return error;
  return new ModelFailure('malformed', 'The driver failed in a way that is not its own.', { cause: error });
}
