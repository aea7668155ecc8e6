import { writeFile } from 'node:fs/promises';
import { LOCALES, type Locale } from '@fabwright/facts';
import { promptTokens } from '@fabwright/language/model-process/prompt';
import { Runtime } from '@fabwright/language/model-process/runtime';
import { Draw } from './draw.ts';
import { kindsOf, type Subject } from './lesson.ts';
import { chooseSubjects } from './subjects.ts';
import { teach, type Lesson } from './teacher.ts';
import { readWordings } from './wordings.ts';

/** Of them with a first answer that was refused. */
const SECOND_TRIES = 0.05;

/** How much is taught. */
export interface Extent {
  /** Lessons of each language. */
  readonly lessons: number;
  /** Ways to say a message, the first ones of the file; more of them take more lessons. */
  readonly wordings: number;
  readonly seed: number;
}

/** What was taught, for the card and for telling apart what was not. */
export interface Course {
  readonly rows: number;
  /** See `combinationOf`. */
  readonly combinations: ReadonlySet<string>;
  /** Kinds of facts that were taught in both languages, by name. */
  readonly kinds: readonly string[];
}

/**
 * Writes the rows that the adapter is tuned on, one JSON object a line: tokens of the prompt and of the answer, as the
 * runtime that serves the model cuts them. The same extent and the same weights give the same bytes.
 */
export async function writeRows(path: string, weights: string, extent: Extent): Promise<Course> {
  const cut = await tokenizer(weights);
  const courses = await Promise.all(LOCALES.map((locale) => lessonsOf(locale, extent)));
  const lines = courses.flatMap(({ locale, lessons }) =>
    lessons.map((lesson) => JSON.stringify({ language: locale, ...cut(lesson) })),
  );
  await writeFile(path, `${lines.join('\n')}\n`);
  const kinds = courses.map(({ subjects }) => new Set(subjects.flatMap(kindsOf)));
  return {
    rows: lines.length,
    combinations: new Set(courses.flatMap(({ lessons }) => lessons.map(({ combination }) => combination))),
    kinds: [...(kinds[0] ?? [])].filter((kind) => kinds.every((own) => own.has(kind))).sort(),
  };
}

async function lessonsOf(locale: Locale, { lessons: count, wordings: most, seed }: Extent) {
  const [wordings, draw] = [readWordings(locale, most), new Draw(seed)];
  const subjects = chooseSubjects(locale, count, draw);
  const lessons: Lesson[] = [];
  for (const subject of subjects) lessons.push(await lessonOn(subject, wordings, draw));
  return { locale, subjects, lessons };
}

async function lessonOn(subject: Subject, wordings: ReturnType<typeof readWordings>, draw: Draw): Promise<Lesson> {
  const second = draw.chance(SECOND_TRIES) ? await teach(subject, wordings, draw, true) : null;
  const lesson = second ?? (await teach(subject, wordings, draw, false));
  if (!lesson) throw new Error('A first answer that was not spoiled is a lesson.');
  return lesson;
}

/** Tokens as they are cut when the model is asked; an answer ends with the mark at which the runtime stops. */
async function tokenizer(weights: string) {
  const { model, vocabulary } = await Runtime.load({ weights, contextTokens: 256, threads: 1 });
  return ({ messages, answer }: Lesson) => {
    const end = model.tokens.eos;
    if (end === null) throw new Error('The model has no end mark.');
    return { prompt: promptTokens(vocabulary, messages), answer: [...model.tokenize(answer, false), end] };
  };
}
