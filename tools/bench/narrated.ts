import {
  narrateWith,
  type FactSheet,
  type LanguageModel,
  type ModelAnswer,
  type ModelCapabilities,
  type ModelRequest,
  type TaughtWordings,
} from '@fabwright/language';
import { modelPhraser, type Asked, type ConfiguredModel } from '@fabwright/language/gateway';
import type { Locale } from '@fabwright/facts';
import type { TimedNarrative } from './narration-figures.ts';

export interface NarratedOptions {
  /** Most tokens of an answer, where fewer show it. */
  readonly mostTokens?: number;
  readonly onText?: (done: number) => void;
  /** What the model's adapter was taught, where it may say nothing else. */
  readonly taught?: TaughtWordings | null;
}

/** Sheets in the words of a model, through the prompts, the grammar and the verifier that words of a report go through. */
export async function narrated(
  model: LanguageModel,
  capabilities: ModelCapabilities,
  grade: 'G1' | 'G2',
  locale: Locale,
  sheets: readonly FactSheet[],
  { mostTokens = Infinity, onText, taught = null }: NarratedOptions = {},
): Promise<TimedNarrative[]> {
  const texts: TimedNarrative[] = [];
  const asked = new Straight(model, mostTokens);
  for (const sheet of sheets) {
    const phraser = modelPhraser(asked, configured(capabilities), grade, { taught });
    const [began, spared] = [performance.now(), asked.sparedMs];
    const text = await narrateWith(phraser, sheet, locale);
    texts.push({ text, seconds: (performance.now() - began + asked.sparedMs - spared) / 1000 });
    onText?.(texts.length);
  }
  return texts;
}

/**
 * The model itself, without a queue and without a record. Questions hold no value of a sheet, so different sheets bring
 * the same ones, and the same question with the same seed has the same answer: it is not asked again.
 */
class Straight implements Asked {
  readonly #model: LanguageModel;
  readonly #mostTokens: number;
  readonly #answers = new Map<string, { readonly answer: ModelAnswer; readonly tookMs: number }>();
  /** What the answers would have taken that were there already. */
  sparedMs = 0;

  constructor(model: LanguageModel, mostTokens: number) {
    [this.#model, this.#mostTokens] = [model, mostTokens];
  }

  ask: Asked['ask'] = async (_, { request }) => {
    const wanted = { ...request, maxTokens: Math.min(request.maxTokens, this.#mostTokens) };
    const key = JSON.stringify(wanted);
    const known = this.#answers.get(key);
    if (known) {
      this.sparedMs += known.tookMs;
      return { callId: '', answer: known.answer };
    }
    const { answer, tookMs } = await timed(this.#model, wanted);
    this.#answers.set(key, { answer, tookMs });
    return { callId: '', answer };
  };

  judge(): Promise<void> {
    return Promise.resolve();
  }
}

async function timed(model: LanguageModel, request: ModelRequest) {
  const began = performance.now();
  const answer = await model.ask(request);
  return { answer, tookMs: performance.now() - began };
}

function configured(capabilities: ModelCapabilities): ConfiguredModel {
  return {
    modelId: '',
    name: capabilities.name,
    place: { driver: 'embedded', file: '', adapterFile: null },
    fileBytes: null,
    licence: '',
    source: '',
    grade: 'auto',
    trainedKinds: null,
    hasApiKey: false,
    version: 1,
    hash: capabilities.hash,
    capabilities,
    state: 'ready',
    stateCode: null,
    stateReason: null,
    stateAt: null,
    createdBy: '',
    createdAt: new Date(0),
  };
}
