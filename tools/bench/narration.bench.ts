import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { LOCALES } from '@fabwright/facts';
import { EmbeddedModels, type LanguageModel, type ModelFiles, type TaughtWordings } from '@fabwright/language';
import { generatedSheets } from '@fabwright/language/test/generated-sheets';
import { writeRandomModel } from '@fabwright/testing/random-model';
import { atLeast, type BenchRow } from './bench-row.ts';
import { knownModels } from './models-folder.ts';
import { narrated } from './narrated.ts';
import { narrationFigures, type NarrationFigures } from './narration-figures.ts';

const SHEETS = Number(process.env['FAB_BENCH_SHEETS'] ?? 20);
/** Noise that writes is refused whatever it says, and its tokens are bytes: a few sheets, and short answers, show it. */
const NOISE = { sheets: 2, mostTokens: 80 };
const ALL = { sheets: SHEETS, mostTokens: Infinity };
const LEAST_PASSED = 0.95;
const GRADES = ['G1', 'G2'] as const;

/**
 * Fact sheets in the words of each model of the models folder (`FAB_MODELS_DIR`, default `.data/models`), and of random
 * weights, in both languages and at both grades, through prompts, grammar and verifier as in a report; an adapter that
 * the card of the weights names, on them at the card's grade. Sections that passed in at most two tries; everything else
 * stands in the table before the rows. `FAB_BENCH_SHEETS` fresh sheets each, `FAB_BENCH_MODELS` for models whose name has it.
 */
export async function rows(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'fabwright-bench-models-'));
  const models = new EmbeddedModels({ limits: { niceness: 0 } });
  try {
    const noise = join(folder, 'random weights.gguf');
    await writeRandomModel(noise);
    const all: Measured[] = [
      { name: basename(noise, '.gguf'), files: { weights: noise }, grades: GRADES, extent: NOISE },
      ...(await known()),
    ];
    const measured: BenchRow[] = [];
    for (const one of all.filter(({ name }) => name.includes(process.env['FAB_BENCH_MODELS'] ?? ''))) {
      measured.push(...(await ofModel(models.open(one.files), one)));
    }
    return measured;
  } finally {
    await models.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Measured {
  readonly name: string;
  readonly files: ModelFiles;
  readonly grades: readonly ('G1' | 'G2')[];
  readonly extent: typeof NOISE;
  readonly taught?: TaughtWordings | null;
}

async function known(): Promise<Measured[]> {
  return (await knownModels()).flatMap(({ name, weights, adapter }) => {
    const bare = { name, files: { weights }, grades: GRADES, extent: ALL };
    if (adapter === null) return [bare];
    const files = { weights, adapter: adapter.file };
    const grades = adapter.grade ? [adapter.grade] : GRADES;
    return [bare, { name: `${name} with its adapter`, files, grades, extent: ALL, taught: adapter.taught }];
  });
}

async function ofModel(model: LanguageModel, { name, grades, extent, taught = null }: Measured): Promise<BenchRow[]> {
  const capabilities = await model.probe();
  const found: BenchRow[] = [];
  for (const grade of grades) {
    for (const locale of LOCALES) {
      const { sheets, mostTokens } = extent;
      // Noise that chooses says all it has to say in a few tokens; cut short it would be refused for that.
      const bounds = { mostTokens: grade === 'G2' ? mostTokens : Infinity, taught };
      const texts = await narrated(model, capabilities, grade, locale, generatedSheets(sheets), bounds);
      const figures = narrationFigures(texts);
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

function line(name: string, figures: NarrationFigures): string {
  const percent = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(0)} %`);
  const { sections, firstPass, fallback, coverage, distinct2, secondsASection } = figures;
  return (
    `${name}: ${sections} sections, first pass ${percent(firstPass)}, fallback ${percent(fallback)}, ` +
    `coverage ${percent(coverage)}, distinct-2 ${distinct2?.toFixed(2) ?? '–'}, ${secondsASection?.toFixed(2) ?? '–'} s a section`
  );
}
