import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededNormals } from '../../test/seeded-normals.ts';
import { boxStatistics } from './box-statistics.ts';
import type { GroupsComparison, Inconclusive, LotValue, NamedTest, TwoGroupComparison } from './comparison-types.ts';
import { holm } from './holm.ts';
import { compareGroups, compareSplit } from './many-groups.ts';
import { hodgesLehmannShift, mannWhitneyTest } from './rank-statistics.ts';
import { compareTwoGroups } from './two-groups.ts';
import { violinDensity } from './violin-density.ts';

const A = [1.1, 2.3, 3.2, 4.8, 5.9];
const B = [2.0, 0.4, 1.5, 0.9];
const lots = (values: readonly number[], prefix: string): LotValue[] =>
  values.map((value, i) => ({ lot: `${prefix}${i}`, value }));

function compared(found: TwoGroupComparison | Inconclusive): TwoGroupComparison {
  if (found.kind !== 'comparison') throw new Error(`expected a comparison, got ${found.reason}`);
  return found;
}

function grouped(found: GroupsComparison | Inconclusive): GroupsComparison {
  if (found.kind !== 'groups') throw new Error(`expected groups, got ${found.reason}`);
  return found;
}

const named = (found: TwoGroupComparison, test: NamedTest['test']): NamedTest | undefined =>
  found.others.find((other) => other.test === test);

/** Wafers of lots: `wafers` a lot around the lot's level, which varies itself. */
function wafers(prefix: string, lotCount: number, waferCount: number, normal: () => number, shift = 0): LotValue[] {
  return Array.from({ length: lotCount }, (_, lot) => {
    const level = normal();
    return Array.from({ length: waferCount }, () => ({
      lot: `${prefix}${lot}`,
      value: shift + level + 0.3 * normal(),
    }));
  }).flat();
}

// Values: SciPy 1.17.1 (mannwhitneyu, ttest_ind, permutation_test, kruskal, ttest_1samp).
describe('two groups of lots', () => {
  const found = compared(compareTwoGroups(lots(A, 'a'), lots(B, 'b')));

  it('has the t of Welch and the U of Mann and Whitney that others compute', () => {
    const t = named(found, 'welch-t');
    expect(t?.statistic).toBeCloseTo(2.439480305377178, 10);
    expect(t?.df).toBeCloseTo(5.239907020297988, 10);
    expect(t?.p).toBeCloseTo(0.05642482434312534, 8);
    expect(found.difference.interval.low).toBeCloseTo(-0.0890317259, 7);
    expect(found.difference.interval.high).toBeCloseTo(4.6090317259, 7);
    expect(named(found, 'mann-whitney')).toMatchObject({ statistic: 18, method: 'exact' });
    expect(named(found, 'mann-whitney')?.p).toBeCloseTo(0.06349206349206349, 12);
    expect(found.decisive).toMatchObject({ test: 'lot-permutation', method: 'exact', smallestP: 1 / 126 });
    // Counted over all 126 arrangements with itertools: 9 have a sum at least as far from the mean.
    expect(found.decisive.p).toBeCloseTo(9 / 126, 12);
    expect(found.verdict).toBe('inconclusive');
  });

  it('has the shift of Hodges and Lehmann, with the confidence its interval reaches', () => {
    expect(found.shift.value).toBeCloseTo(2.1, 12);
    expect(found.shift.interval.low).toBeCloseTo(-0.4, 12);
    expect(found.shift.interval.high).toBeCloseTo(5, 12);
    expect(found.shift.interval.confidence).toBeCloseTo(1 - 4 / 126, 12);
    expect(found.effect.cliffsDelta).toBeCloseTo(0.8, 12);
  });

  it('corrects for ties as others do', () => {
    const test = mannWhitneyTest([1, 2, 2, 3, 5, 7], [2, 4, 4, 6, 8, 9, 9]);
    expect(test.p).toBeCloseTo(0.09760706947335236, 8);
    expect(test.method).toBe('approximate');
  });

  it('never counts the wafers of a lot as independent', () => {
    let calledDifferent = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const normal = seededNormals(seed);
      const same = compareTwoGroups(wafers('a', 5, 25, normal), wafers('b', 5, 25, normal), { permutations: 199 });
      if (compared(same).verdict === 'different') calledDifferent += 1;
    }
    expect(calledDifferent / 200).toBeLessThan(0.1);
    expect(calledDifferent).toBeGreaterThan(0);
  });

  it('pairs lots that ran in both groups, and sees what lots would hide', () => {
    const normal = seededNormals(4);
    const levels = Array.from({ length: 8 }, () => 5 * normal());
    const side = (shift: number): LotValue[] =>
      levels.flatMap((level, lot) =>
        Array.from({ length: 6 }, () => ({ lot: `L${lot}`, value: level + shift + 0.3 * normal() })),
      );
    const pair = compared(compareTwoGroups(side(1), [...side(0), { lot: 'alone', value: 3 }]));
    expect(pair).toMatchObject({ design: 'paired', verdict: 'different', lots: [8, 8], lotsLeftOut: 1 });
    expect(pair.decisive).toMatchObject({ test: 'sign-flip', method: 'exact', smallestP: 2 / 256 });
    expect(pair.difference.value).toBeCloseTo(1, 0);
  });

  it('leaves the few shared lots of an independent comparison out', () => {
    const a = [...lots([1, 2, 3, 4], 'a'), { lot: 'both', value: 50 }];
    const b = [...lots([2, 3, 4, 5], 'b'), { lot: 'both', value: 50 }];
    expect(compared(compareTwoGroups(a, b))).toMatchObject({ design: 'independent', lots: [4, 4], lotsLeftOut: 1 });
  });

  it.each<[string, number[], number[]]>([
    ['too-few-lots', [1, 2], [1, 2, 3]],
    ['no-values', [], [1, 2, 3]],
    ['no-values', [Number.NaN, Number.NaN], [1, 2, 3]],
    ['no-spread', [1, 1, 1], [1, 1, 1]],
  ])('is inconclusive, in so many words: %s', (reason, a, b) => {
    expect(compareTwoGroups(lots(a, 'a'), lots(b, 'b'))).toMatchObject({ kind: 'inconclusive', reason, needs: 3 });
  });

  it('is inconclusive with so few lots that no arrangement could speak', () => {
    const apart = compared(compareTwoGroups(lots([1, 1.1, 1.2], 'a'), lots([9, 9.1, 9.2], 'b')));
    expect(apart.verdict).toBe('inconclusive');
    expect(apart.decisive.smallestP).toBeCloseTo(0.1, 12);
  });

  it('turns round with its groups, moves with its unit, and is never NaN', () => {
    const values = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 3, maxLength: 8 });
    fc.assert(
      fc.property(values, values, fc.integer({ min: -5, max: 5 }), (a, b, shift) => {
        const [one, other] = [
          compareTwoGroups(lots(a, 'a'), lots(b, 'b')),
          compareTwoGroups(lots(b, 'b'), lots(a, 'a')),
        ];
        const scaled = compareTwoGroups(
          lots(
            a.map((v) => 4 * v + shift),
            'a',
          ),
          lots(
            b.map((v) => 4 * v + shift),
            'b',
          ),
        );
        expect(JSON.stringify(one)).not.toMatch(/NaN|"(statistic|p|value|low|high|cliffsDelta)":null/);
        if (one.kind !== 'comparison' || other.kind !== 'comparison' || scaled.kind !== 'comparison') {
          expect([one.kind, other.kind, scaled.kind]).toEqual(['inconclusive', 'inconclusive', 'inconclusive']);
          return;
        }
        expect(other.decisive.p).toBeCloseTo(one.decisive.p, 12);
        expect(other.difference.value).toBeCloseTo(-one.difference.value, 10);
        expect(other.shift.value).toBeCloseTo(-one.shift.value, 10);
        expect(other.effect.cliffsDelta).toBeCloseTo(-one.effect.cliffsDelta, 10);
        expect(scaled.decisive.p).toBeCloseTo(one.decisive.p, 12);
        expect(scaled.shift.value).toBeCloseTo(4 * one.shift.value, 10);
      }),
      { numRuns: 60 },
    );
  });

  it('approximates the interval of many lots as it counts that of few', () => {
    const normal = seededNormals(2);
    const [a, b] = [Array.from({ length: 26 }, () => normal() + 1), Array.from({ length: 26 }, normal)];
    const few = hodgesLehmannShift(a.slice(1), b.slice(1), 0.95).interval;
    const many = hodgesLehmannShift(a, b, 0.95).interval;
    expect(Math.abs(few.low - many.low) + Math.abs(few.high - many.high)).toBeLessThan(0.3);
  });
});

describe('groups and splits', () => {
  it('has the H of Kruskal and Wallis that others compute', () => {
    const c = [4.1, 5.2, 6.3];
    const found = grouped(
      compareGroups([
        { name: 'A', values: lots(A, 'a') },
        { name: 'B', values: lots(B, 'b') },
        { name: 'C', values: lots(c, 'c') },
      ]),
    );
    expect(found.overall.statistic).toBeCloseTo(6.7846153846153925, 10);
    expect(found.overall).toMatchObject({ test: 'kruskal-wallis', df: 2, method: 'permutation' });
    expect(found.overall.p).toBeGreaterThan(0.01);
    expect(found.overall.p).toBeLessThan(0.05);
    expect(found.pairs.map(({ a, b }) => a + b)).toEqual(['AB', 'AC', 'BC']);
  });

  it('finds the one chamber of four that is off, within lots that differ more', () => {
    const normal = seededNormals(9);
    const levels = Array.from({ length: 12 }, () => 4 * normal());
    const chambers = ['A', 'B', 'C', 'D'].map((name) => ({
      name,
      values: levels.flatMap((level, lot) =>
        Array.from({ length: 6 }, () => ({ lot: `L${lot}`, value: level + (name === 'C' ? -1 : 0) + 0.5 * normal() })),
      ),
    }));
    const found = grouped(
      compareGroups([...chambers, { name: 'new', values: lots([1], 'x') }], { permutations: 1999 }),
    );
    expect(found).toMatchObject({ design: 'blocked', verdict: 'different', leftOut: ['new'] });
    const different = found.pairs.filter(({ holmP }) => holmP !== null && holmP < 0.05).map(({ a, b }) => a + b);
    expect(different).toEqual(['AC', 'BC', 'CD']);
  });

  it('has p values that are small as often as they promise when nothing differs', () => {
    let small = 0;
    for (let seed = 1; seed <= 100; seed += 1) {
      const normal = seededNormals(seed);
      const groups = ['A', 'B', 'C'].map((name) => ({ name, values: wafers(name, 6, 5, normal) }));
      if (grouped(compareGroups(groups, { permutations: 199 })).overall.p <= 0.1) small += 1;
    }
    expect(small).toBeLessThan(20);
    expect(small).toBeGreaterThan(2);
  });

  it('compares the legs of a split within their lots', () => {
    const d = [0.3, -0.1, 0.5, 0.7, 0.2, 0.9];
    const values = d.flatMap((difference, i) => [
      { lot: `L${i}`, leg: 'new', value: 10 * i + difference },
      { lot: `L${i}`, leg: 'old', value: 10 * i },
      { lot: `other${i}`, leg: 'stray', value: 3 },
    ]);
    const rows = compareSplit(values, 'old');
    expect(rows.map(({ a, b }) => [a, b])).toEqual([
      ['new', 'old'],
      ['stray', 'old'],
    ]);
    const leg = compared(rows[0]!.comparison);
    expect(named(leg, 'paired-t')?.statistic).toBeCloseTo(2.834328672390739, 8);
    expect(named(leg, 'paired-t')?.p).toBeCloseTo(0.03648865388762825, 8);
    expect(leg.difference.interval.low).toBeCloseTo(0.03877267883, 8);
    expect(leg.decisive.p).toBe(0.0625);
    expect(leg.verdict).toBe('inconclusive');
    expect(rows[1]).toMatchObject({ holmP: null, comparison: { kind: 'inconclusive', reason: 'no-shared-lots' } });
  });

  it('names groups that are too few, and values that are all equal', () => {
    expect(compareGroups([{ name: 'A', values: lots(A, 'a') }])).toMatchObject({ reason: 'too-few-groups' });
    const flat = ['A', 'B'].map((name) => ({ name, values: lots([1, 1, 1], name) }));
    expect(compareGroups(flat)).toMatchObject({ reason: 'no-spread' });
  });

  it("corrects by Holm's steps", () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect(holm([])).toEqual([]);
  });
});

describe('box and violin', () => {
  it('lists what lies beyond the fences, not a tenth of all values', () => {
    const values = [...Array.from({ length: 99 }, (_, i) => i), 500, Number.NaN, -400];
    const box = boxStatistics(values, 1);
    expect(box).toMatchObject({ kind: 'box', n: 101, median: 49, outlierCount: 2 });
    expect(box.kind === 'box' && box.outliers).toEqual([{ index: 99, value: 500 }]);
    expect(boxStatistics([Number.NaN])).toEqual({ kind: 'no-box', reason: 'no-values' });
  });

  // numpy and scipy.stats.norm.pdf over the 40 values .1·i², bandwidth .9·min(s, IQR/1.349)·40^(−1/5).
  it('has the density of a Gaussian kernel', () => {
    const violin = violinDensity(
      Array.from({ length: 40 }, (_, i) => 0.1 * i * i),
      65,
    );
    if (violin.kind !== 'violin') throw new Error('expected a violin');
    expect(violin.bandwidth).toBeCloseTo(20.29593054466498, 8);
    expect(violin.density[0]).toBeCloseTo(0.0077918314649944006, 6);
    expect(violin.density[32]).toBeCloseTo(0.004683656189402818, 6);
    expect(violin.density[64]).toBeCloseTo(0.0019467548426284524, 6);
  });

  it('needs 30 values that spread', () => {
    expect(violinDensity([1, 2, 3])).toMatchObject({ reason: 'too-few-values', n: 3, needs: 30 });
    expect(violinDensity(new Float64Array(50))).toMatchObject({ reason: 'no-spread' });
    expect(() => violinDensity([1], 1)).toThrow(RangeError);
  });

  it('shows most of one', () => {
    const normal = seededNormals(8);
    const violin = violinDensity(Array.from({ length: 3000 }, normal), 200);
    if (violin.kind !== 'violin') throw new Error('expected a violin');
    const step = violin.at[1]! - violin.at[0]!;
    expect(violin.density.reduce((sum, d) => sum + d * step, 0)).toBeCloseTo(1, 2);
  });
});
