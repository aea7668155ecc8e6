import type { Say } from '../../core/i18n/inject-say.ts';

const KNOWN: readonly string[] = ['nobody', 'deleted', 'defect'];

/** Why an issue did not go out: words for what we know, else what the report job said. */
export function issueProblem(say: Say, problem: string | null): string {
  if (problem === null) return '';
  return KNOWN.includes(problem) ? say(`log.issueProblems.${problem}`) : problem;
}
