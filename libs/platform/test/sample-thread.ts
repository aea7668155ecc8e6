import { getHeapSpaceStatistics } from 'node:v8';
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
  /** Makes what outlives a collection of the young generation, so that V8 widens it; bytes it has in the end. */
  churn: () => {
    let kept: unknown[] = [];
    for (let i = 0; i < 3_000_000; i += 1) {
      kept.push([i]);
      if (kept.length > 100_000) kept = [];
    }
    return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;
  },
  thread: () => threadId,
  place: () => new Promise((resolve) => setTimeout(() => resolve(process.pid), 1)),
};
export type SampleTasks = typeof sampleTasks;

serveTasks(sampleTasks);
