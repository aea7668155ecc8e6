import { Ending } from '../ending.ts';
import {
  ModelFailure,
  type AskOptions,
  type LanguageModel,
  type ModelAnswer,
  type ModelCapabilities,
  type ModelRequest,
} from '../language-model.ts';
import { askStreaming, askWhole } from './chat.ts';
import { Endpoint, HTTP_LIMITS, type HttpLimits, type HttpModelOptions } from './endpoint.ts';
import { Exchange } from './exchange.ts';
import { formFields, type Dialects, type FormFields } from './forms.ts';
import { probeDialects, type AskUnder } from './probe-forms.ts';
import { embeds, sees, servedModel, type ServedModel, type Within } from './probe-server.ts';

/**
 * A model behind any OpenAI-compatible server. Nothing but that address is ever contacted, and redirects are not
 * followed. Throws ModelFailure `refused` for an address or a key that can't be used.
 */
export function httpModel(options: HttpModelOptions): LanguageModel {
  return new HttpModel(options);
}

class HttpModel implements LanguageModel {
  readonly driver = 'http';
  readonly #wanted: string | undefined;
  readonly #limits: HttpLimits;
  readonly #exchange: Exchange;
  readonly #running = new Set<Ending>();
  #served: ServedModel | null = null;
  #dialects: Dialects | null = null;
  #closed = false;

  constructor(options: HttpModelOptions) {
    this.#wanted = options.model;
    this.#limits = { ...HTTP_LIMITS, ...options.limits };
    this.#exchange = new Exchange(new Endpoint(options), this.#limits);
  }

  /** Asks anew each time: another model may be served at the address by now. */
  async probe({ signal }: AskOptions = {}): Promise<ModelCapabilities> {
    const within: Within = (ask) => this.#within(this.#limits.probeMs, signal, ask);
    const served = await this.#findModel(within);
    const { grammar, json } = await this.#findDialects(served.name, within);
    return {
      ...served,
      hash: null,
      grammar: grammar !== null,
      jsonSchema: json !== null || grammar !== null,
      embeddings: await embeds(this.#exchange, served.name, within),
      images: await sees(this.#exchange, served.name, within),
    };
  }

  async ask(request: ModelRequest, { signal, onText }: AskOptions = {}): Promise<ModelAnswer> {
    return this.#within(this.#limits.deadlineMs, signal, async (ending) => {
      const within: Within = (ask) => ask(ending);
      const model = this.#wanted ?? (this.#served ?? (await this.#findModel(within))).name;
      const fields = formFields(request.form, await this.#knownDialects(request, model, within));
      const question = { ...request, model, fields };
      const answer = await (onText === undefined
        ? askWhole(this.#exchange, question, ending, this.#limits.mostBytes)
        : askStreaming(this.#exchange, question, ending, this.#limits.mostBytes, onText));
      return { ...answer, formHeld: fields.held };
    });
  }

  close(): Promise<void> {
    this.#closed = true;
    for (const ending of [...this.#running]) ending.end(closing());
    return Promise.resolve();
  }

  async #within<T>(
    deadlineMs: number,
    signal: AbortSignal | undefined,
    ask: (ending: Ending) => Promise<T>,
  ): Promise<T> {
    if (this.#closed) throw closing();
    using ending = new Ending({ deadlineMs, idleMs: this.#limits.idleMs, signal });
    this.#running.add(ending);
    try {
      return await ask(ending);
    } finally {
      this.#running.delete(ending);
    }
  }

  async #findModel(within: Within): Promise<ServedModel> {
    this.#served = await servedModel(this.#exchange, this.#wanted, within);
    return this.#served;
  }

  /** The first question that needs a form finds out how this server takes it. */
  async #knownDialects({ form }: ModelRequest, model: string, within: Within): Promise<Dialects> {
    if (form.kind === 'text') return { grammar: null, json: null };
    return this.#dialects ?? (await this.#findDialects(model, within));
  }

  async #findDialects(model: string, within: Within): Promise<Dialects> {
    const ask: AskUnder = async (question: ModelRequest, fields: FormFields) => {
      const answer = await within((ending) =>
        askWhole(this.#exchange, { ...question, model, fields }, ending, this.#limits.mostBytes),
      );
      return answer.text;
    };
    this.#dialects = await probeDialects(ask);
    return this.#dialects;
  }
}

function closing(): ModelFailure {
  return new ModelFailure('cancelled', 'The connection to the model server was closed.');
}
