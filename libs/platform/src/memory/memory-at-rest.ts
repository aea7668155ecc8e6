import { performance } from 'node:perf_hooks';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Rounds } from '../rounds/index.ts';
import { RestWatch } from './rest-watch.ts';

const LOOK_EVERY_MS = 10_000;
/** By then everything that a start needs has been loaded. */
const FIRST_LOOK_MS = 2_000;

/**
 * Gives memory back after the start and when a process has come to rest. V8 keeps what a burst of events or the start made it take, for
 * ever if nothing else happens: of 320 MB of a worker that has just started, 170 are enough. Works where the process was
 * started with `--expose-gc`; elsewhere it does nothing.
 */
@Injectable()
export class MemoryAtRest implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('MemoryAtRest');
  readonly #watch = new RestWatch();
  #seen = performance.eventLoopUtilization();
  readonly #rounds = new Rounds(() => this.#round(), {
    everyMs: LOOK_EVERY_MS,
    log: this.#log,
    onFailure: 'memory could not be given back; it stays taken',
  });

  onApplicationBootstrap(): void {
    if (globalThis.gc) this.#rounds.start(FIRST_LOOK_MS);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  #round(): Promise<number> {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, this.#seen);
    this.#seen = now;
    const heapBytes = process.memoryUsage().heapTotal;
    if (this.#watch.isTime({ at: performance.now(), utilization, heapBytes })) this.#collect(heapBytes);
    return Promise.resolve(LOOK_EVERY_MS);
  }

  #collect(before: number): void {
    const began = performance.now();
    void globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    const after = process.memoryUsage().heapTotal;
    this.#watch.collected(performance.now(), after);
    this.#log.debug({ before, after, ms: Math.round(performance.now() - began) }, 'memory given back');
  }
}
