import { check, type StepResult } from './result.ts';
import type { Step } from './step.ts';

export interface Finished {
  readonly step: Step;
  readonly result: StepResult;
  readonly milliseconds: number;
}

const taken = ({ cores, timed }: Step): number => (timed ? 0 : cores);

/** A step that threw is a failed step: the run goes on and counts it. */
async function runStep(step: Step, run: (step: Step) => Promise<StepResult>): Promise<Finished> {
  const start = performance.now();
  const result = await run(step).catch((error: unknown) =>
    check(false, error instanceof Error ? (error.stack ?? error.message) : String(error)),
  );
  return { step, result, milliseconds: performance.now() - start };
}

/**
 * Runs the steps in their order, side by side while they fit on `cores`. A step whose predecessor is not part
 * of this run does not wait for it. Yields each as it ends.
 */
export async function* schedule(
  steps: readonly Step[],
  cores: number,
  run: (step: Step) => Promise<StepResult>,
): AsyncGenerator<Finished> {
  const waiting = [...steps];
  const names = new Set(steps.map(({ name }) => name));
  const done = new Set<string>();
  const running = new Map<Step, Promise<Finished>>();
  const used = (): number => [...running.keys()].reduce((sum, step) => sum + taken(step), 0);
  const ready = (step: Step): boolean => (step.after ?? []).every((name) => !names.has(name) || done.has(name));
  const fits = (step: Step): boolean => used() === 0 || used() + taken(step) <= cores;
  while (waiting.length > 0 || running.size > 0) {
    for (const step of waiting.filter(ready)) {
      if (!fits(step)) continue;
      waiting.splice(waiting.indexOf(step), 1);
      running.set(step, runStep(step, run));
    }
    if (running.size === 0)
      throw new Error(`These steps wait for each other: ${waiting.map(({ name }) => name).join()}`);
    const finished = await Promise.race(running.values());
    running.delete(finished.step);
    done.add(finished.step.name);
    yield finished;
  }
}
