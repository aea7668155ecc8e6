import { parseArgs } from 'node:util';
import type { Step } from './step.ts';

/** A mistake in the command line; its message says what is possible. */
export class UsageError extends Error {}

/**
 * The steps that `--only a,b` names, in the order of `steps`; all without it.
 * Throws UsageError for an unknown name or flag.
 */
export function chooseSteps(args: readonly string[], steps: readonly Step[]): readonly Step[] {
  const only = parse(args)?.split(',');
  if (only === undefined) return steps;
  const known = steps.map(({ name }) => name);
  const unknown = only.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new UsageError(`There is no step "${unknown[0]}". Steps: ${known.join(', ')}.`);
  return steps.filter(({ name }) => only.includes(name));
}

function parse(args: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...args], options: { only: { type: 'string' } } }).values.only;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)} Usage: npm test -- [--only a,b]`);
  }
}
