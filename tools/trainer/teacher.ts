import { narrateWith, type ModelMessage } from '@fabwright/language';
import { modelPhraser, type Asked, type ConfiguredModel } from '@fabwright/language/gateway';
import type { Draw } from './draw.ts';
import { combinationOf, type Subject } from './lesson.ts';
import type { Wordings } from './wordings.ts';

/** A question as a model of grade G2 is asked it, to the byte, with the answer it should give. */
export interface Lesson {
  readonly combination: string;
  readonly messages: readonly ModelMessage[];
  /** The grammar under which the answer is written. */
  readonly gbnf: string;
  readonly answer: string;
}

/**
 * Teaches by answering in the model's place, behind the product's own prompts and verifier: what is asked is what is
 * learned, and an answer that is refused is no lesson. Throws an Error with the complaints where one is.
 *
 * @param isSecondTry the first answer is spoiled, so that the lesson is the question that quotes the complaint; null
 * where the spoiled answer happened to be right
 */
export async function teach(
  subject: Subject,
  wordings: Wordings,
  draw: Draw,
  isSecondTry: boolean,
): Promise<Lesson | null> {
  const teacher = new Teacher(subject, wordings, draw, isSecondTry ? 1 : 0);
  const { sheet, locale, mostPerSection, section } = subject;
  const told = await narrateWith(modelPhraser(teacher, MODEL, 'G2'), sheet, locale, { mostPerSection });
  const outcome = told.sections.find((one) => one.section === section);
  const lesson = teacher.lessons.at(-1);
  if (isSecondTry && outcome?.tries === 1) return null;
  if (!outcome || !lesson) throw new Error(`Nobody was asked for ${combinationOf(subject)}.`);
  if (outcome.grade === 'G0') {
    const complaints = outcome.refusals.flat().map(({ complaint }) => complaint);
    throw new Error(`A wording is refused. ${combinationOf(subject)}:\n${lesson.answer}\n${complaints.join('\n')}`);
  }
  return lesson;
}

class Teacher implements Asked {
  readonly lessons: Lesson[] = [];
  readonly #subject: Subject;
  readonly #wordings: Wordings;
  readonly #draw: Draw;
  #spoiled: number;

  constructor(subject: Subject, wordings: Wordings, draw: Draw, spoiled: number) {
    [this.#subject, this.#wordings, this.#draw, this.#spoiled] = [subject, wordings, draw, spoiled];
  }

  ask: Asked['ask'] = (_, { subject, request: { messages, form } }) => {
    const text = subject.startsWith(`${this.#subject.section} `) ? this.#answer(messages, form) : '';
    return Promise.resolve({
      callId: '',
      answer: { text, finish: 'stop', promptTokens: 0, answerTokens: 0, formHeld: true },
    });
  };

  judge(): Promise<void> {
    return Promise.resolve();
  }

  #answer(messages: readonly ModelMessage[], form: Parameters<Asked['ask']>[1]['request']['form']): string {
    if (form.kind !== 'grammar') throw new Error('A model that writes is asked under a grammar.');
    const answer = this.#worded((messages.at(-1)?.text ?? '').split('\n'));
    if (this.#spoiled > 0) {
      this.#spoiled -= 1;
      return spoil(answer, this.#draw);
    }
    this.lessons.push({ combination: combinationOf(this.#subject), messages, gbnf: form.gbnf, answer });
    return answer;
  }

  /** A wording for each statement, its facts called as in the draft's line; a message said twice is said in two ways. */
  #worded(draft: readonly string[]): string {
    const said = new Set<string>();
    const lines = this.#subject.statements.map(({ message }, at) => {
      const all = this.#wordings.get(message) ?? [];
      const fresh = all.filter((wording) => !said.has(wording));
      const wording = this.#draw.oneOf(fresh.length > 0 ? fresh : all);
      said.add(wording);
      return withAliases(wording, draft[at] ?? '');
    });
    return lines.join('\n');
  }
}

/** `{{bin}}` of a wording as the draft's line calls it: `{{bin_b}}` where an earlier line has a bin too. */
function withAliases(wording: string, draftLine: string): string {
  const aliases = [...draftLine.matchAll(REFERENCE)].map(([, alias = '']) => alias);
  return wording.replaceAll(REFERENCE, (_, role: string) => {
    const alias = aliases.find((one) => one.replace(/_[a-z]$/, '') === role);
    if (alias === undefined) throw new RangeError(`The draft has no ${role}: ${draftLine}`);
    return `{{${alias}}}`;
  });
}

const REFERENCE = /\{\{(\w+)\}\}/g;

/** What small models get wrong: a fact is left out, or two have changed places. */
function spoil(answer: string, draw: Draw): string {
  const references = answer.match(REFERENCE) ?? [];
  if (references.length === 0) return answer;
  const [one = '', other = ''] = draw.shuffled(references);
  if (other === '' || draw.chance(0.5)) return answer.replace(one, '');
  return answer.replaceAll(REFERENCE, (whole) => (whole === one ? other : whole === other ? one : whole));
}

/** Stands for any model that writes under a grammar; nothing of it gets into a prompt. */
const MODEL: ConfiguredModel = {
  modelId: '',
  name: 'teacher',
  place: { driver: 'embedded', file: '', adapterFile: null },
  fileBytes: null,
  licence: '',
  source: '',
  grade: 'G2',
  trainedKinds: null,
  hasApiKey: false,
  version: 1,
  hash: null,
  capabilities: {
    name: 'teacher',
    hash: null,
    contextTokens: 4096,
    grammar: true,
    jsonSchema: true,
    embeddings: false,
    images: false,
  },
  state: 'ready',
  stateCode: null,
  stateReason: null,
  stateAt: null,
  createdBy: '',
  createdAt: new Date(0),
};
