import type { ModelFailureCode } from '../../model/language-model.ts';
import type { LanguageTask } from '../registry/configured-model.ts';

/** `lost`: the process that asked ended before the answer came. */
export type CallState = 'waiting' | 'asked' | 'answered' | 'failed' | 'lost';

/** What the verifier said of an answer; null where there was none. */
export type CallVerdict = 'passed' | 'refused';

/** Who asked which model what, and what came of it. The question itself is kept as a hash only. */
export interface LanguageCall {
  readonly callId: string;
  readonly begunAt: Date;
  readonly finishedAt: Date | null;
  readonly actorName: string;
  readonly task: LanguageTask;
  readonly isTrial: boolean;
  /** What of the task: a section of a text. */
  readonly subject: string;
  readonly attempt: number;
  readonly promptVersion: string;
  readonly modelId: string;
  readonly modelName: string;
  readonly modelHash: string | null;
  readonly adapterFile: string | null;
  readonly driver: 'embedded' | 'http';
  /** JSON: form, temperature, seed, most tokens. */
  readonly parameters: string;
  /** SHA-256 of the request in hexadecimal. */
  readonly inputHash: string;
  readonly state: CallState;
  readonly failureCode: ModelFailureCode | null;
  readonly failureReason: string | null;
  readonly output: string | null;
  /** Whether the driver made the model keep the form. */
  readonly formHeld: boolean | null;
  readonly finish: string | null;
  readonly promptTokens: number | null;
  readonly answerTokens: number | null;
  readonly queuedMs: number | null;
  readonly answerMs: number | null;
  readonly verdict: CallVerdict | null;
  /** Codes with complaints, in words. */
  readonly refusals: readonly string[];
  readonly correlationId: string;
}

/** What the calls of a model come to, over the days looked at. */
export interface ModelFigures {
  readonly modelId: string;
  readonly calls: number;
  readonly failures: number;
  /** Sections of reports that it was asked for; trials are left out. */
  readonly sections: number;
  /** Of these: passed at the first answer. A fraction of 1; null without sections. */
  readonly firstPass: number | null;
  /** Of these: worded by templates at last. */
  readonly fallback: number | null;
  /** Answer tokens a second, measured on this machine; null where none were counted. */
  readonly tokensPerSecond: number | null;
  /** Mean seconds an answer took. */
  readonly secondsPerCall: number | null;
  /** Questions that wait or are being answered now, over all processes. */
  readonly open: number;
}
