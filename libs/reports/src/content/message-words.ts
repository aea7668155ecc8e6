/** Words by a code of the data. */
export type MessageWords = Readonly<Record<string, string>>;

/** The word of a code; a code this version has no word for is shown as it is. */
export function wordOf(words: MessageWords, code: string): string {
  return words[code] ?? code;
}
