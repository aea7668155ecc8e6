import type { Locale } from '@fabwright/facts';
import { findNumberWords } from '../closing-check/number-words.ts';
import type { Sentence } from '../draft/draft.ts';
import { fault, type Fault, type RefusalCode } from './refusal.ts';

/** Characters that are seen wrongly or not at all: controls, zero-width, bidirectional marks, tags, private use. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/** What a word that is not known may be, so that the complaint is of use. The first that fits names it. */
const KINDS: readonly (readonly [code: RefusalCode, pattern: RegExp])[] = [
  [
    'instruction',
    /https?|www\.|:\/\/|[<>[\]#*`|\\@=~^_]|\b(?:ignore|disregard|forget|instructions?|prompt|system|assistant|user|override|pretend|jailbreak|admin|execute|reply|respond|output|print|sure|certainly|please|sorry|ai|model|click|http|com|json|note)\b|忽略|无视|指令|提示词|系统|助手|请|输出|扮演|回答|执行|点击|网址|好的|当然|作为一个|模型|管理员/iu,
  ],
  [
    'date',
    /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b|\b(?:yesterday|today|tomorrow|tonight|morning|evening|night|noon|midnight|weekend|fortnight|months?|quarters?|years?|days?|hours?|minutes?|ago|shifts?|annual|daily|weekly|monthly)\b|周[日天末]|星期|礼拜|昨|今天|今日|明天|前天|上周|下周|上月|下月|本月|月|去年|今年|明年|年|季|上午|下午|早|晚|凌晨|夜班|白班|小时|分钟|天前|日前/iu,
  ],
  [
    'quantifier',
    /\b(?:most|mostly|majority|minority|nearly|almost|all|every|everything|each|both|several|many|much|few|fewer|some|any|about|around|roughly|approximately|circa|plenty|numerous|bulk|handful|couple|pair|share|whole|entire|entirely|mainly|largely|partly|partially|slightly|sharply|strongly|substantial|substantially|dramatically|considerably|hardly|barely|only|just|least|less|more|total|lots of|single|multiple|various|countless|heavily|marginally|fully|proportion|fraction|portion|part|rest|remainder|tiny|small|huge|big|minor|major)\b|全部|所有|多数|少数|大部分|小部分|部分|绝大|几乎|将近|近乎|接近|左右|大约|大概|约|若干|许多|很多|不少|少量|大量|每|全|都|略|稍|大幅|小幅|明显|急剧|轻微|过大|一些|有些|多个|数个|些|近/iu,
  ],
  [
    'cause',
    /\b(?:why|contributed|contributes|contributor|culprit|fault|blame|blamed|source|reason|affects?|affected|influenced?|impact(?:ed)?|prompted|induced|suggests?|suspect(?:ed)?|suspicion|points? to|traced|trace|roots?|trigger|wake|following|consequence|result of|result|owed|behind|underlying|made by|stem)\b|影响|怀疑|疑似|根源|罪魁|祸首|责任|归于|产生于|出自|诱发|作用|后果|源自|推动|带动|受.*影响/iu,
  ],
];

/** Numbers, marks and scripts that no sentence may hold, wherever they stand. */
export function surfaceFaults(sentence: Sentence, locale: Locale): Fault[] {
  return sentence.flatMap((piece) => ('text' in piece ? textFaults(piece.text, locale) : []));
}

function textFaults(text: string, locale: Locale): Fault[] {
  const numbers = text.match(/[\p{N}%‰‱％﹪٪°⁄]+/gu) ?? [];
  const foreign = text.match(locale === 'en' ? /\p{Script=Han}+/gu : /[a-z]+(?: [a-z]+){2,}/giu) ?? [];
  const unseen = [...text].filter((character) => UNSEEN.test(character));
  return [
    ...numbers.map((words) => fault('number', words)),
    ...findNumberWords(text).map(({ text: words }) => fault('number-word', words)),
    ...foreign.map((words) => fault('language', words.trim())),
    ...unseen.map((character) => fault('character', `U+${(character.codePointAt(0) ?? 0).toString(16)}`)),
  ];
}

/** Has a digit beside letters, or capitals where a word has none: WF-07, N4K811, ETC. */
const ID = /\p{L}[-./]?\p{N}|\p{N}[-./]?\p{L}|\p{Lu}{2}|\p{L}_/u;
const LETTERS: Readonly<Record<Locale, RegExp>> = {
  en: /^[a-z]+(?:['-][a-z]+)*$/,
  'zh-CN': /^[\p{Script=Han}]+$/u,
};

/**
 * What a stretch of unknown words is. `written` is how it stands in the text, `names` are the words of the sheet's
 * names: a word that is one of them, or one letter away, is a name outside its reference.
 */
export function unknownFault(words: string, written: string, names: ReadonlySet<string>, locale: Locale): Fault {
  const kind = KINDS.find(([, pattern]) => pattern.test(words));
  if (ID.test(written) || words.split(/\s+/).some((word) => isNearName(word, names))) return fault('name', written);
  if (kind) return fault(kind[0], written);
  const foreign = locale === 'zh-CN' ? /[a-z]/i : /[^\u0000-\u024F]/u;
  if (words.split(/\s+/).every((word) => LETTERS[locale].test(word))) return fault('unknown-word', written);
  return fault(foreign.test(words) ? 'language' : 'character', written);
}

function isNearName(word: string, names: ReadonlySet<string>): boolean {
  return [...names].some((name) => name.length > 3 && distance(name, word) <= 1);
}

/** 0 for the same word, 1 for one letter more, less or other, 2 for anything further. */
function distance(a: string, b: string): 0 | 1 | 2 {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > 1) return 2;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  const isOneEdit = restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
  return isOneEdit ? 1 : 2;
}
