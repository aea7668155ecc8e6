import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import {
  getLlama,
  InsufficientMemoryError,
  LlamaGrammarEvaluationState,
  LlamaLogLevel,
  NoBinaryFoundError,
  type Llama,
  type LlamaContext,
  type LlamaContextSequence,
  type LlamaGrammar,
  type LlamaModel,
  type Token,
} from 'node-llama-cpp';
import { ModelFailure } from '../../language-model.ts';
import type { LoadOrder, OpenedModel } from '../child-protocol.ts';
import type { PromptVocabulary } from './prompt.ts';

/** Below this many parameters threads wait for each other longer than they compute. */
const SMALL = 0.5e9;
/** Questions whose beginnings are kept, so that the next of the same kind need not be read from its first word. */
const WARM = 2;
/** Adapters that stay ready beside the weights. */
const MOST_CONTEXTS = 3;
const MOST_GRAMMARS = 8;
const LEAST_CONTEXT = 256;

export interface OpenContext {
  readonly context: LlamaContext;
  readonly sequences: readonly LlamaContextSequence[];
}

/** One file of weights in memory, with a context for each adapter that was asked for. */
export class Runtime {
  readonly model: LlamaModel;
  readonly #llama: Llama;
  readonly #order: LoadOrder;
  readonly #contexts = new Map<string | null, OpenContext>();
  readonly #grammars = new Map<string, LlamaGrammar>();

  private constructor(llama: Llama, model: LlamaModel, order: LoadOrder) {
    this.#llama = llama;
    this.model = model;
    this.#order = order;
  }

  /** Throws ModelFailure `unreachable` where the machine has no runtime or the file can't be read. */
  static async load(order: LoadOrder): Promise<Runtime> {
    const llama = await binding();
    try {
      return new Runtime(llama, await llama.loadModel({ modelPath: order.weights }), order);
    } catch (error) {
      throw unfit(error, `The weights ${basename(order.weights)} can't be loaded`);
    }
  }

  get vocabulary(): PromptVocabulary<Token> {
    const { tokens, fileInfo } = this.model;
    const { bos, bosString } = tokens;
    const template: unknown = fileInfo.metadata.tokenizer?.chat_template;
    return {
      chatTemplate: typeof template === 'string' ? template : null,
      bos: bos === null ? null : { token: bos, text: bosString ?? '' },
      eosText: tokens.eosString ?? '',
      prependsBos: tokens.shouldPrependBosToken,
      tokenize: (text, readsMarks) => this.model.tokenize(text, readsMarks),
    };
  }

  async describe(adapter: string | null): Promise<OpenedModel> {
    const { context } = await this.open(adapter);
    return {
      name: basename(this.#order.weights),
      contextTokens: context.contextSize,
      embeds: 'pooling_type' in this.model.fileInfo.architectureMetadata,
    };
  }

  /** The context of an adapter (null: of the weights alone). Throws ModelFailure `unreachable` or `refused`. */
  async open(adapter: string | null): Promise<OpenContext> {
    const known = this.#contexts.get(adapter);
    if (known !== undefined) return this.#latest(adapter, known);
    await this.#makeRoom();
    try {
      const context = await this.model.createContext({
        contextSize: Math.max(LEAST_CONTEXT, Math.min(this.#order.contextTokens, this.model.trainContextSize)),
        sequences: WARM,
        threads: this.#order.threads ?? threadsFor(this.model),
        ...(adapter === null ? {} : { lora: { adapters: [{ filePath: adapter }] } }),
      });
      const sequences = Array.from({ length: WARM }, () => context.getSequence());
      return this.#latest(adapter, { context, sequences });
    } catch (error) {
      throw unfit(
        error,
        `The adapter ${adapter === null ? '(none)' : basename(adapter)} can't be put on these weights`,
      );
    }
  }

  /** The state of an answer under a grammar. Throws ModelFailure `refused` for text that is no grammar. */
  async grammar(gbnf: string): Promise<LlamaGrammarEvaluationState> {
    try {
      const grammar = this.#grammars.get(gbnf) ?? (await this.#llama.createGrammar({ grammar: gbnf }));
      this.#grammars.set(gbnf, grammar);
      for (const oldest of this.#grammars.keys()) {
        if (this.#grammars.size <= MOST_GRAMMARS) break;
        this.#grammars.delete(oldest);
      }
      return new LlamaGrammarEvaluationState({ model: this.model, grammar });
    } catch (error) {
      throw new ModelFailure('refused', 'The grammar can not be read.', { cause: error });
    }
  }

  #latest(adapter: string | null, open: OpenContext): OpenContext {
    this.#contexts.delete(adapter);
    this.#contexts.set(adapter, open);
    return open;
  }

  async #makeRoom(): Promise<void> {
    for (const [oldest, { context }] of this.#contexts) {
      if (this.#contexts.size < MOST_CONTEXTS) return;
      this.#contexts.delete(oldest);
      await context.dispose();
    }
  }
}

async function binding(): Promise<Llama> {
  try {
    // Nothing is downloaded and nothing is built: what npm installed is what runs.
    return await getLlama({
      gpu: false,
      build: 'never',
      skipDownload: true,
      logLevel: LlamaLogLevel.error,
      logger: silent,
    });
  } catch (error) {
    if (!(error instanceof NoBinaryFoundError)) throw unfit(error, 'The runtime of language models does not start');
    const machine = `${process.platform}-${process.arch}`;
    throw new ModelFailure('unreachable', `The runtime of language models has no build for this machine (${machine}).`);
  }
}

/** The runtime's own log could quote a prompt. */
function silent(): void {
  // Nobody reads it.
}

function threadsFor(model: LlamaModel): number {
  const tensors = model.fileInfo.fullTensorInfo ?? [];
  const parameters = tensors.reduce(
    (sum, { dimensions }) => sum + dimensions.reduce<number>((product, size) => product * Number(size), 1),
    0,
  );
  return parameters < SMALL ? 1 : Math.max(1, availableParallelism() - 1);
}

function unfit(error: unknown, words: string): ModelFailure {
  if (error instanceof ModelFailure) return error;
  if (error instanceof InsufficientMemoryError) {
    return new ModelFailure('refused', `${words}: there is not enough memory.`, { cause: error });
  }
  return new ModelFailure('unreachable', `${words}: ${firstLine(error)}`, { cause: error });
}

/** Without the folders of the paths in it: a message may be shown to people and sent on. */
function firstLine(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : 'unknown error').split('\n');
  return line.replaceAll(/[^\s"']*[/\\]/g, '').slice(0, 200);
}
