import { isRetryable, sqlState } from '@fabwright/platform';
import type { QuarantineReason } from './quarantine-reason.ts';

/**
 * What a failed write means for the message that caused it:
 * `transient` – nothing is wrong with the message, the same write may succeed later (connection, disk, deadlock);
 * `message` – this message will fail each time until somebody mends it or the code.
 */
export type FailureKind = 'transient' | 'message';

/** SQLSTATE classes where the server or the way to it is in trouble, not the data. */
const TRANSIENT_CLASSES = new Set(['08', '25', '40', '53', '55', '57', '58', 'XX']);
const TRANSIENT_SYSTEM_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENOSPC']);
const TRANSIENT_TEXT = /timeout exceeded when trying to connect|client was closed|Cannot use a pool after/i;

export function failureKind(error: unknown): FailureKind {
  if (isRetryable(error)) return 'transient';
  const state = sqlState(error);
  if (state !== undefined) return TRANSIENT_CLASSES.has(state.slice(0, 2)) ? 'transient' : 'message';
  if (TRANSIENT_SYSTEM_CODES.has(codeOf(error) ?? '')) return 'transient';
  return TRANSIENT_TEXT.test(textOf(error)) ? 'transient' : 'message';
}

/** The reason that is kept with a message whose handling failed. */
export function reasonOfFailure(error: unknown): QuarantineReason {
  const state = sqlState(error);
  if (state !== undefined) {
    return {
      code: 'database-refused',
      text: `The database refused the facts of this event (${state}): ${textOf(error)}.`,
      detail: { sqlState: state },
    };
  }
  const code = codeOf(error);
  if (code !== null) return { code: 'domain-refused', text: textOf(error), detail: { domainCode: code } };
  return {
    code: 'handler-failed',
    text: `Handling this event failed: ${textOf(error)}. Replay it after the defect is mended.`,
    detail: { error: error instanceof Error ? error.name : 'unknown' },
  };
}

function codeOf(error: unknown): string | null {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : null;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
