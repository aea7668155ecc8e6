import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_NELSON_RULES, SPREAD_CHART_RULES, nelsonViolations, type NelsonRule } from './nelson-rules.ts';

const repeat = (value: number, times: number): number[] => Array.from({ length: times }, () => value);
const alternating = (size: number, times: number): number[] =>
  Array.from({ length: times }, (_, i) => (i % 2 === 0 ? size : -size));

describe("Nelson's rules", () => {
  it.each<[NelsonRule, string, number[], number, number]>([
    [1, 'one point beyond 3 σ', [0, 0, -3.01, 0], 2, 2],
    [2, 'nine in a row on one side', [-0.1, ...repeat(0.2, 9)], 1, 9],
    [3, 'six in a row rising', [0.5, -1, -0.6, -0.2, 0.1, 0.3, 0.9], 1, 6],
    [3, 'six in a row falling', [1, 0.6, 0.2, -0.1, -0.3, -0.9], 0, 5],
    [4, 'fourteen alternating', alternating(0.4, 14), 0, 13],
    [5, 'two of three beyond 2 σ', [0, 2.1, 0.3, 2.2, 0], 1, 3],
    [6, 'four of five beyond 1 σ', [1.1, 1.2, -0.3, 1.4, 1.3], 0, 4],
    [7, 'fifteen in a row within 1 σ', alternating(0.9, 15), 0, 14],
    [8, 'eight in a row outside 1 σ on both sides', alternating(1.5, 8), 0, 7],
  ])('rule %i: %s', (rule, _words, z, from, index) => {
    expect(nelsonViolations(z, [rule])[0]).toEqual({ rule, from, index });
  });

  it.each<[NelsonRule, string, number[]]>([
    [1, 'exactly 3 σ', [3, -3]],
    [2, 'eight in a row', [-1, ...repeat(0.2, 8), -0.1]],
    [2, 'a point on the centre line', [...repeat(0.2, 5), 0, ...repeat(0.2, 5)]],
    [3, 'five in a row', [0, 1, 2, 2.5, 2.9]],
    [3, 'a tie in the run', [0, 0.1, 0.2, 0.2, 0.3, 0.4]],
    [4, 'thirteen alternating', alternating(0.4, 13)],
    [4, 'a tie among fourteen', [...alternating(0.4, 13), 0.4]],
    [5, 'two of three on different sides', [2.1, 0, -2.1]],
    [5, 'a point back at the centre after two beyond', [2.1, 0.1]],
    [6, 'three of five', [1.1, 0.1, 1.2, 0.1, 1.3]],
    [7, 'a point on 1 σ', [...repeat(0.2, 14), 1]],
    [8, 'all on one side', repeat(1.5, 8)],
  ])('rule %i is kept by %s', (rule, _words, z) => {
    expect(nelsonViolations(z, [rule])).toEqual([]);
  });

  it('reports rule 5 at the point beyond the limit, not at the quiet one after it', () => {
    expect(nelsonViolations([2.1, 2.2, 0.1], [5]).map(({ index }) => index)).toEqual([]);
    expect(nelsonViolations([0, 2.1, 2.2, 0.1], [5]).map(({ index }) => index)).toEqual([2]);
  });

  it('reports each point of a run that goes on', () => {
    expect(nelsonViolations(repeat(0.5, 11), [2]).map(({ index }) => index)).toEqual([8, 9, 10]);
  });

  it('checks rules 1 and 2 unless told otherwise; charts of spread have rules 1 to 4', () => {
    const z = [...repeat(1.5, 8), 3.5];
    expect(nelsonViolations(z).map(({ rule }) => rule)).toEqual([1, 2]);
    expect(SPREAD_CHART_RULES).toEqual([1, 2, 3, 4]);
  });

  it('sees the same in a chart turned upside down', () => {
    const points = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { maxLength: 60 });
    fc.assert(
      fc.property(points, (z) => {
        const mirrored = z.map((value) => -value);
        expect(nelsonViolations(mirrored, ALL_NELSON_RULES)).toEqual(nelsonViolations(z, ALL_NELSON_RULES));
      }),
    );
  });

  it('never looks ahead: a later point changes nothing before it', () => {
    const points = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(points, (z) => {
        const before = nelsonViolations(z.slice(0, -1), ALL_NELSON_RULES);
        const after = nelsonViolations(z, ALL_NELSON_RULES).filter(({ index }) => index < z.length - 1);
        expect(after).toEqual(before);
      }),
    );
  });
});
