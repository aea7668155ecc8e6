import { SCENARIOS } from '@fabwright/fab-simulator/scenario';
import type { TruthTask } from './truth-run.ts';

/** σ of lots that a planted cause costs the wafers that it exposes. */
export const LARGE = 3;
export const SMALL = 1.5;

const CAUSES = SCENARIOS.filter((kind) => kind !== 'nothing');

/** Each cause twice large and once small, and two fabs where nothing is wrong. */
const ROUND: readonly Omit<TruthTask, 'seed'>[] = [
  ...CAUSES.map((kind) => ({ kind, sizeSigma: LARGE })),
  { kind: 'nothing', sizeSigma: LARGE },
  ...CAUSES.map((kind) => ({ kind, sizeSigma: SMALL })),
  { kind: 'nothing', sizeSigma: SMALL },
  ...CAUSES.map((kind) => ({ kind, sizeSigma: LARGE })),
];

/** So many runs, each with a seed of its own. */
export function truthTasks(runs: number, seed: number): TruthTask[] {
  return Array.from({ length: runs }, (_, i) => {
    const task = ROUND[i % ROUND.length];
    if (!task) throw new RangeError('A round of no tasks.');
    return { ...task, seed: seed + i };
  });
}
