import { ModelFailure } from './language-model.ts';

export interface EndingOptions {
  /** Milliseconds until the question is given up, waiting and retries included. */
  readonly deadlineMs: number;
  /** Milliseconds of silence, once something was heard, after which it is given up. */
  readonly idleMs?: number | undefined;
  /** The asker's. */
  readonly signal?: AbortSignal | undefined;
}

const GIVEN_UP = 'Whoever asked gave the question up.';

/**
 * All that can end a question before its answer: the asker, the deadline, silence, the closing of its driver. Its signal
 * aborts with the ModelFailure that says which. Dispose of it when the question is settled.
 */
export class Ending implements Disposable {
  readonly #controller = new AbortController();
  readonly #signal: AbortSignal | undefined;
  readonly #idleMs: number | undefined;
  readonly #endsAt: number;
  readonly #deadline: NodeJS.Timeout;
  #silence: NodeJS.Timeout | undefined;

  constructor({ deadlineMs, idleMs, signal }: EndingOptions) {
    this.#signal = signal;
    this.#idleMs = idleMs;
    this.#endsAt = performance.now() + deadlineMs;
    this.#deadline = setTimeout(
      () => this.end(new ModelFailure('deadline', `There was no answer within ${deadlineMs / 1000} s.`)),
      deadlineMs,
    );
    signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (signal?.aborted) this.#onAbort();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get remainingMs(): number {
    return Math.max(0, this.#endsAt - performance.now());
  }

  /** Something came: silence counts from now on. */
  heard(): void {
    clearTimeout(this.#silence);
    if (this.#idleMs === undefined || this.signal.aborted) return;
    const idleMs = this.#idleMs;
    this.#silence = setTimeout(
      () => this.end(new ModelFailure('deadline', `The answer stopped for ${idleMs / 1000} s.`)),
      idleMs,
    );
  }

  end(failure: ModelFailure): void {
    this.#controller.abort(failure);
    this[Symbol.dispose]();
  }

  /** Throws the ModelFailure that ended the question, if one did. */
  throwIfEnded(): void {
    this.signal.throwIfAborted();
  }

  /** Resolves after `ms`, or rejects with what ends the question before. */
  async wait(ms: number): Promise<void> {
    this.throwIfEnded();
    await new Promise<void>((resolve, reject) => {
      const onEnd = (): void => {
        clearTimeout(timer);
        reject(this.signal.reason as Error);
      };
      const timer = setTimeout(() => {
        this.signal.removeEventListener('abort', onEnd);
        resolve();
      }, ms);
      this.signal.addEventListener('abort', onEnd, { once: true });
    });
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#deadline);
    clearTimeout(this.#silence);
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }

  readonly #onAbort = (): void => this.end(new ModelFailure('cancelled', GIVEN_UP, { cause: this.#signal?.reason }));
}
