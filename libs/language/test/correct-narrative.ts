import { formatFact } from '@fabwright/facts';
import { expect } from 'vitest';
import { checkNumbers } from '../src/closing-check/check-numbers.ts';
import { factById, type FactSheet } from '../src/fact-sheet/fact-sheet.ts';
import type { PhrasedNarrative } from '../src/narration/narrate.ts';
import { plainText } from '../src/narration/narrative.ts';
import { checkNarrative } from '../src/verifier/check-narrative.ts';
import type { ToldStatement } from '../src/draft/draft.ts';

const UP =
  /\b(?:rose|rise|up|higher|increas\w*|climb\w*|gain\w*|gr[eo]w\w*|add(?:s|ed|ing)?|lift\w*|rais\w*|improv\w*|better)\b|[上升提]升|升高|提高|增|涨|改善|好转/u;
const DOWN =
  /\b(?:fell|fall\w*|drop\w*|declin\w*|decreas\w*|down|lower|slip\w*|slid|los[te]\w*|s[ah][nr][ku]n?k\w*|eas\w+|reduc\w*|dip\w*|wors\w*|deteriorat\w*)\b|下降|降低|下滑|减|跌|恶化|变差/u;

/** What a sentence says of its direction, judged by another list of words than the verifier's. */
function contradicts({ statement, sentence }: ToldStatement, sheet: FactSheet): boolean {
  const facts = Object.values(statement.roles).map((id) => factById(sheet, id));
  const change = facts.find((fact) => fact.kind === 'yield.change');
  if (!change || /below-floor|floor/.test(statement.message)) return false;
  const text = sentence
    .map((piece) => ('text' in piece ? piece.text : '·'))
    .join('')
    .replaceAll(/ [a-z ]*below/g, '');
  return change.direction === 'up' ? DOWN.test(text) : change.direction === 'down' ? UP.test(text) : false;
}

/** Fails unless a text is right whoever worded it: verified, its numbers facts, its names and directions those of the sheet. */
export function expectCorrect({ narrative, sections }: PhrasedNarrative, sheet: FactSheet): void {
  const told = sections.flatMap((section) => section.told);
  const text = [narrative.headline, ...narrative.paragraphs].map(plainText).join('\n');
  expect(checkNarrative(narrative, sheet), text).toMatchObject({ kind: 'ok' });
  expect(checkNumbers(text, sheet.facts, narrative.locale), text).toMatchObject({ kind: 'ok' });
  for (const one of told) {
    expect(one.sentence.flatMap((piece) => ('role' in piece ? [piece.role] : [])).sort()).toEqual(
      Object.keys(one.statement.roles).sort(),
    );
    expect(contradicts(one, sheet), text).toBe(false);
  }
  const names = sheet.facts.filter((fact) => fact.type === 'name').map((fact) => formatFact(fact, narrative.locale));
  for (const id of text.match(/[A-Z]+[\d-]\S*\d/g) ?? []) {
    expect(names.some((name) => id.includes(name)) || /^W\d/.test(id), id).toBe(true);
  }
}
