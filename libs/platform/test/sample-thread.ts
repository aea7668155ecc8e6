import { threadId } from 'node:worker_threads';
import { serveTasks } from '../src/threads/thread-tasks.ts';

/** What the specs of the pool run in a thread. */
export const sampleTasks = {
  double: (values: Float64Array) => values.map((value) => value * 2),
  fail: (message: string) => {
    throw new RangeError(message);
  },
  spin: (milliseconds: number) => {
    const until = performance.now() + milliseconds;
    while (performance.now() < until);
    return milliseconds;
  },
  die: (code: number) => process.exit(code),
  dieLater: (milliseconds: number) => {
    setTimeout(() => {
      throw new Error('nobody asked');
    }, milliseconds);
    return milliseconds;
  },
  hoard: () => {
    const all: unknown[] = [];
    for (;;) all.push(new Array(10_000).fill(all.length).map(String));
  },
  thread: () => threadId,
  place: () => new Promise((resolve) => setTimeout(() => resolve(process.pid), 1)),
};
export type SampleTasks = typeof sampleTasks;

serveTasks(sampleTasks);
