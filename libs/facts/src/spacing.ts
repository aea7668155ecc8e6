const HAN = /\p{Script=Han}/u;
const LATIN = /[0-9A-Za-z+−±%]/;

/**
 * Whether a gap belongs between two neighbouring pieces of Chinese text: between a Chinese character and a Latin
 * letter or digit. Authors don't type it. Whoever joins pieces leaves it out around dates ("于10月29日停用").
 */
export function needsGap(left: string, right: string): boolean {
  const before = left.at(-1) ?? '';
  const after = right.at(0) ?? '';
  return (HAN.test(before) && LATIN.test(after)) || (LATIN.test(before) && HAN.test(after));
}

/** A template of Chinese text, with a gap between its characters and a Latin name or figure that is filled in. */
export function gapped(pieces: TemplateStringsArray, ...values: readonly string[]): string {
  let text = pieces[0] ?? '';
  for (const [index, value] of values.entries()) {
    for (const piece of [value, pieces[index + 1] ?? '']) text += needsGap(text, piece) ? ` ${piece}` : piece;
  }
  return text;
}
