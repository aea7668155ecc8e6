import { ModelFactory, type ModelSpec } from '../src/gateway/index.ts';
import {
  ModelFailure,
  type AskOptions,
  type LanguageModel,
  type ModelAnswer,
  type ModelCapabilities,
  type ModelRequest,
} from '../src/model/language-model.ts';

/** What a scripted model does with a question. */
export type Script = (request: ModelRequest, options: AskOptions) => string | Promise<string>;

/** Models for tests: each does what its script says, and what it was asked is on record. */
export class ScriptedModels extends ModelFactory {
  readonly made: ModelSpec[] = [];
  readonly asked: ModelRequest[] = [];
  readonly closed: string[] = [];
  capabilities: Partial<ModelCapabilities> = { grammar: true };
  script: Script = echo;

  override make(spec: ModelSpec): LanguageModel {
    this.made.push(spec);
    const name = spec.driver === 'http' ? spec.model : spec.path;
    return {
      driver: spec.driver,
      probe: () =>
        Promise.resolve({
          name,
          hash: 'ab'.repeat(32),
          contextTokens: 2048,
          grammar: false,
          jsonSchema: false,
          embeddings: false,
          images: false,
          ...this.capabilities,
        }),
      ask: (request, options = {}) => this.#ask(request, options),
      close: () => {
        this.closed.push(name);
        return Promise.resolve();
      },
    };
  }

  async #ask(request: ModelRequest, options: AskOptions): Promise<ModelAnswer> {
    this.asked.push(request);
    const text = await this.script(request, options);
    return { text, finish: 'stop', promptTokens: 100, answerTokens: 20, formHeld: request.form.kind !== 'text' };
  }
}

/** Gives the draft back as it is: the dullest honest model. */
export const echo: Script = ({ messages }) => messages.at(-1)?.text.split('\n\n')[0] ?? '';

/** Its process dies while it answers. */
export const dies: Script = () => {
  throw new ModelFailure('crashed', 'The process of the model ended in the middle of an answer.');
};

/** Never answers, and heeds its signal. */
export const hangs: Script = (_, { signal }) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new ModelFailure('cancelled', 'Called off.')), { once: true });
  });
