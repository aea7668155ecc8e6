import { writeFile } from 'node:fs/promises';
import { LOCALES, type Locale } from '@fabwright/facts';
import { EmbeddedModels, plainText, type TaughtWordings } from '@fabwright/language';
import { generatedSheets } from '@fabwright/language/test/generated-sheets';
import { narrated } from '../bench/narrated.ts';
import { narrationFigures, type NarrationFigures, type TimedNarrative } from '../bench/narration-figures.ts';
import { combinationOf } from './lesson.ts';

export interface Score {
  readonly locale: Locale;
  readonly sheets: number;
  readonly all: NarrationFigures;
  /** Of the sections whose combination of statements was not among the lessons. */
  readonly untaught: NarrationFigures;
}

export interface ScoreOptions {
  readonly weights: string;
  readonly adapter: string;
  /** Sheets of each language; none of them is taught on (see subjects.ts). */
  readonly sheets: number;
  readonly taught: ReadonlySet<string>;
  /** What it may say. */
  readonly wordings: TaughtWordings;
  /** Where the texts are put to be read, as `PREFIX.LANGUAGE.txt`. */
  readonly texts: string;
}

/** Held-out sheets in the words of the tuned model, greedy at first, through the full verifier, in at most two tries. */
export async function score(options: ScoreOptions): Promise<Score[]> {
  const { weights, adapter, sheets, taught, wordings, texts } = options;
  const models = new EmbeddedModels({ limits: { niceness: 0 } });
  try {
    const model = models.open({ weights, adapter });
    const capabilities = await model.probe();
    const scores: Score[] = [];
    for (const locale of LOCALES) {
      const held = generatedSheets(sheets);
      const told = await narrated(model, capabilities, 'G2', locale, held, {
        onText: progress(locale, sheets),
        taught: wordings,
      });
      await writeFile(`${texts}.${locale.toLowerCase()}.txt`, told.map(readable).join('\n'));
      scores.push({
        locale,
        sheets,
        all: narrationFigures(told),
        untaught: narrationFigures(told.map((one) => onlyUntaught(one, locale, taught))),
      });
    }
    return scores;
  } finally {
    await models.close();
  }
}

/** A line now and then: a score takes half an hour. */
function progress(locale: Locale, sheets: number): (done: number) => void {
  return (done) => {
    if (done % 20 === 0) process.stderr.write(`${locale}: ${done} of ${sheets} sheets\n`);
  };
}

function onlyUntaught({ text, seconds }: TimedNarrative, locale: Locale, taught: ReadonlySet<string>): TimedNarrative {
  const sections = text.sections.filter(
    ({ told }) => !taught.has(combinationOf({ locale, statements: told.map(({ statement }) => statement) })),
  );
  return { text: { ...text, sections }, seconds };
}

/** The text, and what was refused on the way to it. */
function readable({ text: { narrative, sections } }: TimedNarrative, at: number): string {
  const refused = sections.flatMap(({ section, grade, refusals }) =>
    refusals.map(
      (of) => `  ! ${section}, ${grade}: ${of.map(({ code, complaint }) => `[${code}] ${complaint}`).join(' ')}`,
    ),
  );
  const paragraphs = [narrative.headline, ...narrative.paragraphs].map(plainText);
  return [`# ${at + 1}`, ...paragraphs, ...refused, ''].join('\n');
}
