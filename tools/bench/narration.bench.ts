import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { LOCALES, type Locale } from '@fabwright/facts';
import { EmbeddedModels, narrateWith, type LanguageModel, type ModelCapabilities } from '@fabwright/language';
import { modelPhraser, type Asked, type ConfiguredModel } from '@fabwright/language/gateway';
import { generatedSheets } from '@fabwright/language/test/generated-sheets';
import { writeRandomModel } from '@fabwright/testing/random-model';
import { atLeast, type BenchRow } from './bench-row.ts';
import { narrationFigures, type NarrationFigures, type TimedNarrative } from './narration-figures.ts';

const SHEETS = Number(process.env['FAB_BENCH_SHEETS'] ?? 20);
/** Noise that writes is refused whatever it says, and its tokens are bytes: a few sheets, and short answers, show it. */
const NOISE = { sheets: 2, mostTokens: 80 };
const LEAST_PASSED = 0.95;
const GRADES = ['G1', 'G2'] as const;
type Grade = (typeof GRADES)[number];

/**
 * Fact sheets in the words of each model of the models folder (`FAB_MODELS_DIR`, default `.data/models`), and of random
 * weights, in both languages and at both grades, through prompts, grammar and verifier as in a report. Sections that
 * passed in at most two tries; everything else stands in the table before the rows. `FAB_BENCH_SHEETS` fresh sheets each.
 */
export async function rows(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'fabwright-bench-models-'));
  const models = new EmbeddedModels({ limits: { niceness: 0 } });
  try {
    const noise = join(folder, 'random weights.gguf');
    await writeRandomModel(noise);
    const extent = { sheets: SHEETS, mostTokens: Infinity };
    const measured: BenchRow[] = [];
    for (const weights of [noise, ...(await known())]) {
      const model = models.open({ weights });
      measured.push(...(await ofModel(model, basename(weights, '.gguf'), weights === noise ? NOISE : extent)));
    }
    return measured;
  } finally {
    await models.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Extent = typeof NOISE;

async function known(): Promise<string[]> {
  const folder = process.env['FAB_MODELS_DIR'] ?? '.data/models';
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.gguf')).map((name) => join(folder, name));
}

async function ofModel(model: LanguageModel, name: string, extent: Extent): Promise<BenchRow[]> {
  const capabilities = await model.probe();
  const found: BenchRow[] = [];
  for (const grade of GRADES) {
    for (const locale of LOCALES) {
      const figures = await told(model, capabilities, grade, locale, extent);
      console.log(line(`${name}, ${grade}, ${locale}`, figures));
      // Noise that chooses wordings says what is so; noise that writes is refused, which is no target.
      const least = extent === NOISE && grade === 'G2' ? 0 : LEAST_PASSED;
      const row = `narration by ${name}, ${grade}, ${locale}: sections that passed in two tries, at least`;
      found.push(atLeast(row, 100 * (figures.passed ?? 0), '%', 100 * least));
    }
  }
  await model.close();
  return found;
}

async function told(
  model: LanguageModel,
  capabilities: ModelCapabilities,
  grade: Grade,
  locale: Locale,
  { sheets, mostTokens }: Extent,
): Promise<NarrationFigures> {
  const texts: TimedNarrative[] = [];
  for (const sheet of generatedSheets(sheets)) {
    const asked = straight(model, grade === 'G2' ? mostTokens : Infinity);
    const phraser = modelPhraser(asked, configured(capabilities), grade);
    const began = performance.now();
    const text = await narrateWith(phraser, sheet, locale);
    texts.push({ text, seconds: (performance.now() - began) / 1000 });
  }
  return narrationFigures(texts);
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

function line(name: string, figures: NarrationFigures): string {
  const percent = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(0)} %`);
  const { sections, firstPass, fallback, coverage, distinct2, secondsASection } = figures;
  return (
    `${name}: ${sections} sections, first pass ${percent(firstPass)}, fallback ${percent(fallback)}, ` +
    `coverage ${percent(coverage)}, distinct-2 ${distinct2?.toFixed(2) ?? '–'}, ${secondsASection?.toFixed(2) ?? '–'} s a section`
  );
}
