import type { Locale } from '@fabwright/facts';
import { templateSentence, writeDraft, type ToldStatement } from '../draft/draft.ts';
import { factById, SECTIONS, type FactSheet, type Section, type Statement } from '../fact-sheet/fact-sheet.ts';
import { draftGrammar } from '../grammar/gbnf.ts';
import { knownGrammar } from '../grammar/known-gbnf.ts';
import { planNarrative, type PlanOptions } from '../plan/narrative-plan.ts';
import { fault, refusalAt, type Refusal } from '../verifier/refusal.ts';
import { verifyDraft, type DraftCheck } from '../verifier/verify-draft.ts';
import { framesOf } from '../wording/frames.ts';
import { knownSentencesOf, type KnownSentences } from '../word-order/known-sentences.ts';
import { connect, readChoices } from './frame-choices.ts';
import { composeNarrative } from './compose.ts';
import type { NarrationGrade, Narrative, NarrativeBadge } from './narrative.ts';
import type { Phraser, PhrasingTask } from './phraser.ts';

/** A section as it is said, and how it came to be: what first-pass and fallback rates are counted from. */
export interface SectionOutcome {
  readonly section: Section;
  /** Who worded it at last; G0 after two refusals. */
  readonly grade: NarrationGrade;
  /** Answers that were asked for: 1, or 2 with the complaint; 0 where the phraser does not know such facts. */
  readonly tries: number;
  /** Why each answer was refused. */
  readonly refusals: readonly (readonly Refusal[])[];
  readonly told: readonly ToldStatement[];
}

const MOST_TRIES = 2;

export interface NarrateOptions extends PlanOptions {
  /** Before a section is worded; `done`: the fraction of all sections that are. What it throws ends the narration. */
  readonly onSection?: (section: Section, done: number) => Promise<void>;
}

/** A text worded by a phraser, with how each of its sections came to be. */
export interface PhrasedNarrative {
  readonly narrative: Narrative;
  readonly sections: readonly SectionOutcome[];
}

/**
 * Words a sheet section by section: the phraser's answer through the verifier, once more with its complaints, then the
 * templates. Whatever the phraser answers, or if it fails, each section ends in a text that was verified.
 */
export async function narrateWith(
  phraser: Phraser,
  sheet: FactSheet,
  locale: Locale,
  { onSection, ...options }: NarrateOptions = {},
): Promise<PhrasedNarrative> {
  const plan = planNarrative(sheet, options);
  const said = SECTIONS.filter((section) => plan[section].length > 0);
  const taught = phraser.grade === 'G2' ? phraser.taught : null;
  const sections: SectionOutcome[] = [];
  // One after the other: a local model has one sequence.
  for (const [at, section] of said.entries()) {
    await onSection?.(section, at / said.length);
    const statements = plan[section];
    const known = taught ? knownSentencesOf(taught, statements, sheet, locale) : null;
    sections.push(await wordSection({ phraser, sheet, locale, section, statements, known }));
  }
  const badge = badgeOf(sections);
  const grade = badge === 'template-text' ? 'G0' : phraser.grade;
  return { narrative: { locale, grade, badge, ...composeNarrative(sections, sheet, locale) }, sections };
}

function badgeOf(sections: readonly SectionOutcome[]): NarrativeBadge {
  const byTemplate = sections.filter(({ grade }) => grade === 'G0').length;
  if (byTemplate === sections.length) return 'template-text';
  return byTemplate === 0 ? 'model-text' : 'mixed-text';
}

/** A section to be worded. */
interface Work {
  readonly phraser: Phraser;
  readonly sheet: FactSheet;
  readonly locale: Locale;
  readonly section: Section;
  readonly statements: readonly Statement[];
  /** What the phraser may say, where it may say nothing but what it was taught. */
  readonly known: KnownSentences | null;
}

async function wordSection(work: Work): Promise<SectionOutcome> {
  const { phraser, section, statements, locale } = work;
  const told = statements.map((statement) => ({ statement, sentence: templateSentence(statement.message, locale) }));
  if (!knowsAll(work)) return { section, grade: 'G0', tries: 0, refusals: [], told };
  const task = taskOf(work);
  const refusals: (readonly Refusal[])[] = [];
  while (refusals.length < MOST_TRIES) {
    const check = await attempt({ ...task, complaints: refusals.at(-1) ?? [] }, work);
    if (check.kind === 'ok') {
      return { section, grade: phraser.grade, tries: refusals.length + 1, refusals, told: check.told };
    }
    refusals.push(check.refusals);
  }
  return { section, grade: 'G0', tries: MOST_TRIES, refusals, told };
}

/** Whether the phraser was trained on all that a section says. */
function knowsAll({ phraser, statements, sheet, known }: Work): boolean {
  if (known && statements.some((statement) => known(statement).length === 0)) return false;
  const ids = statements.flatMap(({ roles }) => Object.values(roles));
  return ids.every((id) => phraser.knows?.(factById(sheet, id).kind) ?? true);
}

function taskOf({ section, statements, sheet, locale, known }: Work): PhrasingTask {
  const draftOf = (frame: (statement: Statement) => ToldStatement): string => writeDraft(statements.map(frame));
  return {
    locale,
    section,
    draft: draftOf((statement) => ({ statement, sentence: templateSentence(statement.message, locale) })),
    grammar: known ? knownGrammar(statements, known) : draftGrammar(statements, sheet, locale),
    frames: statements.map((statement) =>
      framesOf(statement.message, locale).map((sentence) => writeDraft([{ statement, sentence }])),
    ),
    complaints: [],
  };
}

async function attempt(task: PhrasingTask, { phraser, statements, sheet, known }: Work): Promise<DraftCheck> {
  const { locale } = task;
  try {
    const draft =
      phraser.grade === 'G2' ? await phraser.write(task) : chosen(await phraser.choose(task), statements, locale);
    const check =
      draft === null ? refused('no-choice', 'the given frames') : verifyDraft(draft, statements, sheet, locale, known);
    await phraser.judged?.(check.kind === 'ok' ? [] : check.refusals);
    return check;
  } catch (error) {
    return refused('no-answer', error instanceof Error ? error.message : 'unknown error');
  }
}

function refused(code: 'no-choice' | 'no-answer', words: string): DraftCheck {
  return { kind: 'refused', refusals: [refusalAt(fault(code, words), 0)] };
}

/** The draft that a choice of frames makes; null for a choice that can't be made. */
function chosen(answer: unknown, statements: readonly Statement[], locale: Locale): string | null {
  const frames = statements.map((statement) => framesOf(statement.message, locale));
  const choices = readChoices(
    answer,
    frames.map((list) => list.length),
  );
  if (choices === null) return null;
  return writeDraft(
    statements.flatMap((statement, at) => {
      const [choice, sentence] = [choices[at], frames[at]?.[choices[at]?.frame ?? 0]];
      return choice && sentence ? [{ statement, sentence: connect(sentence, choice.connective, locale) }] : [];
    }),
  );
}
