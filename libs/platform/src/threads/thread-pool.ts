import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { DomainError } from '../errors/domain-error.ts';
import type { Answer, Task, ThreadTasks } from './thread-tasks.ts';

export interface PoolOptions {
  /** Threads at most. */
  readonly size: number;
  /** How many tasks may wait; one more is refused. */
  readonly mostWaiting?: number;
  /** A task that takes longer is ended with its thread, in milliseconds. */
  readonly deadlineMs?: number;
  /** A thread without work ends after this time, in milliseconds: it holds memory. */
  readonly idleMs?: number;
  /** Heap of a thread in MiB; default that of the process. */
  readonly memoryMb?: number;
  /** The sentence that people read of a thread that `happened`, such as "took longer than 60 s". */
  readonly sentence?: (happened: string) => string;
}

interface Order {
  readonly task: string;
  readonly input: unknown;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

const MOST_WAITING = 64;
/** Room for what a thread makes and throws away, in MiB: three semi-spaces of V8. */
const YOUNG_MB = 48;
const DEADLINE_MS = 60_000;
const IDLE_MS = 30_000;
const DEFAULTS = {
  mostWaiting: MOST_WAITING,
  deadlineMs: DEADLINE_MS,
  idleMs: IDLE_MS,
  sentence: (happened: string) => `The calculation ${happened}: try again, or narrow it down.`,
};

/**
 * Runs pure functions in threads, so that the event loop stays free. `program` is a module that calls `serveTasks`
 * with the functions of `Tasks`. Threads start when there is work and end when there is none.
 */
export class ThreadPool<Tasks extends ThreadTasks> {
  readonly #program: URL;
  readonly #options: PoolOptions & typeof DEFAULTS;
  readonly #waiting: Order[] = [];
  readonly #idle: { worker: Worker; timer: NodeJS.Timeout }[] = [];
  readonly #all = new Set<Worker>();
  #closed = false;

  constructor(program: URL, options: PoolOptions) {
    this.#program = program;
    this.#options = { ...DEFAULTS, ...options };
  }

  /**
   * Rejects with what the task threw, with the signal's reason when it aborts, and with UNAVAILABLE when the task
   * outlasts its deadline, its thread dies or is out of memory, or too many tasks wait already.
   */
  run<K extends keyof Tasks & string>(
    task: K,
    input: Parameters<Tasks[K]>[0],
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<Tasks[K]>>> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(unavailable('This process is stopping.'));
      if (signal?.aborted) return reject(signal.reason as Error);
      if (this.#waiting.length >= this.#options.mostWaiting) {
        return reject(unavailable('Too many calculations are waiting: try again in a moment.', 5));
      }
      this.#waiting.push({ task, input, signal, resolve: resolve as (value: unknown) => void, reject });
      this.#next();
    });
  }

  /** Ends all threads; what was waiting or running is rejected. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const order of this.#waiting.splice(0)) order.reject(unavailable('This process is stopping.'));
    for (const { timer } of this.#idle.splice(0)) clearTimeout(timer);
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }

  #next(): void {
    while (this.#waiting.length > 0) {
      const worker = this.#free();
      if (!worker) return;
      const order = this.#waiting.shift();
      if (!order) return;
      if (order.signal?.aborted) {
        order.reject(order.signal.reason);
        this.#rest(worker);
      } else this.#work(worker, order);
    }
  }

  #free(): Worker | null {
    const rested = this.#idle.pop();
    if (rested) {
      clearTimeout(rested.timer);
      return rested.worker;
    }
    if (this.#all.size >= this.#options.size) return null;
    return this.#begin();
  }

  #begin(): Worker {
    const { memoryMb } = this.#options;
    // A process that mostly rests may be started with a small young generation, and V8 puts that flag before the limits
    // of a thread. It is read when a heap begins, so taking it back changes nothing for the heaps that are there.
    setFlagsFromString('--max-semi-space-size=0');
    const old = memoryMb === undefined ? {} : { maxOldGenerationSizeMb: memoryMb };
    const worker = new Worker(this.#program, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, ...old } });
    // What is started for one question must not keep a process alive that has nothing else to do.
    worker.unref();
    this.#all.add(worker);
    worker.once('exit', () => {
      this.#all.delete(worker);
      this.#forget(worker);
    });
    // One that comes when nobody waits for an answer must not take the process with it.
    worker.on('error', () => undefined);
    return worker;
  }

  #work(worker: Worker, { task, input, signal, resolve, reject }: Order): void {
    const settle = (finish: () => void, reusable: boolean): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      worker.off('message', onAnswer).off('messageerror', fail).off('error', onError).off('exit', onExit);
      worker.unref();
      finish();
      if (reusable) this.#rest(worker);
      else this.#discard(worker);
    };
    const { deadlineMs, sentence } = this.#options;
    const fail = (error: unknown) => settle(() => reject(error), false);
    const giveUp = (happened: string): void => fail(unavailable(sentence(happened)));
    const onAbort = (): void => fail(signal?.reason);
    const onAnswer = (answer: Answer): void =>
      settle(() => ('error' in answer ? reject(answer.error) : resolve(answer.value)), true);
    const onError = (error: unknown): void => (isOutOfMemory(error) ? giveUp('ran out of memory') : fail(error));
    const onExit = (code: number): void => giveUp(`ended without a result (exit code ${code})`);
    const timer = setTimeout(() => giveUp(`took longer than ${deadlineMs / 1000} s`), deadlineMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    worker.ref();
    worker.on('message', onAnswer).on('messageerror', fail).on('error', onError).on('exit', onExit);
    worker.postMessage({ task, input } satisfies Task);
  }

  #rest(worker: Worker): void {
    if (this.#closed) return;
    const timer = setTimeout(() => this.#discard(worker), this.#options.idleMs).unref();
    this.#idle.push({ worker, timer });
    this.#next();
  }

  /** A thread that has ended, or is about to, gets no more work. */
  #forget(worker: Worker): void {
    const at = this.#idle.findIndex((idle) => idle.worker === worker);
    if (at >= 0) for (const { timer } of this.#idle.splice(at, 1)) clearTimeout(timer);
  }

  #discard(worker: Worker): void {
    this.#all.delete(worker);
    this.#forget(worker);
    void worker.terminate();
    this.#next();
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function unavailable(message: string, retryAfterSeconds?: number): DomainError {
  return new DomainError('UNAVAILABLE', message, retryAfterSeconds === undefined ? {} : { retryAfterSeconds });
}
