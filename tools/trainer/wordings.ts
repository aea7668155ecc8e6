import { readFileSync } from 'node:fs';
import type { Locale } from '@fabwright/facts';

/** The wordings of each message that the adapter is taught, with `{{role}}` for a fact. */
export type Wordings = ReadonlyMap<string, readonly string[]>;

/**
 * Reads the wordings of a language: `## message` begins a group, `#` is a comment, any other line is one wording.
 *
 * @param most of a message, the first ones: each has to be met several times to be learned
 */
export function readWordings(locale: Locale, most = Infinity): Wordings {
  const wordings = new Map<string, string[]>();
  let own: string[] = [];
  const text = readFileSync(new URL(`wordings/${locale.toLowerCase()}.txt`, import.meta.url), 'utf8');
  for (const line of text.split('\n')) {
    const message = /^## (\S+)$/.exec(line)?.[1];
    if (message !== undefined) wordings.set(message, (own = []));
    else if (line.trim() !== '' && !line.startsWith('#') && own.length < most) own.push(line);
  }
  return wordings;
}
