import type { FactDraft, Locale } from '@fabwright/facts';
import { checkNumbers, type NumberViolation } from '@fabwright/language';
import { DomainError } from '@fabwright/platform';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Printing } from './printing.ts';

/** What may stand in a document besides its facts. */
export interface PrintedBeside {
  readonly facts: readonly FactDraft[];
  readonly printing: Printing;
}

/**
 * Every text of the document: what pdfmake will set, run by run joined to paragraphs. Charts are not among them: their
 * texts come from the chart builders, which print the same values by the same formatter.
 */
export function textsOf(definition: TDocumentDefinitions): string[] {
  const texts: string[] = [];
  collect(definition.content, texts);
  return texts;
}

function collect(content: Content, texts: string[]): void {
  if (typeof content === 'string' || typeof content === 'number') texts.push(String(content));
  else if (Array.isArray(content)) for (const part of content) collect(part, texts);
  else if ('text' in content) texts.push(plain(content.text));
  else for (const child of childrenOf(content)) collect(child, texts);
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
 * The closing check of a whole document. Throws UNAVAILABLE that names the first numbers which are no fact and were not
 * printed from data: such a document is never stored.
 */
export function checkReport(
  definition: TDocumentDefinitions,
  { facts, printing }: PrintedBeside,
  locale: Locale,
): { texts: number } {
  const texts = textsOf(definition);
  const open = [...new Set(texts)].filter((text) => /[\p{L}\p{N}]/u.test(text) && !printing.texts.has(text));
  const alsoPrinted = [...printing.texts];
  const check = checkNumbers(open.join('\n'), facts, locale, { alsoPrinted });
  if (check.kind === 'refused') throw refusal(check.violations);
  return { texts: texts.length };
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
