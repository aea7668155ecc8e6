import { formatFact, type FactStyle } from '@fabwright/facts';
import type { FactSheet } from '../fact-sheet/fact-sheet.ts';
import type { Narrative, Span } from '../narration/narrative.ts';
import { checkNumbers, type NumberCheck, type NumberViolation } from './check-numbers.ts';

const STYLES: readonly FactStyle[] = ['full', 'value', 'magnitude', 'bare'];

/**
 * Checks a text span by span: a span with a fact id prints that very fact in one of its styles, and the words between
 * hold no number and no id at all. Stricter than `checkNumbers` on the joined text, which sees no places.
 */
export function checkNarrative(narrative: Narrative, sheet: FactSheet): NumberCheck {
  const spans = [narrative.headline, ...narrative.paragraphs].flat();
  const violations = spans.flatMap((span) => judgeSpan(span, sheet, narrative));
  if (violations.length > 0) return { kind: 'refused', violations };
  return { kind: 'ok', numbers: spans.filter((span) => span.factId !== undefined).length };
}

function judgeSpan(span: Span, sheet: FactSheet, { locale }: Narrative): readonly NumberViolation[] {
  if (span.factId === undefined) {
    const check = checkNumbers(span.text, [], locale);
    return check.kind === 'ok' ? [] : check.violations;
  }
  const fact = sheet.facts.find((candidate) => candidate.id === span.factId);
  if (fact && STYLES.some((style) => formatFact(fact, locale, style) === span.text)) return [];
  return [{ reason: 'not-a-fact', text: span.text, context: `${span.factId}: ${span.text}` }];
}
