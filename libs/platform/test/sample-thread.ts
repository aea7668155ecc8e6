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
  place: () => new Promise((resolve) => setTimeout(() => resolve(process.pid), 1)),
};
export type SampleTasks = typeof sampleTasks;

serveTasks(sampleTasks);
