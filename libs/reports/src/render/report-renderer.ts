import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type PoolOptions, ThreadPool } from '@fabwright/platform';
import type { ReportContent } from '../document/report-content.ts';
import type { RenderTasks } from './render-tasks.ts';

/** From source the thread lies beside this file; in a bundle beside the bundle, as a file of its own. */
const THREAD = import.meta.url.endsWith('.ts') ? './render-thread.ts' : './render.thread.mjs';
/** A report takes seconds, on a busy machine tens of them; a thread that says nothing for longer has lost its way. */
const DEADLINE_MS = 120_000;
/** Whoever orders one report often orders more; a thread that has laid one out takes half as long for the next. */
const IDLE_MS = 120_000;

const givenUp = (happened: string): string =>
  `Laying out the report ${happened}, so it was given up. Nothing was stored; the data are unchanged.`;

/** The pool of a layout: one thread, because a worker makes one report at a time. */
export function renderPool(
  options: Partial<PoolOptions> = {},
  program = new URL(THREAD, import.meta.url),
): ThreadPool<RenderTasks> {
  return new ThreadPool(program, {
    size: 1,
    deadlineMs: DEADLINE_MS,
    idleMs: IDLE_MS,
    sentence: givenUp,
    ...options,
  });
}

/** Lays reports out in a thread, because that takes a second in which nothing else would run. */
@Injectable()
export class ReportRenderer implements OnApplicationShutdown {
  readonly #pool = renderPool();

  /** Lets the thread load what a layout needs while the report is still being written. Says nothing of failures. */
  warmUp(): void {
    // What is wrong with the thread is told by the layout that follows.
    this.#pool.run('warmUp', undefined).catch(() => undefined);
  }

  /**
   * The PDF's bytes. Rejects with what the layout threw, with the signal's reason when that aborts, and with
   * UNAVAILABLE when the thread dies without a word, runs out of memory or does not answer in time.
   */
  layOut(content: ReportContent, signal: AbortSignal): Promise<Uint8Array> {
    return this.#pool.run('layOut', content, signal);
  }

  onApplicationShutdown(): Promise<void> {
    return this.#pool.close();
  }
}
