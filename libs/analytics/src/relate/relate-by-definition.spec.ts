import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spearman } from './ranks.ts';
import { relate } from './relate.ts';
import type { Relation } from './relate.types.ts';

// The engine ranks by radix sort and sums along one order; here everything is computed as it is defined, wafer by wafer.

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const product = (a: readonly number[], b: readonly number[]): number => sum(a.map((value, i) => value * b[i]!));
const centred = (values: readonly number[]): number[] => values.map((value) => value - mean(values));

/** Mid-rank: how many are smaller, and half of those that are equal. */
const ranksOf = (values: readonly number[]): number[] =>
  centred(values.map((x) => values.filter((y) => y < x).length + values.filter((y) => y === x).length / 2));

const correlation = (a: readonly number[], b: readonly number[]): number =>
  product(centred(a), centred(b)) / Math.sqrt(product(centred(a), centred(a)) * product(centred(b), centred(b)));

function likeness(values: readonly number[], lots: readonly number[]): number {
  const groups = [...new Set(lots)].map((lot) => values.filter((_, i) => lots[i] === lot));
  const n = values.length;
  if (n <= groups.length) return 1;
  const between = sum(groups.map((group) => group.length * mean(group) ** 2)) / (groups.length - 1);
  const within = sum(groups.map((group) => product(centred(group), centred(group)))) / (n - groups.length);
  const typical = (n - sum(groups.map((group) => group.length ** 2)) / n) / (groups.length - 1);
  const total = between + (typical - 1) * within;
  return total > 0 ? Math.min(1, Math.max(0, (between - within) / total)) : 0;
}

function independentWafers(x: readonly number[], y: readonly number[], lots: readonly number[]): number {
  const sizes = [...new Set(lots)].map((lot) => lots.filter((other) => other === lot).length);
  const typical = (lots.length - sum(sizes.map((size) => size ** 2)) / lots.length) / (sizes.length - 1);
  const design = 1 + (typical - 1) * likeness(ranksOf(x), lots) * likeness(ranksOf(y), lots);
  return Math.max(sizes.length, lots.length / design);
}

/** Share of the response's rank variance between the two sides of the best cut, a tenth of the wafers on each. */
function bestSplit(x: readonly number[], y: readonly number[]): number {
  const ranks = ranksOf(y);
  const least = Math.ceil(0.1 * x.length);
  const shares = x.map((cut) => {
    const below = ranks.filter((_, i) => x[i]! <= cut);
    const above = ranks.filter((_, i) => x[i]! > cut);
    if (below.length < least || above.length < least) return 0;
    return (below.length * mean(below) ** 2 + above.length * mean(above) ** 2) / product(ranks, ranks);
  });
  return Math.max(...shares);
}

/** Ranks of x, of y less the mean of their group, correlated. */
function insideGroups(x: readonly number[], y: readonly number[], groups: readonly number[]): number {
  const less = (values: readonly number[]): number[] =>
    values.map((value, i) => value - mean(values.filter((_, j) => groups[j] === groups[i])));
  const [a, b] = [less(ranksOf(x)), less(ranksOf(y))];
  const spread = product(a, a) * product(b, b);
  return spread > 1e-9 ? product(a, b) / Math.sqrt(spread) : 0;
}

const reading = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -6, max: 6 }) },
  { weight: 1, arbitrary: fc.constant(NaN) },
);
const wafer = fc.record({ lot: fc.nat(5), group: fc.nat(1), x: reading, y: reading });

describe('relate', () => {
  it('has the numbers of the definitions, with ties and with wafers that miss one of both', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.array(wafer, { minLength: 12, maxLength: 60 }), (wafers) => {
        const both = wafers.filter(({ x, y }) => !Number.isNaN(x + y));
        const result = relate({
          lotOfWafer: Int32Array.from(wafers, ({ lot }) => lot),
          response: Float64Array.from(wafers, ({ y }) => y / 8),
          parameters: [
            { id: 'P', unit: null, values: Float64Array.from(wafers, ({ x }) => x / 4) },
            { id: 'complete', unit: null, values: Float64Array.from(wafers, (_, i) => i % 7) },
          ],
          groupOfWafer: Int32Array.from(wafers, ({ group }) => group),
        });
        const relation = result.relations.find(({ id }) => id === 'P');
        if (!relation) return;
        compared += 1;
        sameAsDefined(relation, both);
      }),
      { seed: 20, numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it('gathers by the definition: with the first cluster whose strongest member a parameter follows', () => {
    const column = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 600, maxLength: 600 });
    fc.assert(
      fc.property(column, fc.array(column, { minLength: 3, maxLength: 3 }), (y, noise) => {
        const columns = [y, ...noise.map((more) => y.map((value, i) => value + 0.5 * more[i]!))];
        const { relations, clusters } = relate({
          lotOfWafer: Int32Array.from(y, (_, i) => i % 60),
          response: Float64Array.from(y),
          parameters: columns.map((values, i) => ({ id: String(i), unit: null, values: Float64Array.from(values) })),
        });
        const at = (index: number): number[] => columns[relations[index]!.parameter]!;
        for (const { members } of clusters) {
          for (const member of members.slice(1)) {
            expect(Math.abs(spearman(at(members[0]!), at(member)))).toBeGreaterThan(0.8);
          }
        }
        for (const [i, { members }] of clusters.entries()) {
          for (const { members: before } of clusters.slice(0, i)) {
            expect(Math.abs(spearman(at(before[0]!), at(members[0]!)))).toBeLessThanOrEqual(0.8);
          }
        }
      }),
      { seed: 21, numRuns: 5 },
    );
  });
});

function sameAsDefined(
  relation: Relation,
  both: readonly { lot: number; group: number; x: number; y: number }[],
): void {
  const [x, y] = [both.map((one) => one.x), both.map((one) => one.y)];
  const groups = both.map(({ group }) => group);
  const effective = independentWafers(
    x,
    y,
    both.map(({ lot }) => lot),
  );
  expect(relation.wafers).toBe(both.length);
  expect(relation.rho).toBeCloseTo(correlation(ranksOf(x), ranksOf(y)), 10);
  expect(relation.effectiveWafers).toBeCloseTo(effective, 8);
  const split = bestSplit(x, y);
  if (relation.shape === 'threshold') expect(relation.explained).toBeCloseTo(split, 10);
  if (relation.threshold) {
    const { value, wafersBelow, meanBelow } = relation.threshold;
    const below = both.filter((one) => one.x / 4 <= value);
    expect(wafersBelow).toBe(below.length);
    expect(meanBelow).toBeCloseTo(mean(below.map((one) => one.y / 8)), 10);
    const low = ranksOf(y).filter((_, i) => x[i]! / 4 <= value);
    const high = ranksOf(y).filter((_, i) => x[i]! / 4 > value);
    const between = low.length * mean(low) ** 2 + high.length * mean(high) ** 2;
    expect(between / product(ranksOf(y), ranksOf(y))).toBeCloseTo(split, 10);
  } else expect(split).toBeLessThan(1e-12);
  if (new Set(groups).size < 2) expect(relation.withinGroups).toBeNull();
  else expect(relation.withinGroups!.rho).toBeCloseTo(insideGroups(x, y, groups), 8);
}
