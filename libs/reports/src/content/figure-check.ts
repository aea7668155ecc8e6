import type { NumberViolation } from '@fabwright/language';
import type { FigureLabels } from '../figures/figure-labels.ts';
import { unescaped } from '../figures/svg-text.ts';

/** Nothing with a digit: a wafer map prints none. */
const NO_LABELS: FigureLabels = { values: [], names: [] };
const CUT = /(?:\.{3}|…)$/u;

/**
 * Texts with a digit in a drawn figure that are none of its labels. A label may stand behind words without digits
 * ("UCL 95.1"); a name may be cut short.
 */
export function figureViolations(svg: string, labels: FigureLabels = NO_LABELS): NumberViolation[] {
  const texts = [...new Set(textsIn(svg))].filter((text) => /\p{N}/u.test(text));
  const wrong = texts.filter((text) => !isValue(text, labels) && !isName(text, labels));
  return wrong.map((text) => ({ reason: 'not-a-fact', text, context: `a figure: ${text}` }));
}

function isValue(text: string, { values }: FigureLabels): boolean {
  return values.some((value) => text === value || (text.endsWith(` ${value}`) && !/\p{N}/u.test(before(text, value))));
}

function before(text: string, value: string): string {
  return text.slice(0, text.length - value.length);
}

function isName(text: string, { names }: FigureLabels): boolean {
  return names.some((name) => text === name || (CUT.test(text) && name.startsWith(text.replace(CUT, ''))));
}

/** What stands in the `text` elements of machine-written SVG, in order. */
export function textsIn(svg: string): string[] {
  return [...svg.matchAll(/<text\b[^>]*>([\s\S]*?)<\/text>/g)].map(([, content = '']) =>
    unescaped(content.replaceAll(/<[^>]*>/g, '')),
  );
}
