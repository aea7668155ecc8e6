import { Worker } from 'node:worker_threads';
import type { TruthOutcome, TruthTask } from './truth-run.ts';

/** Runs the tasks over so many threads; `told` after each. Rejects with what a thread threw. */
export async function runTasks(
  tasks: readonly TruthTask[],
  threads: number,
  told: (done: number) => void,
): Promise<TruthOutcome[]> {
  const waiting = [...tasks];
  const outcomes: TruthOutcome[] = [];
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./truth.thread.ts', import.meta.url));
    try {
      for (let task = waiting.shift(); task; task = waiting.shift()) {
        outcomes.push(await one(worker, task));
        told(outcomes.length);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
  return outcomes;
}

function one(worker: Worker, task: TruthTask): Promise<TruthOutcome> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      worker.removeAllListeners('message');
      worker.removeAllListeners('error');
      act();
    };
    worker.once('message', (outcome: TruthOutcome) => settle(() => resolve(outcome)));
    worker.once('error', (error: Error) => settle(() => reject(error)));
    worker.postMessage(task);
  });
}
