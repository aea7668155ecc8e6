import type { Locale } from '@fabwright/facts';
import { templateSentence, type Sentence } from '../draft/draft.ts';
import { factById, type FactSheet, type Statement } from '../fact-sheet/fact-sheet.ts';
import { fault, type Fault } from './refusal.ts';
import type { Item } from './read-sentence.ts';

/** A sentence may be this much longer than its template. */
const MOST_TIMES_TEMPLATE = 2;
const SPARE: Readonly<Record<Locale, number>> = { en: 60, 'zh-CN': 24 };
const REFERENCE_LENGTH = 6;

function lengthOf(sentence: Sentence): number {
  return sentence.reduce((sum, piece) => sum + ('text' in piece ? piece.text.length : REFERENCE_LENGTH), 0);
}

/** Length, and one full stop at the very end. */
export function shapeFaults(sentence: Sentence, statement: Statement, locale: Locale): Fault[] {
  const most = MOST_TIMES_TEMPLATE * lengthOf(templateSentence(statement.message, locale)) + SPARE[locale];
  const stop = locale === 'zh-CN' ? '。' : '.';
  const text = sentence.map((piece) => ('text' in piece ? piece.text : '\uE000')).join('');
  const inner = text.slice(0, -1);
  return [
    ...(lengthOf(sentence) > most ? [fault('length', 'long')] : []),
    ...(/\p{L}/u.test(text.replaceAll('\uE000', '')) ? [] : [fault('length', 'short')]),
    ...gluedTo(text, locale).map((words) => fault('name', words)),
    ...(text.endsWith(stop) ? [] : [fault('character', `no ${stop} at the end`)]),
    ...(inner.includes(stop) || /\n/.test(inner) ? [fault('character', `${stop} before the end`)] : []),
  ];
}

/** Letters or marks that touch a reference would change its name or number: `{{lot}}A`, `-{{change}}`. */
function gluedTo(text: string, locale: Locale): readonly string[] {
  const letter = locale === 'en' ? '[\\p{L}\\p{N}]' : '[\\p{Script=Latin}\\p{N}]';
  const joined = new RegExp(
    `${letter}+\uE000|\uE000${letter}+|[-–—.'’/]\uE000|\uE000[-–/'’]|\uE000\uE000|\uE000 \uE000`,
    'gu',
  );
  return text.match(joined)?.map((found) => found.replaceAll('\uE000', '…')) ?? [];
}

const UNIT_NOUNS: Readonly<Record<string, string>> = { lot: 'lots', wafer: 'wafers', die: 'dies', bin: 'bins' };

/** Loops of a model: a word twice in a row, three words in a row said again, a unit beside the reference that prints it. */
export function repetitionFaults(items: readonly Item[], statement: Statement, sheet: FactSheet): Fault[] {
  const words = items.map((item) => ('text' in item ? item.text : `{{${item.role}}}`));
  const faults = words.flatMap((word, at) => (word === words[at + 1] ? [fault('repetition', word)] : []));
  const seen = new Set<string>();
  for (let at = 0; at + 3 <= words.length; at += 1) {
    const three = words.slice(at, at + 3).join(' ');
    if (seen.has(three)) faults.push(fault('repetition', three));
    seen.add(three);
  }
  return [...faults, ...unitFaults(items, statement, sheet)];
}

/** Marks stand between words, singly, and brackets in pairs. */
export function markFaults(items: readonly Item[]): Fault[] {
  let open = 0;
  return items.flatMap((item, at) => {
    if (item.kind !== 'mark') return [];
    open += OPENING.includes(item.text) ? 1 : CLOSING.includes(item.text) ? -1 : 0;
    const isPaired = open >= 0 && open <= 1 && (at < items.length - 1 || open === 0);
    return isPaired && fitsAfter(item.text, items[at - 1]) ? [] : [fault('character', item.text)];
  });
}

const OPENING = ['(', '（'];
const CLOSING = [')', '）'];

function fitsAfter(mark: string, previous: Item | undefined): boolean {
  if (previous?.kind !== 'mark') return previous !== undefined;
  return CLOSING.includes(previous.text) && !OPENING.includes(mark);
}

function unitFaults(items: readonly Item[], statement: Statement, sheet: FactSheet): Fault[] {
  return items.flatMap((item, at) => {
    const id = item.kind === 'reference' ? statement.roles[item.role] : undefined;
    if (id === undefined) return [];
    const fact = factById(sheet, id);
    const unit = 'unit' in fact ? fact.unit : '';
    return [items[at - 1], items[at + 1]].flatMap((beside) =>
      beside?.kind === 'phrase' && UNIT_NOUNS[beside.concept ?? ''] === unit ? [fault('repetition', beside.text)] : [],
    );
  });
}
