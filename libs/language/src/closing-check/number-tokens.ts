/** A number as it stands in a text: its digits to the letter, its sign, and what it is said to count. */
export interface NumberToken {
  /** Digits with separators exactly as printed: `1,456`, `92.1`. */
  readonly digits: string;
  readonly sign: '+' | '−' | '';
  /** `%`, `pp`, a count's word, or `?` for a unit no fact can have; empty without one. */
  readonly unit: string;
  readonly index: number;
}

/** A word that holds digits and letters: an id, which must be a name of the sheet. */
export interface IdToken {
  readonly text: string;
  readonly index: number;
}

const UNITS: readonly (readonly [unit: string, pattern: string])[] = [
  ['%', '%|per ?cent\\b'],
  ['pp', 'pp\\b|percentage points?\\b|个百分点'],
  ['dies', 'dies?\\b|个芯片'],
  ['lots', 'lots?\\b|批'],
  ['wafers', 'wafers?\\b|片'],
  ['records', 'records?\\b|条记录'],
  ['tests', 'tests?\\b|项测试'],
  ['bins', 'bins?\\b|个分档'],
  ['sites', 'sites?\\b|个测试位'],
  ['runs', 'runs?\\b|次测试'],
  ['files', 'files?\\b|个文件'],
  ['messages', 'messages?\\b|条消息'],
  ['events', 'events?\\b|条事件'],
  ['alarms', 'alarms?\\b|条报警'],
  ['points', 'points?\\b|个点'],
  ['rows', 'rows?\\b|行'],
  ['bytes', 'bytes?\\b|字节'],
  ['days', 'days?\\b|天'],
  ['weeks', 'weeks?\\b|周'],
  ['tools', 'tools?\\b|台设备'],
  ['changes', 'process changes?\\b|项工艺变更'],
  ['products', 'products?\\b|个产品'],
  ['excursions', 'excursions?\\b|起异常'],
  ['actions', 'actions?\\b|项措施'],
  ['hours', 'hours?\\b|小时'],
  ['σ', 'σ'],
  ['ms', 'ms\\b'],
  ['s', 's\\b'],
  ['?', '[‰‱°×⁄]|x\\b|times\\b|fold\\b|倍|成(?![品为立])|番'],
];
const UNIT_AFTER = UNITS.map(
  ([unit, pattern]) => [unit, new RegExp(`^[ \\u00a0\\u202f\\u2009]*(?:${pattern})`, 'iu')] as const,
);

const WORD_WITH_DIGIT =
  /[\p{Script=Latin}\p{Script=Greek}_\d](?:[\p{Script=Latin}\p{Script=Greek}\d_./-]*[\p{Script=Latin}\p{Script=Greek}\d_])?/gu;
const NUMBER = /^\d+(?:[.,]\d+)*$/;
const NUMBER_WITH_UNIT = /^(\d+(?:[.,]\d+)*)(pp|ms|s|x)$/iu;

function unitAfter(text: string, end: number): string {
  const rest = text.slice(end, end + 24);
  return UNIT_AFTER.find(([, pattern]) => pattern.test(rest))?.[0] ?? '';
}

/** Sign before a number; a dash between two words or numbers is no sign. */
function signBefore(text: string, index: number): NumberToken['sign'] {
  const sign = text[index - 1] ?? '';
  if (sign === '+') return '+';
  if (!/[-−–]/u.test(sign)) return '';
  return /[\p{L}\d%]/u.test(text[index - 2] ?? ' ') ? '' : '−';
}

/** All numbers and all ids of a text whose digits are ASCII (see `plainDigits`). */
export function tokenise(text: string): { numbers: NumberToken[]; ids: IdToken[] } {
  const numbers: NumberToken[] = [];
  const ids: IdToken[] = [];
  for (const match of text.matchAll(WORD_WITH_DIGIT)) {
    if (!/\d/.test(match[0])) continue;
    const { index } = match;
    const [word] = match;
    const glued = NUMBER_WITH_UNIT.exec(word);
    const digits = NUMBER.test(word) ? word : glued?.[1];
    if (digits === undefined) ids.push({ text: word, index });
    else {
      const unit = unitAfter(text, index + digits.length);
      numbers.push({ digits, sign: signBefore(text, index), unit, index });
    }
  }
  return { numbers, ids };
}
