import type { Ending } from '../ending.ts';
import type { ModelFailure } from '../language-model.ts';
import type { JobName, Jobs } from './child-protocol.ts';

/** An order of any kind, as whoever carries it out sees it. */
export interface AnyOrder {
  readonly job: JobName;
  readonly input: Jobs[JobName]['input'];
  readonly isGivenUp: boolean;
  /** Resolves when the order is done, failed or given up. */
  readonly settled: Promise<void>;
  readonly onText: (piece: string) => void;
  done(output: Jobs[JobName]['output']): void;
  failed(failure: ModelFailure): void;
}

/** Something to be done by a model's process, and whoever waits for it. */
export class Order<K extends JobName> implements AnyOrder {
  readonly job: K;
  readonly input: Jobs[K]['input'];
  readonly onText: (piece: string) => void;
  readonly output: Promise<Jobs[K]['output']>;
  readonly settled: Promise<void>;
  readonly #ending: Ending;
  readonly #settle: PromiseWithResolvers<Jobs[JobName]['output']>;

  /** The order fails by itself as soon as its ending says so. */
  constructor(job: K, input: Jobs[K]['input'], ending: Ending, onText: (piece: string) => void = () => undefined) {
    [this.job, this.input, this.onText, this.#ending] = [job, input, onText, ending];
    this.#settle = Promise.withResolvers();
    this.output = this.#settle.promise;
    this.settled = this.output.then(
      () => undefined,
      () => undefined,
    );
    const giveUp = (): void => this.#settle.reject(ending.signal.reason);
    if (ending.signal.aborted) giveUp();
    else ending.signal.addEventListener('abort', giveUp, { once: true });
  }

  get isGivenUp(): boolean {
    return this.#ending.signal.aborted;
  }

  done(output: Jobs[JobName]['output']): void {
    this.#settle.resolve(output);
  }

  failed(failure: ModelFailure): void {
    this.#settle.reject(failure);
  }
}
