import type { FactDraft, Locale } from '@fabwright/facts';
import { checkNumbers, type NumberViolation } from '@fabwright/language';
import { DomainError } from '@fabwright/platform';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { figureViolations } from './figure-check.ts';
import type { Printing } from './printing.ts';

/** What may stand in a document besides its facts. */
export interface PrintedBeside {
  readonly facts: readonly FactDraft[];
  readonly printing: Printing;
}

/** What pdfmake will set: texts, run by run joined to paragraphs, and figures. */
interface Printed {
  readonly texts: string[];
  readonly figures: string[];
}

function printedIn({ content }: TDocumentDefinitions): Printed {
  const printed: Printed = { texts: [], figures: [] };
  collect(content, printed);
  return printed;
}

function collect(content: Content, printed: Printed): void {
  if (typeof content === 'string' || typeof content === 'number') printed.texts.push(String(content));
  else if (Array.isArray(content)) for (const part of content) collect(part, printed);
  else if ('text' in content) printed.texts.push(plain(content.text));
  else if ('svg' in content) printed.figures.push(drawnText(content.svg));
  else for (const child of childrenOf(content)) collect(child, printed);
}

/** Figures are drawn as text; anything else can't be looked into, so it does not pass. */
function drawnText(svg: unknown): string {
  if (typeof svg === 'string') return svg;
  throw new Error('A figure of a report is not SVG text.');
}

/** Numbers of references stand as superscripts; they are no values. */
function plain(text: unknown): string {
  if (typeof text === 'string' || typeof text === 'number') return String(text);
  if (Array.isArray(text)) return text.map(plain).join('');
  if (text === null || typeof text !== 'object' || ('sup' in text && text.sup === true)) return '';
  return 'text' in text ? plain(text.text) : '';
}

function childrenOf(content: object): Content[] {
  const parts = content as Record<string, unknown>;
  const lists = ['stack', 'columns', 'ul', 'ol'].flatMap((name) => (parts[name] ? [parts[name] as Content] : []));
  const table = parts['table'] as { body?: Content[][] } | undefined;
  return [...lists, ...(table?.body ?? []).flat()];
}

/**
 * The closing check of a whole document, its figures included. Throws UNAVAILABLE that names the first numbers which
 * are no fact and were not printed from data: such a document is never stored.
 */
export function checkReport(
  definition: TDocumentDefinitions,
  { facts, printing }: PrintedBeside,
  locale: Locale,
): { texts: number; figures: number } {
  const { texts, figures } = printedIn(definition);
  const open = [...new Set(texts)].filter((text) => /[\p{L}\p{N}]/u.test(text) && !printing.texts.has(text));
  const alsoPrinted = [...printing.texts];
  const check = checkNumbers(open.join('\n'), facts, locale, { alsoPrinted });
  const violations = [
    ...(check.kind === 'refused' ? check.violations : []),
    ...figures.flatMap((svg) => figureViolations(svg, printing.figures.get(svg))),
  ];
  if (violations.length > 0) throw refusal(violations);
  return { texts: texts.length, figures: figures.length };
}

function refusal(violations: readonly NumberViolation[]): DomainError {
  const named = violations.slice(0, 5).map(({ text, reason, context }) => `"${text}" (${reason}) in "${context}"`);
  return new DomainError(
    'UNAVAILABLE',
    `The report was stopped by its closing check: ${named.join('; ')}. Nothing was stored; the data are unchanged. ` +
      'This is a defect of the program: report it with the id of the job.',
    { detail: { violations: violations.length } },
  );
}
