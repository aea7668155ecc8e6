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
