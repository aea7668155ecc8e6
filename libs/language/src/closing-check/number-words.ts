/** Numbers written as words. A finished text states numbers as facts, so any of these in it is one too many. */

const ENGLISH_WORDS = [
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve',
  'thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen',
  'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety',
  'hundreds?|thousands?|millions?|billions?|dozens?|scores of',
  'half|halves|halved|twice|thrice|doubled?|doubling|tripled?|tripling|quadrupled?|tenfold|twofold|threefold',
  'quarters?|thirds|fifths|tenths|per ?cent|percent(?:age points?)?',
].join('|');

/** "one" and a Roman numeral are numbers only before something that is counted. */
const COUNTED =
  'lots?|wafers?|dies?|records?|bins?|tests?|sites?|tools?|chambers?|runs?|days?|weeks?|hours?|points?|of';
const FRACTION = '(?:a|one) (?:third|fourth|fifth|tenth|hundredth)(?: of)?';
const ENGLISH = new RegExp(`\\b(?:${ENGLISH_WORDS}|${FRACTION}|(?:one|[IVXL]+) (?:${COUNTED}))\\b`, 'giu');

const HAN_DIGIT = '零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅';
const MEASURE =
  '个|批|片|颗|次|倍|成|周|天|日|月|年|项|条|台|道|种|家|点|小时|分钟|秒|分之|行|组|起|名|座|层|步|轮|支|枚|份|号|％|%';
const CHINESE = new RegExp(
  [
    `[${HAN_DIGIT}几数]+(?:点[${HAN_DIGIT}]+)?\\s*(?:${MEASURE})`,
    `分之[${HAN_DIGIT}]+`,
    `[${HAN_DIGIT}]{2,}`,
    '翻(?:了)?[一两三]?[倍番]|翻倍|减半|过半|半数|一半|大半|多半|加倍',
  ].join('|'),
  'gu',
);
/** Words with a numeral in them that count nothing. */
const CHINESE_IDIOMS = /^(?:十分|千万|万一|一一|三三两两)$/u;

/** 十分 "very", and 下一步 "next step", 上一周 "last week": 一 after 上 or 下 points, it does not count. */
function isIdiom(word: string, before: string): boolean {
  return CHINESE_IDIOMS.test(word) || (/^一\P{Script=Latin}$/u.test(word) && /[上下]/u.test(before));
}

/** A number word and where it stands in the text. */
export interface NumberWord {
  readonly text: string;
  readonly index: number;
}

/** Number words of both languages in a text, whatever language it claims to be in. */
export function findNumberWords(text: string): NumberWord[] {
  const english = [...text.matchAll(ENGLISH)];
  const chinese = [...text.matchAll(CHINESE)].filter((match) => !isIdiom(match[0], text.charAt(match.index - 1)));
  return [...english, ...chinese]
    .map((match) => ({ text: match[0], index: match.index }))
    .sort((a, b) => a.index - b.index);
}
