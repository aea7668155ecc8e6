import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ModelFailure } from '../language-model.ts';
import type { EmbeddedLimits } from './embedded-limits.ts';
import { ModelProcess, type Departure } from './model-process.ts';
import type { AnyOrder } from './order.ts';

const HEADROOM_BYTES = 2 * 2 ** 30;

/**
 * Keeps the process of one file of weights: starts it when there is something to do, ends it when it has had nothing to
 * do for a while, and starts it again when it dies, after a longer wait each time.
 */
export class Supervisor {
  readonly #program: URL;
  readonly #weights: string;
  readonly #limits: EmbeddedLimits;
  #current: ModelProcess | null = null;
  #started: Promise<ModelProcess> | null = null;
  #deaths = 0;
  #notBefore = 0;
  #rest: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(program: URL, weights: string, limits: EmbeddedLimits) {
    [this.#program, this.#weights, this.#limits] = [program, weights, limits];
  }

  /** Of the process that is running now, if one is. */
  get pid(): number | undefined {
    return this.#current?.pid;
  }

  /** Settles the order; resolves when the next one may come. Never rejects. */
  async perform(order: AnyOrder): Promise<void> {
    clearTimeout(this.#rest);
    try {
      const started = this.#running();
      // Loading goes on without whoever gave up meanwhile: the next one will want it.
      const running = await Promise.race([started, order.settled]);
      if (running === undefined) return;
      if (await running.run(order)) this.#deaths = 0;
    } catch (error) {
      order.failed(
        error instanceof ModelFailure ? error : new ModelFailure('crashed', 'The process of the model failed.'),
      );
    }
  }

  /** Nothing is to be done for now. */
  rest(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#current?.end('it had nothing to do');
      // The next question gets a process of its own and does not wait for this one to be gone.
      [this.#current, this.#started] = [null, null];
    }, this.#limits.idleMs);
    this.#rest.unref();
  }

  /** Ends the process for good; resolves when it is gone. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#rest);
    const running = this.#current;
    running?.end('it was closed');
    await running?.gone;
  }

  #running(): Promise<ModelProcess> {
    if (this.#started === null) {
      const started = this.#start();
      this.#started = started;
      // What could not be started is tried anew by the next question.
      started.catch(() => this.#forget(started));
    }
    return this.#started;
  }

  async #start(): Promise<ModelProcess> {
    const wait = this.#notBefore - Date.now();
    // A wait after a death keeps no program alive; a first question does, by the process that it starts.
    if (wait > 0) await sleep(wait, undefined, { ref: false });
    const { size } = await stat(this.#weights).catch(() => {
      throw new ModelFailure('unreachable', `The file ${basename(this.#weights)} can't be read.`);
    });
    if (this.#closed) throw new ModelFailure('cancelled', 'The model was closed.');
    const { contextTokens, threads, mostMemoryBytes, ...limits } = this.#limits;
    const running = new ModelProcess(
      this.#program,
      { weights: this.#weights, contextTokens, threads },
      { ...limits, mostMemoryBytes: mostMemoryBytes ?? size + HEADROOM_BYTES },
    );
    this.#current = running;
    void running.gone.then((departure) => this.#mourn(running, departure));
    await running.ready;
    return running;
  }

  #mourn(running: ModelProcess, { meant }: Departure): void {
    if (this.#current === running) [this.#current, this.#started] = [null, null];
    if (meant) return;
    const { firstRestartMs, longestRestartMs } = this.#limits;
    this.#notBefore = Date.now() + Math.min(longestRestartMs, firstRestartMs * 2 ** this.#deaths);
    this.#deaths += 1;
  }

  #forget(started: Promise<ModelProcess>): void {
    if (this.#started === started) this.#started = null;
  }
}
