import type { ContractIssue } from '@fabwright/contracts';

/** Why a message was put aside. Codes are part of the API; texts are for people. */
export type ReasonCode =
  | 'too-large'
  | 'not-utf8'
  | 'not-json'
  | 'contract'
  | 'unknown-type'
  | 'outbound-type'
  | 'database-refused'
  | 'domain-refused'
  | 'handler-failed';

/** Why this message can't be taken in, in words and with what a fix needs to know. */
export interface QuarantineReason {
  readonly code: ReasonCode;
  readonly text: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

const SHOWN_ISSUES = 3;

/** One line out of a contract's issues: the first three, and how many more there are. */
export function issuesText(issues: readonly ContractIssue[]): string {
  const shown = issues
    .slice(0, SHOWN_ISSUES)
    .map(({ path, message }) => (path === '' ? message : `${path} ${message}`));
  const left = issues.length - shown.length;
  return shown.join('; ') + (left > 0 ? `; and ${left} more` : '');
}
