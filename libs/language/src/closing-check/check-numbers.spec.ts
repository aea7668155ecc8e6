import { factKey, singleWeek, type FactDraft, type Locale, type QuantityFact } from '@fabwright/facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkNumbers, type ViolationReason } from './check-numbers.ts';

const base = {
  kind: 'yield.final',
  subject: { type: 'product', name: 'PMIC-K7' },
  period: singleWeek({ year: 2026, week: 47 }),
  source: { query: 'period-yield', hash: 'c41e', rows: 13, asOf: '81200' },
} as const;

const quantity = (part: Partial<QuantityFact> & { value: number }): QuantityFact => ({
  ...base,
  key: factKey('k', JSON.stringify(part)),
  type: 'quantity',
  unit: '%',
  precision: 1,
  ...part,
});
const name = (text: string): FactDraft => ({ ...base, key: factKey('name', text), type: 'name', text });

const facts: FactDraft[] = [
  quantity({ value: 92.13 }),
  quantity({ value: -1.77, unit: 'pp', signed: true, interval: { low: -2.31, high: -1.23, confidence: 0.95 } }),
  quantity({ value: 2.53, unit: 'pp', precision: 2 }),
  quantity({ value: 1456, unit: 'dies', precision: 0 }),
  { ...base, key: 'below', type: 'share', value: 4, of: 13, unit: 'lots' },
  name('N4K811'),
  name('ETC-207/B'),
  name('Via1 chain open'),
  name('Two-bit error'),
  name('07'),
  { ...base, key: 'p', type: 'probability', value: 1e-6, test: 'permutation' },
  { ...base, key: 'period', type: 'period' },
  { ...base, key: 'day', type: 'date', date: { year: 2026, month: 11, day: 19 } },
];

describe('a text whose numbers are all facts', () => {
  it.each<[Locale, string]>([
    ['en', 'Final yield was 92.1 %, 1.8 pp below the baseline.'],
    ['en', 'It changed by −1.8 pp [−2.3, −1.2] in W47.'],
    ['en', '4 of 13 lots fell below; the lowest is N4K811 (1,456 dies).'],
    ['en', 'Loss to Via1 chain open stands at 2.53 pp. Two-bit error did not move.'],
    ['en', 'ETC-207/B was held on 19 Nov 2026; p < 10⁻⁴.'],
    ['en', '92.1%\n2.53\n1,456\n4\n13'],
    ['en', 'No lot was left, and a first-pass result came second to none.'],
    ['en', 'Wafer 07 is the lowest.'],
    ['zh-CN', '最终良率为 92.1 %，比基线低 1.8 个百分点。'],
    ['zh-CN', '13 批中有 4 批低于下限；最低的是 N4K811。'],
    ['zh-CN', 'W47 的 1,456 个芯片，损失为 2.53 个百分点，p < 10⁻⁴。'],
    ['zh-CN', 'ETC-207/B 于2026年11月19日停用。'],
    ['zh-CN', '下一步与统一的一致性一般，十分清楚，首测与末次测试。'],
    ['zh-CN', '最终良率为９２．１％'],
  ])('%s: %s', (locale, text) => {
    expect(checkNumbers(text, facts, locale)).toMatchObject({ kind: 'ok' });
  });

  it('counts what it found', () => {
    expect(checkNumbers('92.1 % and 4 of 13 lots', facts, 'en')).toEqual({ kind: 'ok', numbers: 3 });
    expect(checkNumbers('', facts, 'en')).toEqual({ kind: 'ok', numbers: 0 });
  });

  it('may hold what the formatter printed elsewhere, as a whole', () => {
    const text = 'Page 1 of 6. Made 23 Nov 2026, 08:20 UTC+08:00. Axis: 85 90 95';
    const alsoPrinted = ['Page 1 of 6', '23 Nov 2026, 08:20', 'UTC+08:00', '85', '90', '95'];
    expect(checkNumbers(text, [], 'en', { alsoPrinted })).toMatchObject({ kind: 'ok' });
    expect(checkNumbers(`${text} and 7`, [], 'en', { alsoPrinted })).toMatchObject({ kind: 'refused' });
    expect(checkNumbers('The yield was 85 %.', [], 'en', { alsoPrinted })).toMatchObject({ kind: 'refused' });
  });
});

describe('a text that says a number of its own is refused', () => {
  it.each<[Locale, string, ViolationReason, string]>([
    ['en', 'another digit', 'not-a-fact', 'Final yield was 92.2 %.'],
    ['en', 'more decimals than the fact', 'not-a-fact', 'Final yield was 92.13 %.'],
    ['en', 'fewer decimals', 'not-a-fact', 'Final yield was 92 %.'],
    ['en', 'a trailing zero', 'not-a-fact', 'Final yield was 92.10 %.'],
    ['en', 'a lost decimal point', 'not-a-fact', 'Final yield was 921 %.'],
    ['en', 'a decimal comma', 'not-a-fact', 'Final yield was 92,1 %.'],
    ['en', 'lost thousands separator', 'not-a-fact', '1456 dies were tested.'],
    ['en', 'a fact inside a longer number', 'not-a-fact', 'Final yield was 192.1 %.'],
    ['en', 'a fact with a tail', 'not-a-fact', 'Final yield was 92.1.3 %.'],
    ['en', 'percent for points', 'other-unit', 'It fell 1.8 % below the baseline.'],
    ['en', 'points for percent', 'other-unit', 'Final yield was 92.1 pp.'],
    ['en', 'wafers for lots', 'other-unit', '4 of 13 wafers fell below.'],
    ['en', 'a factor', 'other-unit', 'It rose 4 times.'],
    ['en', 'per mille', 'other-unit', 'Loss was 2.53 ‰.'],
    ['en', 'a turned sign', 'other-sign', 'It changed by +1.8 pp.'],
    ['en', 'a sign on a count', 'other-sign', 'There are −4 of 13 lots.'],
    ['en', 'full-width digits', 'not-a-fact', 'Final yield was ９３．５ %.'],
    ['en', 'superscript digits', 'not-a-fact', 'See note ⁵.'],
    ['en', 'circled digits', 'not-a-fact', 'Reason ③ applies.'],
    ['en', 'a vulgar fraction', 'not-a-fact', 'About ½ of them failed.'],
    ['en', 'Arabic-Indic digits', 'not-a-fact', 'Final yield was ٩٣ %.'],
    ['en', 'Devanagari digits', 'not-a-fact', 'There were ५ lots.'],
    ['en', 'mathematical bold digits', 'not-a-fact', 'Final yield was 𝟗𝟑 %.'],
    ['en', 'a zero-width space between digits', 'not-a-fact', 'Final yield was 9\u200b3 %.'],
    ['en', 'a soft hyphen between digits', 'not-a-fact', 'Final yield was 9\u00ad3 %.'],
    ['en', 'a number word', 'number-word', 'Five lots fell below the floor.'],
    ['en', 'half', 'number-word', 'Half of the loss is edge loss.'],
    ['en', 'twice', 'number-word', 'Loss was twice the baseline.'],
    ['en', 'a dozen', 'number-word', 'A dozen wafers are affected.'],
    ['en', 'one of something', 'number-word', 'Only one wafer failed.'],
    ['en', 'a hyphenated number word', 'number-word', 'Twenty-five wafers were read.'],
    ['en', 'a third', 'number-word', 'About a third of the wafers failed.'],
    ['en', 'a Roman numeral', 'number-word', 'IV lots fell below.'],
    ['en', 'doubled', 'number-word', 'The loss doubled.'],
    ['en', 'percent in words', 'number-word', 'Ninety percent are good.'],
    ['en', 'a lot that does not exist', 'unknown-name', 'Lot N4K812 fell below.'],
    ['en', 'a known lot with a tail', 'unknown-name', 'Lot N4K8112 fell below.'],
    ['en', 'a known lot with a child', 'unknown-name', 'Lot N4K811-2 fell below.'],
    ['en', 'another chamber', 'unknown-name', 'Loss sits in ETC-208.'],
    ['en', 'another week', 'unknown-name', 'It fell in W48.'],
    ['en', 'another day', 'not-a-fact', 'It was held on 20 Nov 2026.'],
    ['en', 'a numeric name used as a count', 'other-unit', '07 lots fell below.'],
    ['zh-CN', '另一个数字', 'not-a-fact', '最终良率为 93.5 %。'],
    ['zh-CN', '紧贴汉字', 'not-a-fact', '最终良率为93.5%。'],
    ['zh-CN', '全角数字', 'not-a-fact', '最终良率为９３．５％。'],
    ['zh-CN', '单位不同', 'other-unit', '下降 1.8 %。'],
    ['zh-CN', '批与片', 'other-unit', '4 片低于下限。'],
    ['zh-CN', '倍数', 'other-unit', '损失是基线的 4 倍。'],
    ['zh-CN', '符号相反', 'other-sign', '变化为 +1.8 个百分点。'],
    ['zh-CN', '汉字数字加量词', 'number-word', '三批低于下限。'],
    ['zh-CN', '两', 'number-word', '两片晶圆失效。'],
    ['zh-CN', '以下三批', 'number-word', '以下三批低于下限。'],
    ['zh-CN', '百分之', 'number-word', '良率为百分之九十三。'],
    ['zh-CN', '成', 'number-word', '约三成芯片失效。'],
    ['zh-CN', '翻倍', 'number-word', '损失翻倍。'],
    ['zh-CN', '一半', 'number-word', '损失减少一半。'],
    ['zh-CN', '一个', 'number-word', '损失集中在一个腔体。'],
    ['zh-CN', '大写数字', 'number-word', '共叁拾伍片。'],
    ['zh-CN', '带小数点的汉字数字', 'number-word', '良率上升三点五个百分点。'],
    ['zh-CN', '多位汉字数字', 'number-word', '共测二〇二六。'],
    ['zh-CN', '数倍', 'number-word', '损失增加数倍。'],
    ['zh-CN', '过半', 'number-word', '过半晶圆受影响。'],
    ['zh-CN', '其他批次', 'unknown-name', '批次N4K812低于下限。'],
    ['zh-CN', '其他日期', 'not-a-fact', '于2026年11月20日停用。'],
  ])('%s: %s (%s)', (locale, _what, reason, text) => {
    const check = checkNumbers(text, facts, locale);
    if (check.kind === 'ok') throw new Error('expected a refusal');
    expect(check.violations.map((violation) => violation.reason)).toContain(reason);
    expect(check.violations.every((violation) => violation.context.length > 0)).toBe(true);
  });

  it('lets no random number through, however it is dressed', () => {
    const value = fc.double({ min: 0.01, max: 5000, noNaN: true });
    const words = fc.constantFrom('Final yield was ', '良率为', 'loss ', '(', '—', '');
    const dress = fc.constantFrom(
      (digits: string) => digits,
      (digits: string) => digits.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
      (digits: string) => digits.split('').join('\u200b'),
    );
    const known = new Set(['92.1', '1.8', '2.3', '1.2', '2.53', '1,456', '4', '13', '07']);
    fc.assert(
      fc.property(value, fc.integer({ min: 0, max: 3 }), words, dress, (number, decimals, word, wear) => {
        const digits = number.toFixed(decimals);
        fc.pre(!known.has(digits));
        const check = checkNumbers(`${word}${wear(digits)} %`, facts, 'en');
        expect(check.kind).toBe('refused');
      }),
    );
  });
});
