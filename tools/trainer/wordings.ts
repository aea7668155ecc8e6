import { readFileSync } from 'node:fs';
import { LOCALES, type Locale } from '@fabwright/facts';
import type { TaughtWordings } from '@fabwright/language';

/** The wordings of each message that the adapter is taught, with `{{role}}` for a fact. */
export type Wordings = ReadonlyMap<string, readonly string[]>;

interface Wording {
  readonly text: string;
  /** Whether the adapter may say it: what reads badly is kept for as long as the published adapter was taught it. */
  readonly isSaid: boolean;
}

const WITHHELD = '- ';

/**
 * Reads the wordings of a language: `## message` begins a group, `#` is a comment, any other line is one wording; with
 * `- ` before it, one that is taught but not said.
 *
 * @param most of a message, the first ones: each has to be met several times to be learned
 */
export function readWordings(locale: Locale, most = Infinity): Wordings {
  return textsOf(read(locale, most), () => true);
}

/** Of the wordings that are taught, those that may be said: what the card of the adapter lists. */
export function wordingsToSay(most: number): TaughtWordings {
  return Object.fromEntries(
    LOCALES.map((locale) => [locale, Object.fromEntries(textsOf(read(locale, most), ({ isSaid }) => isSaid))]),
  );
}

function textsOf(wordings: ReadonlyMap<string, readonly Wording[]>, isWanted: (one: Wording) => boolean): Wordings {
  const texts = [...wordings].map(([message, own]) => [message, own.filter(isWanted).map(({ text }) => text)] as const);
  return new Map(texts);
}

function read(locale: Locale, most: number): ReadonlyMap<string, readonly Wording[]> {
  const wordings = new Map<string, Wording[]>();
  let own: Wording[] = [];
  const file = readFileSync(new URL(`wordings/${locale.toLowerCase()}.txt`, import.meta.url), 'utf8');
  for (const line of file.split('\n')) {
    const message = /^## (\S+)$/.exec(line)?.[1];
    if (message !== undefined) wordings.set(message, (own = []));
    else if (line.trim() !== '' && !line.startsWith('#') && own.length < most) own.push(wordingOf(line));
  }
  return wordings;
}

function wordingOf(line: string): Wording {
  const isSaid = !line.startsWith(WITHHELD);
  return { text: isSaid ? line : line.slice(WITHHELD.length), isSaid };
}
