import { availableParallelism } from 'node:os';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ThreadPool } from '@fabwright/platform';
import type { MathsTasks } from './maths-tasks.ts';

/** From source the thread lies beside this file; in a bundle beside the bundle, as a file of its own. */
const PROGRAM = import.meta.url.endsWith('.ts') ? './maths-thread.ts' : './maths.thread.mjs';
const MOST_THREADS = 4;

/** Long statistics, in threads. One core stays for what answers people. */
@Injectable()
export class Maths implements OnApplicationShutdown {
  readonly #pool = new ThreadPool<MathsTasks>(new URL(PROGRAM, import.meta.url), {
    size: Math.max(1, Math.min(MOST_THREADS, availableParallelism() - 1)),
  });

  /** See `ThreadPool.run`. */
  run<K extends keyof MathsTasks>(
    task: K,
    input: Parameters<MathsTasks[K]>[0],
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<MathsTasks[K]>>> {
    return this.#pool.run(task, input, signal);
  }

  onApplicationShutdown(): Promise<void> {
    return this.#pool.close();
  }
}
