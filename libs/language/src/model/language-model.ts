/** One turn of what a model is shown. */
export interface ModelMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

/** The form that an answer must have. A driver asks its model to keep it; whoever asked checks it again. */
export type AnswerForm =
  | { readonly kind: 'text' }
  | { readonly kind: 'grammar'; readonly gbnf: string }
  | { readonly kind: 'json'; readonly schema: Readonly<Record<string, unknown>> };

/** A question to a model. The same request with the same seed and temperature 0 should give the same words. */
export interface ModelRequest {
  readonly messages: readonly ModelMessage[];
  readonly form: AnswerForm;
  /** Most tokens of the answer; always set, because a model under a grammar may never end by itself. */
  readonly maxTokens: number;
  /** 0 is greedy. */
  readonly temperature: number;
  readonly seed: number;
}

export interface ModelAnswer {
  readonly text: string;
  /** `length`: the answer was cut at `maxTokens`. */
  readonly finish: 'stop' | 'length';
  /** Null where the driver is not told. */
  readonly promptTokens: number | null;
  readonly answerTokens: number | null;
  /** Whether the driver made the model keep the form, or could only ask for it. */
  readonly formHeld: boolean;
}

/** What a model can do, asked of it when it starts. Nothing of it is trusted: answers are checked again. */
export interface ModelCapabilities {
  /** The name that the model gives itself: a file's, or that of the server. */
  readonly name: string;
  /** SHA-256 of the weights (and adapter) in hexadecimal; null where the server doesn't tell. */
  readonly hash: string | null;
  readonly contextTokens: number | null;
  readonly grammar: boolean;
  readonly jsonSchema: boolean;
  readonly embeddings: boolean;
  readonly images: boolean;
}

export interface AskOptions {
  /** Cancels the question; the driver stops generating. The reason becomes the error's cause. */
  readonly signal?: AbortSignal | undefined;
  /** Pieces of the answer as they come. */
  readonly onText?: ((piece: string) => void) | undefined;
}

/**
 * A language model on the premises, whatever drives it. Every driver keeps the same contract
 * (`test/language-model.contract.ts`); each failure is a ModelFailure.
 */
export interface LanguageModel {
  readonly driver: 'embedded' | 'http';
  /** Asks what the model can do; also says whether it is there at all. */
  probe(options?: AskOptions): Promise<ModelCapabilities>;
  ask(request: ModelRequest, options?: AskOptions): Promise<ModelAnswer>;
  /** Gives memory, processes and connections back; questions that wait fail with `cancelled`. */
  close(): Promise<void>;
}

export type ModelFailureCode =
  /** Nobody answers at the address, or the file of the weights can't be read. */
  | 'unreachable'
  /** More questions wait than may. */
  | 'busy'
  /** The deadline passed. */
  | 'deadline'
  | 'cancelled'
  /** The process of the model died in the middle of an answer. */
  | 'crashed'
  /** The server or the runtime would not take the question (wrong key, prompt too long, unknown model). */
  | 'refused'
  /** The answer is not what the protocol says. */
  | 'malformed';

/** Why a question got no answer, in words for an administrator: without prompts, keys or passwords. */
export class ModelFailure extends Error {
  readonly code: ModelFailureCode;

  constructor(code: ModelFailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ModelFailure';
    this.code = code;
  }
}
