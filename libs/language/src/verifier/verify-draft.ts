import type { Locale } from '@fabwright/facts';
import { aliasesOf, type Sentence, type ToldStatement } from '../draft/draft.ts';
import { parseDraft, type DraftLine } from '../draft/parse-draft.ts';
import type { FactSheet, Statement } from '../fact-sheet/fact-sheet.ts';
import type { KnownSentences } from '../word-order/known-sentences.ts';
import { wordOrderFaults } from '../word-order/word-order-faults.ts';
import { fault, refusalAt, type Fault, type Refusal } from './refusal.ts';
import { verifySentence } from './verify-sentence.ts';

export type DraftCheck =
  | { readonly kind: 'ok'; readonly told: readonly ToldStatement[] }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

interface Read {
  readonly statement: Statement | null;
  readonly sentence: Sentence;
  readonly faults: readonly Fault[];
}

/**
 * Verifies the draft of some statements: a sentence a line, each statement in exactly one of them, in any order that
 * leaves none before what it counts on.
 *
 * @param known what may be said of a statement, where who wrote the draft may say nothing else
 */
export function verifyDraft(
  draft: string,
  statements: readonly Statement[],
  sheet: FactSheet,
  locale: Locale,
  known: KnownSentences | null = null,
): DraftCheck {
  const open = [...statements];
  const lines = parseDraft(draft).map((line) => {
    const read = readLine(line, statements, open, sheet, locale);
    if (read.statement && open.includes(read.statement)) open.splice(open.indexOf(read.statement), 1);
    return read;
  });
  const refusals = [
    ...lines.flatMap(({ faults }, at) => faults.map((one) => refusalAt(one, at))),
    ...open.map(({ message }) => refusalAt(fault('missing-statement', message), lines.length)),
    ...orderFaults(lines, sheet),
    ...(known ? lines.flatMap((line, at) => strayFaults(line, known, locale).map((one) => refusalAt(one, at))) : []),
  ];
  if (refusals.length > 0) return { kind: 'refused', refusals };
  return {
    kind: 'ok',
    told: lines.flatMap(({ statement, sentence }) => (statement ? [{ statement, sentence }] : [])),
  };
}

function readLine(
  line: DraftLine,
  statements: readonly Statement[],
  open: readonly Statement[],
  sheet: FactSheet,
  locale: Locale,
): Read {
  const aliases = aliasesOf(statements);
  const references = line.pieces.flatMap((piece) => (piece.kind === 'reference' ? [piece.alias] : []));
  const targets = references.flatMap((alias) => aliases.get(alias) ?? []);
  const sentence = line.pieces.map((piece) =>
    piece.kind === 'text' ? { text: piece.text } : { role: aliases.get(piece.alias)?.role ?? piece.alias },
  );
  const faults = [
    ...line.malformed.map(({ text }) => fault('malformed-reference', text.trim())),
    ...references.filter((alias) => !aliases.has(alias)).map((alias) => fault('unknown-reference', `{{${alias}}}`)),
    ...references
      .filter((alias) => aliases.has(alias) && aliases.get(alias)?.statement !== targets[0]?.statement)
      .map((alias) => fault('mixed-references', `{{${alias}}}`)),
  ];
  const candidates = targets[0] ? [targets[0].statement] : open.filter(hasNoFacts);
  const best = bestReading(sentence, candidates, sheet, locale);
  if (best === null) return { statement: null, sentence, faults: [...faults, fault('claim', textOf(sentence))] };
  const again = open.includes(best.statement) ? [] : [fault('repetition', best.statement.message)];
  return { statement: best.statement, sentence, faults: [...faults, ...again, ...best.faults] };
}

function hasNoFacts({ roles }: Statement): boolean {
  return Object.keys(roles).length === 0;
}

function textOf(sentence: Sentence): string {
  return sentence
    .map((piece) => ('text' in piece ? piece.text : `{{${piece.role}}}`))
    .join('')
    .trim();
}

/** The statement that a sentence says best, with what is wrong about it; null where there is none to say. */
export function bestReading(
  sentence: Sentence,
  candidates: readonly Statement[],
  sheet: FactSheet,
  locale: Locale,
): { readonly statement: Statement; readonly faults: readonly Fault[] } | null {
  const readings = candidates.map((statement) => ({
    statement,
    faults: verifySentence(sentence, statement, sheet, locale),
  }));
  return readings.sort((a, b) => a.faults.length - b.faults.length)[0] ?? null;
}

function strayFaults({ statement, sentence }: Read, known: KnownSentences, locale: Locale): Fault[] {
  return statement ? wordOrderFaults(sentence, known(statement), locale) : [];
}

/** "No other bin moved" needs the bins that did before it. */
function orderFaults(lines: readonly Read[], sheet: FactSheet): Refusal[] {
  return lines.flatMap(({ statement }, at) => {
    const before = lines.slice(0, at).map((line) => line.statement);
    const needed = (statement?.needs ?? []).map((position) => sheet.statements[position]);
    const isEarly = needed.some((other) => other !== undefined && !before.includes(other));
    return statement && isEarly ? [refusalAt(fault('order', statement.message), at)] : [];
  });
}
