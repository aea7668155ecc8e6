import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ReportContent } from '../document/report-content.ts';

/** From source the thread lies beside this file; in a bundle beside the bundle, as a file of its own. */
const THREAD = import.meta.url.endsWith('.ts') ? './render-thread.ts' : './render.thread.mjs';

/**
 * Lays a report out in a thread of its own, because that takes a second in which nothing else would run. Rejects with
 * what the layout threw, and with the signal's reason when it aborts; the thread has ended in every case.
 */
export async function renderInThread(content: ReportContent, signal: AbortSignal): Promise<Uint8Array> {
  signal.throwIfAborted();
  const thread = new Worker(new URL(THREAD, import.meta.url), { workerData: content });
  try {
    // an error of the thread is an 'error' event, which `once` turns into a rejection
    const [pdf] = (await once(thread, 'message', { signal })) as [Uint8Array];
    return pdf;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    await thread.terminate();
  }
}
