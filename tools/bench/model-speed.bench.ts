import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedModels } from '@fabwright/language';
import { writeRandomModel } from '@fabwright/testing/random-model';
import { atLeastTimes, type BenchRow } from './bench-row.ts';
import { middleOf } from './median.ts';
import { knownModels, MODELS_FOLDER } from './models-folder.ts';
import { PlainModel } from './plain-model.ts';

const LEAST_SHARE = 0.9;
const RUNS = 5;
const TOKENS = 96;
/** An answer that ends sooner is mostly the reading of its question. */
const FEWEST_TOKENS = 64;
/** As for models of less than half a billion parameters in the product. */
const THREADS = 1;
const CONTEXT_TOKENS = 1024;
const QUESTION = 'List the whole numbers from one to two hundred in words, each on a line of its own.';
/** 10 million weights of 32 bits: a token costs milliseconds, as one of the default model does. */
const NOISE = { width: 512, layers: 6 };

/**
 * Tokens a second of the embedded driver, from the question to its answer, pieces told as they come: process, queue,
 * supervision, prompt and words included. Reference of the same run: the bindings alone, with the same weights and
 * threads, asked in turn with it. Random weights always; those of the models folder (`FAB_MODELS_DIR`, default
 * `.data/models`) where there are some.
 */
export async function rows(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'fabwright-bench-models-'));
  try {
    const noise = join(folder, 'random weights.gguf');
    await writeRandomModel(noise, { size: NOISE, chatTemplate: false, endless: true });
    const known = await knownModels();
    if (known.length === 0) {
      process.stderr.write(
        `  no weights in ${MODELS_FOLDER}: npm run model -- add default brings those of the default\n`,
      );
    }
    const found: BenchRow[] = [];
    for (const { name, weights } of [{ name: 'random weights', weights: noise }, ...known]) {
      found.push(await measured(name, weights));
    }
    return found;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measured(name: string, weights: string): Promise<BenchRow> {
  const limits = { threads: THREADS, contextTokens: CONTEXT_TOKENS, niceness: 0 };
  const models = new EmbeddedModels({ limits });
  const plain = await PlainModel.load(weights, { threads: THREADS, contextSize: CONTEXT_TOKENS });
  try {
    const driver = models.open({ weights });
    const ask = async (): Promise<number> => {
      const request = { maxTokens: TOKENS, temperature: 0, seed: 1, form: { kind: 'text' } } as const;
      const messages = [{ role: 'user', text: QUESTION }] as const;
      const { answerTokens } = await driver.ask({ ...request, messages }, { onText: () => undefined });
      return answerTokens ?? 0;
    };
    const rates: { readonly driver: number[]; readonly plain: number[] } = { driver: [], plain: [] };
    // The first of each loads the weights.
    for (let run = 0; run <= RUNS; run += 1) {
      rates.driver.push(await rate(ask));
      rates.plain.push(await rate(() => plain.ask(QUESTION, TOKENS)));
    }
    const row = `embedded driver, ${name}, ${THREADS} thread, at least; reference: the bindings alone`;
    const middle = (all: readonly number[]): number => middleOf(all.slice(1));
    return atLeastTimes(row, middle(rates.driver), 'tokens/s', LEAST_SHARE, middle(rates.plain));
  } finally {
    await models.close();
    await plain.close();
  }
}

/** Tokens a second. */
async function rate(ask: () => Promise<number>): Promise<number> {
  const begin = performance.now();
  const tokens = await ask();
  const seconds = (performance.now() - begin) / 1000;
  if (tokens < FEWEST_TOKENS) throw new Error(`The answer has ${tokens} tokens: too few to measure by.`);
  return tokens / seconds;
}
