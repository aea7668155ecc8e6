import { narrateWith, type FactSheet, type LanguageModel, type ModelCapabilities } from '@fabwright/language';
import { modelPhraser, type Asked, type ConfiguredModel } from '@fabwright/language/gateway';
import type { Locale } from '@fabwright/facts';
import type { TimedNarrative } from './narration-figures.ts';

export interface NarratedOptions {
  /** Most tokens of an answer, where fewer show it. */
  readonly mostTokens?: number;
  readonly onText?: (done: number) => void;
}

/** Sheets in the words of a model, through the prompts, the grammar and the verifier that words of a report go through. */
export async function narrated(
  model: LanguageModel,
  capabilities: ModelCapabilities,
  grade: 'G1' | 'G2',
  locale: Locale,
  sheets: readonly FactSheet[],
  { mostTokens = Infinity, onText }: NarratedOptions = {},
): Promise<TimedNarrative[]> {
  const texts: TimedNarrative[] = [];
  for (const sheet of sheets) {
    const phraser = modelPhraser(straight(model, mostTokens), configured(capabilities), grade);
    const began = performance.now();
    const text = await narrateWith(phraser, sheet, locale);
    texts.push({ text, seconds: (performance.now() - began) / 1000 });
    onText?.(texts.length);
  }
  return texts;
}

/** The model itself, without a queue and without a record. */
function straight(model: LanguageModel, mostTokens: number): Asked {
  return {
    ask: async (_, { request }) => {
      const maxTokens = Math.min(request.maxTokens, mostTokens);
      return { callId: '', answer: await model.ask({ ...request, maxTokens }) };
    },
    judge: () => Promise.resolve(),
  };
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
