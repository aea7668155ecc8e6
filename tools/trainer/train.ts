import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LOCALES } from '@fabwright/facts';
import type { TaughtWordings } from '@fabwright/language';
import { knownModel } from '../model/catalogue.ts';
import { isFile } from '../model/weights.ts';
import { pythonIn, run } from './environment.ts';
import { compare, isFaithful, type Parity } from './parity.ts';
import { publish } from './publish.ts';
import { writeRows } from './rows.ts';
import { score, type Score, type ScoreOptions } from './score.ts';
import { sentencesToRead } from './sentences.ts';
import { wordingsToSay } from './wordings.ts';

const EXTENT = { lessons: 300, wordings: 3, firstLayer: 9, passes: 2 };

const HELP = `Usage: npm run train:narration -- [options]

  --data-dir FOLDER  data folder of the instance whose models folder has the base model (default .data)
  --weights PATH     or the file itself; it has to be the one that npm run model -- add default brings
  --lessons N        lessons of each language (default ${EXTENT.lessons})
  --wordings N       ways to say a message, the first ones of wordings/ (default ${EXTENT.wordings})
  --first-layer N    layers below it stay as they are, which saves time (default ${EXTENT.firstLayer}; 0 = all are tuned)
  --passes N         times that each lesson is seen (default ${EXTENT.passes})
  --passed N         passes that .cache/trainer/tuned is the result of already: goes on there (default 0)
  --sheets N         held-out sheets a language for the score (default 200)
  --only STAGES      of rows,tune,convert,parity,sentences,score,publish; default all but publish
  --publish          put the adapter and its card into libs/language/models as well

Python 3.10 or newer makes an environment of its own in .cache/trainer the first time.`;

const STAGES = ['rows', 'tune', 'convert', 'parity', 'sentences', 'score', 'publish'] as const;
type Stage = (typeof STAGES)[number];

const SEED = 1;
const ROWS_COMPARED = 24;

const root = resolve(import.meta.dirname, '../..');
const work = join(root, '.cache/trainer');
const paths = {
  rows: join(work, 'rows.jsonl'),
  tuned: join(work, 'tuned'),
  references: join(work, 'references.jsonl'),
  adapter: join(work, 'adapter.gguf'),
  texts: join(work, 'texts'),
  sentences: join(work, 'sentences'),
};

const FLAGS = {
  'data-dir': { type: 'string' },
  weights: { type: 'string' },
  lessons: { type: 'string', default: String(EXTENT.lessons) },
  wordings: { type: 'string', default: String(EXTENT.wordings) },
  'first-layer': { type: 'string', default: String(EXTENT.firstLayer) },
  passes: { type: 'string', default: String(EXTENT.passes) },
  passed: { type: 'string', default: '0' },
  sheets: { type: 'string', default: '200' },
  only: { type: 'string' },
  publish: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

async function main([from = '.', ...args]: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args, options: FLAGS });
  if (values.help) return say(HELP);
  const folder = resolve(from, values['data-dir'] ?? join(root, '.data'), 'models');
  const weights = values.weights === undefined ? join(folder, BASE.file) : resolve(from, values.weights);
  if (!(await isFile(weights, BASE))) {
    throw new Error(`${weights} is not ${BASE.title}. npm run model -- add default brings it.`);
  }
  await mkdir(work, { recursive: true });
  await perform(stagesOf(values.only, values.publish), weights, values);
}

async function perform(stages: ReadonlySet<Stage>, weights: string, values: Values): Promise<void> {
  const { lessons, wordings, passes, passed, sheets, 'first-layer': firstLayer } = values;
  // the rows are cheap and the same each time: what was taught is known to the later stages alone
  const extent = { lessons: Number(lessons), wordings: Number(wordings), seed: SEED };
  const course = await writeRows(paths.rows, weights, extent);
  say(`${course.rows} lessons on ${course.combinations.size} combinations of statements, ${course.kinds.length} kinds`);
  const toSay = wordingsToSay(Number(wordings));
  if (stages.has('tune')) {
    await tune(weights, ['--passes', passes, '--passed', passed, '--first-layer', firstLayer]);
  }
  if (stages.has('convert')) await convert();
  if (stages.has('parity')) await assertParity(weights);
  if (stages.has('sentences')) await listSentences(toSay);
  if (!stages.has('score') && !stages.has('publish')) return;
  const scores = await measured(weights, { taught: course.combinations, wordings: toSay, sheets: Number(sheets) });
  const command = commandOf(values);
  const made = { adapter: paths.adapter, base: BASE, kinds: course.kinds, wordings: toSay, scores, command };
  if (stages.has('publish')) await publish(made);
}

type Values = ReturnType<typeof parseArgs<{ options: typeof FLAGS }>>['values'];

/** With what makes a difference to the adapter, so that the card says how to make it again. */
function commandOf(values: Values): string {
  const extent = ['lessons', 'wordings', 'first-layer', 'passes'] as const;
  return ['npm run train:narration --', ...extent.map((name) => `--${name} ${values[name]}`)].join(' ');
}

const BASE = knownModel('default') ?? never();

function never(): never {
  throw new Error('There is no default model.');
}

function stagesOf(only: string | undefined, withPublish: boolean): ReadonlySet<Stage> {
  const wanted = only?.split(',') ?? STAGES.filter((stage) => stage !== 'publish' || withPublish);
  const unknown = wanted.find((stage) => !STAGES.some((known) => known === stage));
  if (unknown !== undefined) throw new Error(`There is no stage "${unknown}". Stages: ${STAGES.join(', ')}.`);
  return new Set(STAGES.filter((stage) => wanted.includes(stage)));
}

const script = (name: string): string => join(import.meta.dirname, 'python', name);

async function tune(weights: string, extent: readonly string[]): Promise<void> {
  const files = ['--weights', weights, '--rows', paths.rows, '--out', paths.tuned];
  await run(
    await pythonIn(work),
    ['-u', script('train_adapter.py'), ...files, ...extent, '--seed', String(SEED)],
    work,
  );
}

/** All that the adapter may say, to be read. */
async function listSentences(toSay: TaughtWordings): Promise<void> {
  for (const locale of LOCALES) {
    const read = await sentencesToRead(toSay, locale);
    const file = `${paths.sentences}.${locale.toLowerCase()}.txt`;
    await writeFile(file, [...read].map(([message, texts]) => [`## ${message}`, ...texts, ''].join('\n')).join('\n'));
    say(`${locale}: ${[...read.values()].flat().length} sentences for ${read.size} messages may be said: ${file}`);
  }
}

async function convert(): Promise<void> {
  const files = ['--adapter', paths.tuned, '--out', paths.adapter];
  await run(await pythonIn(work), [script('convert_adapter.py'), ...files, '--name', 'Fabwright narration'], work);
}

async function assertParity(weights: string): Promise<void> {
  const files = ['--weights', weights, '--adapter', paths.tuned, '--rows', paths.rows, '--out', paths.references];
  await run(await pythonIn(work), [script('reference.py'), ...files, '--count', String(ROWS_COMPARED)], work);
  const parity = await compare(paths.references, weights, paths.adapter);
  const words = ({ tokens, same, apart }: Parity): string =>
    `${percent(same)} of ${tokens} tokens the same, ${apart.toFixed(3)} apart in how sure`;
  say(`parity with the adapter: ${words(parity.tuned)}; without: ${words(parity.bare)}`);
  if (!isFaithful(parity)) throw new Error('The converted adapter is not the tuned one.');
}

type Measuring = Pick<ScoreOptions, 'taught' | 'wordings' | 'sheets'>;

async function measured(weights: string, { sheets, ...measuring }: Measuring): Promise<Score[]> {
  const scores = await score({ ...measuring, weights, adapter: paths.adapter, sheets, texts: paths.texts });
  for (const { locale, all, untaught } of scores) {
    say(
      `${locale}: ${all.sections} sections of ${sheets} held-out sheets, ${percent(all.firstPass)} passed at first, ` +
        `${percent(all.passed)} in two tries; of ${untaught.sections} in combinations never taught ${percent(untaught.passed)}; ` +
        `distinct-2 ${all.distinct2?.toFixed(2)}, ${all.secondsASection?.toFixed(2)} s a section`,
    );
  }
  return scores;
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(100 * share).toFixed(1)} %`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
