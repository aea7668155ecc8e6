import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber } from '../number/format-number.ts';
import { needsGap } from '../spacing.ts';
import { factKey, type FactDraft, type QuantityFact } from './fact.ts';
import { formatFact, formatFactInterval } from './format-fact.ts';
import { formatPeriod, periodKey, singleWeek } from './period.ts';

const base = {
  key: 'yield.final/PMIC-K7/CP1/2026-W47',
  kind: 'yield.final',
  subject: { type: 'product', name: 'PMIC-K7' },
  period: singleWeek({ year: 2026, week: 47 }),
  source: { query: 'weekly-yield', hash: 'a1', rows: 13, asOf: '1200' },
} as const;

function quantity(part: Partial<QuantityFact>): QuantityFact {
  return { ...base, type: 'quantity', value: 92.1, unit: '%', precision: 1, ...part };
}

describe('facts in words', () => {
  it('prints an estimate with ±, a change with its interval in brackets', () => {
    const estimate = quantity({ interval: { low: 90.3, high: 93.9, confidence: 0.95 } });
    const change = quantity({
      value: 0.62,
      unit: 'pp',
      precision: 2,
      signed: true,
      interval: { low: 0.21, high: 1.03, confidence: 0.95 },
    });
    expect(formatFact(estimate, 'en')).toBe('92.1 % ± 1.8');
    expect(formatFact(change, 'en')).toBe('+0.62 pp [+0.21, +1.03]');
    expect(formatFact(change, 'zh-CN')).toBe('+0.62 个百分点 [+0.21, +1.03]');
    expect(formatFact(estimate, 'en', 'value')).toBe('92.1 %');
    expect(formatFactInterval(change, 'en')).toBe('[+0.21, +1.03]');
    expect(formatFactInterval(quantity({}), 'en')).toBeNull();
  });

  it('prints a lopsided interval in brackets', () => {
    const clipped = quantity({ value: 99.2, interval: { low: 98.1, high: 100, confidence: 0.95 } });
    expect(formatFact(clipped, 'en')).toBe('99.2 % [98.1, 100.0]');
  });

  it('prints the size of a change beside a word for its direction', () => {
    const fall = quantity({ value: -1.84, unit: 'pp', precision: 1, signed: true });
    expect(formatFact(fall, 'en')).toBe('−1.8 pp');
    expect(formatFact(fall, 'en', 'magnitude')).toBe('1.8 pp');
    expect(formatFact(fall, 'zh-CN', 'magnitude')).toBe('1.8 个百分点');
    expect(formatFact(fall, 'en', 'bare')).toBe('1.8');
  });

  it('prints every type of fact in both languages', () => {
    const drafts: [FactDraft, string, string][] = [
      [{ ...base, type: 'share', value: 4, of: 13, unit: 'lots' }, '4 of 13 lots', '13 批中有 4 批'],
      [{ ...base, type: 'name', text: 'ETC-207/B' }, 'ETC-207/B', 'ETC-207/B'],
      [{ ...base, type: 'date', date: { year: 2026, month: 11, day: 19 } }, '19 Nov 2026', '2026年11月19日'],
      [{ ...base, type: 'period' }, 'W47', 'W47'],
      [{ ...base, type: 'probability', value: 0.00001, test: 'permutation' }, 'p < 10⁻⁴', 'p < 10⁻⁴'],
    ];
    for (const [draft, english, chinese] of drafts) {
      expect(formatFact(draft, 'en')).toBe(english);
      expect(formatFact(draft, 'zh-CN')).toBe(chinese);
    }
  });

  it('has the same digits in every style and language', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(value, fc.integer({ min: 0, max: 4 }), fc.boolean(), (number, precision, signed) => {
        const fact = quantity({ value: number, precision, signed });
        const digits = formatNumber(Math.abs(number), precision, 'en');
        for (const locale of ['en', 'zh-CN'] as const) {
          for (const style of ['full', 'value', 'magnitude', 'bare'] as const) {
            expect(formatFact(fact, locale, style).replace(/^[+−]/, '').split(' ')[0]).toBe(digits);
          }
        }
      }),
    );
  });
});

describe('stable keys and periods', () => {
  it('never gives two lists of names one key', () => {
    const names = fc.array(fc.string({ unit: fc.constantFrom('a', '/', '%', '2', 'F') }), { maxLength: 4 });
    fc.assert(
      fc.property(names, names, (left, right) => {
        const same = JSON.stringify(left) === JSON.stringify(right);
        expect(factKey('k', ...left) === factKey('k', ...right)).toBe(same);
      }),
    );
    expect(factKey('yield.final', 'PMIC-K7', 'CP1', '2026-W47')).toBe('yield.final/PMIC-K7/CP1/2026-W47');
  });

  it('names periods', () => {
    const weeks = { kind: 'weeks', from: { year: 2026, week: 40 }, to: { year: 2026, week: 45 } } as const;
    const days = {
      kind: 'days',
      from: { year: 2026, month: 11, day: 16 },
      to: { year: 2026, month: 11, day: 22 },
    } as const;
    expect([periodKey(weeks), formatPeriod(weeks, 'en')]).toEqual(['2026-W40..2026-W45', 'W40–W45']);
    expect([periodKey(days), formatPeriod(days, 'zh-CN')]).toEqual(['2026-11-16..2026-11-22', '2026年11月16–22日']);
    expect([periodKey(base.period), periodKey({ kind: 'lot' }), formatPeriod({ kind: 'lot' }, 'en')]).toEqual([
      '2026-W47',
      'lot',
      '',
    ]);
  });
});

describe('gaps in Chinese text', () => {
  it.each([
    ['最终良率为', '92.1 %', true],
    ['48 片', '边缘环', false],
    ['N4K811', '批次', true],
    ['于', '11月19日', true],
    ['良率为', '−1.8', true],
    ['为 92.1 %', '。', false],
    ['lot', 'N4', false],
  ])('between %s and %s: %s', (left, right, expected) => {
    expect(needsGap(left, right)).toBe(expected);
  });
});
