import { formatFact } from '@fabwright/facts';
import { styleOf, type Sentence } from '../draft/draft.ts';
import { factById, type FactSheet, type Statement } from '../fact-sheet/fact-sheet.ts';
import type { Narrative, Span } from '../narration/narrative.ts';
import { CERTAIN } from '../plan/narrative-plan.ts';
import { fault, refusalAt, type Fault, type Refusal } from './refusal.ts';
import { splitSentences } from './split-sentences.ts';
import { verifySentence } from './verify-sentence.ts';

export type NarrativeCheck =
  | { readonly kind: 'ok'; /** Facts shown, each as the formatter prints it. */ readonly facts: number }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/**
 * The verifier on a finished text, whoever worded it: cut at its full stops and read back through the map from spans
 * to facts, each sentence must say one statement of the sheet and nothing else, each fact must stand as it is
 * printed, and what must not be left out must be there.
 */
export function checkNarrative(narrative: Narrative, sheet: FactSheet): NarrativeCheck {
  const told: Statement[] = [];
  const refusals: Refusal[] = [];
  const sentences = [
    ...splitSentences(narrative.headline).map((spans) => ({ spans, isHeadline: true })),
    ...narrative.paragraphs.flatMap(splitSentences).map((spans) => ({ spans, isHeadline: false })),
  ];
  sentences.forEach(({ spans, isHeadline }, at) => {
    const open = sheet.statements.filter(
      (statement) => (statement.section === 'headline') === isHeadline && !told.includes(statement),
    );
    const reading = bestReading(spans, open, sheet, narrative);
    const early = reading ? orderFaults(reading.statement, told, sheet) : [];
    refusals.push(...[...(reading?.faults ?? [noStatement(spans)]), ...early].map((one) => refusalAt(one, at)));
    if (reading) told.push(reading.statement);
  });
  refusals.push(...leftOut(told, sheet).map((one) => refusalAt(one, sentences.length)));
  if (refusals.length > 0) return { kind: 'refused', refusals };
  return { kind: 'ok', facts: sentences.flatMap(({ spans }) => spans).filter(isFact).length };
}

function isFact({ factId }: Span): boolean {
  return factId !== undefined;
}

function noStatement(spans: readonly Span[]): Fault {
  return fault('claim', spans.map((span) => span.text).join(''));
}

interface Reading {
  readonly statement: Statement;
  readonly faults: readonly Fault[];
}

function bestReading(
  spans: readonly Span[],
  open: readonly Statement[],
  sheet: FactSheet,
  narrative: Narrative,
): Reading | null {
  const readings = mostAlike(spans, open).map((statement) => ({
    statement,
    faults: [
      ...verifySentence(sentenceOf(spans, statement), statement, sheet, narrative.locale),
      ...factTextFaults(spans, statement, sheet, narrative),
    ],
  }));
  return readings.sort((a, b) => a.faults.length - b.faults.length)[0] ?? null;
}

/** The statements that share most facts with a sentence: the others could only be further from it. */
function mostAlike(spans: readonly Span[], open: readonly Statement[]): Statement[] {
  const shown = new Set(spans.flatMap((span) => span.factId ?? []));
  const likeness = (statement: Statement): number => {
    const ids = Object.values(statement.roles);
    return 2 * ids.filter((id) => shown.has(id)).length - ids.length;
  };
  const most = Math.max(...open.map(likeness));
  return open.filter((statement) => likeness(statement) === most);
}

/** A fact that plays no part in the statement keeps its id for a name, and is refused by it. */
function sentenceOf(spans: readonly Span[], { roles }: Statement): Sentence {
  const roleOf = (id: string): string => Object.entries(roles).find(([, own]) => own === id)?.[0] ?? id;
  return spans.map(({ text, factId }) => (factId === undefined ? { text } : { role: roleOf(factId) }));
}

function factTextFaults(
  spans: readonly Span[],
  { message, roles }: Statement,
  sheet: FactSheet,
  { locale }: Narrative,
): Fault[] {
  return spans.flatMap(({ text, factId }) => {
    const role = Object.entries(roles).find(([, id]) => id === factId)?.[0];
    if (factId === undefined || role === undefined) return [];
    return formatFact(factById(sheet, factId), locale, styleOf(message, role)) === text
      ? []
      : [fault('fact-text', text)];
  });
}

function orderFaults(statement: Statement, told: readonly Statement[], sheet: FactSheet): Fault[] {
  const missing = statement.needs.some((position) => {
    const needed = sheet.statements[position];
    return needed !== undefined && !told.includes(needed);
  });
  return missing ? [fault('order', statement.message)] : [];
}

/** A headline, and what the data lack. */
function leftOut(told: readonly Statement[], sheet: FactSheet): Fault[] {
  const certain = sheet.statements.filter(({ salience }) => salience >= CERTAIN);
  const missing = certain.filter((statement) => !told.includes(statement)).map(({ message }) => message as string);
  const noHeadline = told.some(({ section }) => section === 'headline') ? [] : ['headline'];
  return [...noHeadline, ...missing].map((what) => fault('missing-statement', what));
}
