import type { ModelAnswer, ModelFailureCode, ModelRequest } from '../language-model.ts';

/** What a model's process is told once, when it begins. */
export interface LoadOrder {
  readonly weights: string;
  /** Most tokens of question and answer together; a model trained for fewer gets fewer. */
  readonly contextTokens: number;
  /** Null: one for models of less than half a billion parameters, otherwise all cores but one. */
  readonly threads: number | null;
}

/** What a model's process can be asked to do, one thing at a time. */
export interface Jobs {
  /** Makes the adapter ready (null: the weights alone) and says what came of it. */
  readonly open: { readonly input: { readonly adapter: string | null }; readonly output: OpenedModel };
  readonly ask: {
    readonly input: { readonly adapter: string | null; readonly request: ModelRequest; readonly streams: boolean };
    readonly output: ModelAnswer;
  };
  /** SHA-256 of a file in hexadecimal. */
  readonly hash: { readonly input: { readonly path: string }; readonly output: string };
}

export type JobName = keyof Jobs;

export interface OpenedModel {
  readonly name: string;
  readonly contextTokens: number;
  /** Whether it was made to turn texts into numbers and not to write. */
  readonly embeds: boolean;
}

export type ToChild =
  | { readonly kind: 'load'; readonly order: LoadOrder }
  | {
      readonly [K in JobName]: {
        readonly kind: 'job';
        readonly id: number;
        readonly job: K;
        readonly input: Jobs[K]['input'];
      };
    }[JobName]
  | { readonly kind: 'cancel'; readonly id: number };

export type FromChild =
  | { readonly kind: 'ready' }
  /** The weights can't be used; the process ends. */
  | { readonly kind: 'unfit'; readonly failure: ToldFailure }
  /** A sign of life, with the memory that the process holds in bytes. */
  | { readonly kind: 'alive'; readonly rss: number }
  | { readonly kind: 'piece'; readonly id: number; readonly text: string }
  | { readonly kind: 'done'; readonly id: number; readonly output: Jobs[JobName]['output'] }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: ToldFailure };

export interface ToldFailure {
  readonly code: ModelFailureCode;
  readonly message: string;
}

/** How often a model's process gives a sign of life, in milliseconds. */
export const ALIVE_MS = 500;
