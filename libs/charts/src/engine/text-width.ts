/**
 * Advance widths of Inter Regular in thousandths of an em, for the characters from space to tilde (read from the font's
 * hmtx table). Enough to lay out labels without a browser; the same numbers everywhere make the same file everywhere.
 */
const ASCII = [
  281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 631, 407, 610, 618, 646, 593, 620,
  566, 619, 620, 288, 302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601, 590, 746, 743, 269, 571, 672, 565, 903,
  753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682, 679, 629, 365, 360, 365, 471, 456, 323, 562, 612, 571, 612,
  583, 370, 613, 591, 242, 242, 549, 242, 876, 591, 600, 612, 612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426,
  333, 426, 662,
];
const FIRST = 32;
/** Signs of numbers and words: minus, en dash, plus-minus, middle dot. */
const OTHER: Readonly<Record<string, number>> = { '−': 662, '–': 500, '±': 662, '·': 288 };
const LATIN_MEAN = 600;
const SEMIBOLD_FACTOR = 1.05;
const DEFAULT_PX = 12;

/**
 * Width of a text in px. Chinese characters are one em wide.
 * @param font a CSS font shorthand, e.g. "600 11px Inter"
 */
export function textWidth(text: string, font = ''): number {
  const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? DEFAULT_PX);
  const factor = /\b(bold|[6-9]00)\b/.test(font) ? SEMIBOLD_FACTOR : 1;
  let thousandths = 0;
  for (const character of text) thousandths += advance(character);
  return (thousandths / 1000) * size * factor;
}

function advance(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x2e80) return 1000;
  return ASCII[code - FIRST] ?? OTHER[character] ?? LATIN_MEAN;
}
