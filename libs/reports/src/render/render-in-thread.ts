import { Worker } from 'node:worker_threads';
import { DomainError } from '@fabwright/platform';
import type { ReportContent } from '../document/report-content.ts';

/** From source the thread lies beside this file; in a bundle beside the bundle, as a file of its own. */
const THREAD = import.meta.url.endsWith('.ts') ? './render-thread.ts' : './render.thread.mjs';
/** A report takes seconds, on a busy machine tens of them; a thread that says nothing for longer has lost its way. */
const DEADLINE_MS = 120_000;

export interface ThreadLimits {
  readonly deadlineMs?: number;
  /** The program of the thread. */
  readonly program?: URL;
  /** Heap of the thread; default that of the process. */
  readonly memoryMb?: number;
}

/**
 * Lays a report out in a thread of its own, because that takes a second in which nothing else would run. However the
 * thread ends, this settles: it rejects with what the layout threw, with the signal's reason when that aborts, and with
 * UNAVAILABLE when the thread dies without a word, runs out of memory or does not answer in time. The thread has ended
 * in every case.
 */
export async function renderInThread(
  content: ReportContent,
  signal: AbortSignal,
  { deadlineMs = DEADLINE_MS, program = new URL(THREAD, import.meta.url), memoryMb }: ThreadLimits = {},
): Promise<Uint8Array> {
  signal.throwIfAborted();
  const limits = memoryMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: memoryMb } };
  const thread = new Worker(program, { workerData: content, ...limits });
  try {
    return await answerOf(thread, signal, deadlineMs);
  } finally {
    await thread.terminate();
  }
}

/** The listeners stay until the thread has ended: an error that comes late must not take the process with it. */
function answerOf(thread: Worker, signal: AbortSignal, deadlineMs: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    const late = setTimeout(() => reject(givenUp(`took longer than ${deadlineMs / 1000} s`)), deadlineMs);
    signal.addEventListener('abort', stop, { once: true });
    thread.on('message', resolve);
    thread.on('messageerror', reject);
    thread.on('error', (error: Error) => reject(isOutOfMemory(error) ? givenUp('ran out of memory') : error));
    thread.on('exit', (code) => {
      clearTimeout(late);
      signal.removeEventListener('abort', stop);
      // comes after every message and error, and then changes nothing
      reject(givenUp(`ended without a result (exit code ${code})`));
    });
  });
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function givenUp(what: string): DomainError {
  return new DomainError(
    'UNAVAILABLE',
    `Laying out the report ${what}, so it was given up. Nothing was stored; the data are unchanged.`,
  );
}
