import { getLlama, LlamaLogLevel, type LlamaContext, type LlamaContextSequence, type LlamaModel } from 'node-llama-cpp';

/** The bindings as their own guide uses them: no process of its own, no queue, no supervision, no words in between. */
export class PlainModel {
  readonly #model: LlamaModel;
  readonly #context: LlamaContext;
  readonly #sequence: LlamaContextSequence;

  private constructor(model: LlamaModel, context: LlamaContext) {
    [this.#model, this.#context] = [model, context];
    this.#sequence = context.getSequence();
  }

  static async load(weights: string, { threads, contextSize }: { threads: number; contextSize: number }) {
    const llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, logLevel: LlamaLogLevel.error });
    const model = await llama.loadModel({ modelPath: weights });
    return new PlainModel(model, await model.createContext({ contextSize, threads }));
  }

  /** Greedy; how many tokens the answer has. */
  async ask(text: string, mostTokens: number): Promise<number> {
    const prompt = this.#model.tokenize(text, false);
    // What of the question was read before is not read again, as in the driver; its last token always is.
    await this.#sequence.adaptStateToTokens(prompt.slice(0, -1), false);
    const unread = prompt.slice(this.#sequence.nextTokenIndex);
    let said = 0;
    for await (const token of this.#sequence.evaluate(unread, { temperature: 0 })) {
      this.#model.detokenize([token]);
      said += 1;
      if (said === mostTokens) break;
    }
    return said;
  }

  async close(): Promise<void> {
    await this.#context.dispose();
    await this.#model.dispose();
  }
}
