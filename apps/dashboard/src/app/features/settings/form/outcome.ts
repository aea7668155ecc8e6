import type { Say } from '../../../core/i18n/inject-say.ts';

/** Members of a result union that say why nothing was changed. */
type Failure =
  | { readonly __typename: 'NotFound' | 'Forbidden'; readonly message: string }
  | { readonly __typename: 'InvalidInput'; readonly message: string; readonly issues: readonly InputIssue[] };

interface InputIssue {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** What of a result union is not a failure. */
export type Success<Result> = Exclude<Result, { __typename: Failure['__typename'] }>;

/** What came of a change: done, or why not, ready to be read. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ChangeProblem };

export interface ChangeProblem {
  /** By the name of the argument; what can't be put beside a field stands in `message`. */
  readonly issues: Readonly<Record<string, string>>;
  /** For the form as a whole; empty when every issue has its field. */
  readonly message: string;
}

/** Codes that have a text in both languages; the server's own words stand in for others. */
const KNOWN_CODES = new Set([
  'login-taken',
  'login-form',
  'name-form',
  'last-administrator',
  'wrong-password',
  'too-short',
  'too-long',
  'too-simple',
  'scope-missing',
  'expiry-past',
  'above-target',
  'fraction',
  'length',
  'email-form',
  'no-address',
  'nobody',
  'shift',
  'minutes',
  'times',
  'url-form',
  'url-credentials',
  'url-host',
  'model-url-form',
  'model-url-credentials',
  'model-url-host',
  'model-name-taken',
  'model-in-use',
  'model-file',
  'text-form',
  'fact-kind',
  'timing-cron',
  'timing-zone',
  'timing-never',
  'timing-too-often',
  'timing-working-days',
  'timing-holiday',
  'product',
  'address',
  'folder',
  'gone',
  'too-many',
]);

/**
 * Reads a result union.
 * @param fields arguments that the form shows; an issue of another one goes into the message
 * @param say texts under `settings`
 */
export function outcomeOf<Result extends { readonly __typename: string }>(
  result: Result,
  fields: readonly string[],
  say: Say,
): Outcome<Success<Result>> {
  return isFailure(result)
    ? { ok: false, problem: problemOf(result, fields, say) }
    : { ok: true, value: result as Success<Result> };
}

function isFailure(result: { readonly __typename: string }): result is Failure {
  return ['InvalidInput', 'NotFound', 'Forbidden'].includes(result.__typename);
}

function problemOf(failure: Failure, fields: readonly string[], say: Say): ChangeProblem {
  if (failure.__typename !== 'InvalidInput') {
    return { issues: {}, message: say(failure.__typename === 'Forbidden' ? 'problem.forbidden' : 'problem.notFound') };
  }
  const text = (issue: InputIssue): string =>
    KNOWN_CODES.has(issue.code) ? say(`issues.${issue.code}`) : issue.message;
  const beside = failure.issues.filter(({ field }) => fields.includes(field));
  const others = failure.issues.filter(({ field }) => !fields.includes(field));
  return {
    issues: Object.fromEntries(beside.map((issue) => [issue.field, text(issue)])),
    message: failure.issues.length === 0 ? failure.message : others.map(text).join(' '),
  };
}
