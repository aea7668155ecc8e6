import { parentPort } from 'node:worker_threads';

/** Pure functions by name; what goes in and comes out must survive structured cloning. */
export type ThreadTasks = Readonly<Record<string, (input: never) => unknown>>;

export interface Task {
  readonly task: string;
  readonly input: unknown;
}

export type Answer = { readonly value: unknown } | { readonly error: unknown };

/** In the thread's program: answers one task after the other. */
export function serveTasks(tasks: ThreadTasks): void {
  parentPort?.on('message', ({ task, input }: Task) => void answer(tasks, task, input));
}

async function answer(tasks: ThreadTasks, name: string, input: unknown): Promise<void> {
  const reply = (message: Answer): void => parentPort?.postMessage(message);
  try {
    const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
    if (!task) throw new TypeError(`This thread knows no task "${name}".`);
    reply({ value: await task(input as never) });
  } catch (error) {
    // An error that can't be cloned would leave the asker waiting.
    reply({ error: error instanceof Error ? error : new Error(String(error)) });
  }
}
