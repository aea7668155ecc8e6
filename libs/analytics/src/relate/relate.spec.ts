import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededNormals } from '../../test/seeded-normals.ts';
import { falseDiscoveryQ } from './false-discovery.ts';
import { spearman } from './ranks.ts';
import { relate } from './relate.ts';
import { maximallySelectedP } from './shapes.ts';

const LOTS = 40;
const lotOfWafer = Int32Array.from({ length: LOTS * 25 }, (_, i) => Math.floor(i / 25));

function column(seed: number, ofLot = 1): Float32Array {
  const normal = seededNormals(seed);
  const lots = Array.from({ length: LOTS }, () => ofLot * normal());
  return Float32Array.from(lotOfWafer, (lot) => lots[lot]! + normal());
}

function parameters(columns: readonly Float32Array[]) {
  return columns.map((values, i) => ({ id: `P${i}`, unit: 'nm', values }));
}

describe("Spearman's ρ", () => {
  it('has the published value: IQ and hours of television, ρ = −29/165', () => {
    const iq = [106, 86, 100, 101, 99, 103, 97, 113, 112, 110];
    expect(spearman(iq, [7, 0, 27, 50, 28, 29, 20, 12, 6, 17])).toBeCloseTo(-29 / 165, 12);
  });

  it('gives ties their mean rank: ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4 are 3/√10', () => {
    expect(spearman([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(3 / Math.sqrt(10), 12);
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeNaN();
  });

  it('is symmetric, turns with a falling transform and stays under a rising one', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
      minLength: 3,
    });
    fc.assert(
      fc.property(pairs, (list) => {
        const x = list.map(([a]) => a);
        const y = list.map(([, b]) => b);
        const rho = spearman(x, y);
        expect(spearman(y, x)).toEqual(rho);
        if (Number.isNaN(rho)) return;
        expect(
          spearman(
            x.map((v) => v ** 3 - 7),
            y,
          ),
        ).toBeCloseTo(rho, 12);
        expect(
          spearman(
            x.map((v) => -v),
            y,
          ),
        ).toBeCloseTo(-rho, 12);
      }),
    );
  });
});

describe('Benjamini–Hochberg', () => {
  it('rejects the first four of the 15 of 1995, as the paper does', () => {
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ];
    const q = falseDiscoveryQ(p);
    expect(q.filter((value) => value <= 0.05)).toHaveLength(4);
    expect(q[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
    expect([...falseDiscoveryQ([...p].reverse())].reverse()).toEqual([...q]);
  });
});

describe('maximally selected statistic', () => {
  it('follows Miller & Siegmund: 5 % near 2.9 for cuts between the 10th and the 90th percentile', () => {
    const b = 3;
    const density = Math.exp(-4.5) / Math.sqrt(2 * Math.PI);
    expect(maximallySelectedP(b)).toBeCloseTo((4 * density) / 3 + density * (3 - 1 / 3) * Math.log(81), 12);
    expect(maximallySelectedP(2.9)).toBeGreaterThan(0.05);
    expect(maximallySelectedP(3.1)).toBeLessThan(0.05);
  });
});

describe('relate', () => {
  const noise = column(1);
  const innocent = Array.from({ length: 60 }, (_, i) => column(100 + i));

  it.each([
    ['monotone', (x: number) => 0.8 * x],
    ['threshold', (x: number) => (x > 0.7 ? 2 : 0)],
    ['optimum', (x: number) => -0.8 * x * x],
  ])('finds a %s relation among innocent parameters and names its shape', (shape, effect) => {
    const guilty = column(2);
    const response = noise.map((value, i) => value + effect(guilty[i]!));
    const { relations } = relate({ lotOfWafer, response, parameters: parameters([...innocent, guilty]) });
    expect(relations[0]).toMatchObject({ id: 'P60', shape, found: true });
    expect(relations.filter((relation) => relation.found)).toHaveLength(1);
    if (shape === 'threshold') expect(relations[0]!.threshold!.value).toBeCloseTo(0.7, 1);
    if (shape === 'optimum') expect(relations[0]!.optimum!.response).toBe('highest');
  });

  it('counts lots, not wafers, when parameter and response go with the lot', () => {
    const perLot = Array.from({ length: 300 }, (_, i) => column(500 + i, 3));
    const { relations } = relate({ lotOfWafer, response: column(3, 3), parameters: parameters(perLot) });
    expect(relations.filter((relation) => relation.monotoneP < 0.05).length).toBeLessThan(27);
    expect(relations.filter((relation) => relation.found)).toHaveLength(0);
    expect(relations[0]!.effectiveWafers).toBeLessThan(80);
  });

  it('lists what moves together as one cluster, the strongest first', () => {
    const guilty = column(2);
    const jitter = column(4, 0);
    const shadow = guilty.map((value, i) => -value + 0.6 * jitter[i]!);
    const response = noise.map((value, i) => value + guilty[i]!);
    const result = relate({ lotOfWafer, response, parameters: parameters([...innocent, shadow, guilty]) });
    expect(result.clusters[0]!.members.map((at) => result.relations[at]!.id)).toEqual(['P61', 'P60']);
  });

  it('warns when only two products lying apart make the slope', () => {
    const groupOfWafer = lotOfWafer.map((lot) => lot % 2);
    const apart = (seed: number): Float32Array => column(seed, 0.2).map((value, i) => value + 4 * groupOfWafer[i]!);
    const [relation] = relate({
      lotOfWafer,
      response: apart(5),
      parameters: parameters([apart(6)]),
      groupOfWafer,
    }).relations;
    expect(relation!.found).toBe(true);
    expect(relation!.withinGroups!.slopeOnlyBetweenGroups).toBe(true);
  });

  it('says why a parameter, or everything, could not be tested', () => {
    const empty = new Float32Array(noise.length).fill(Number.NaN);
    const oneLot = noise.map((value, i) => (i < 25 ? value : Number.NaN));
    const flat = new Float32Array(noise.length).fill(7);
    const { skipped } = relate({ lotOfWafer, response: noise, parameters: parameters([empty, oneLot, flat]) });
    expect(skipped.map(({ reason }) => reason)).toEqual(['too-few-wafers', 'too-few-lots', 'constant']);
    expect(relate({ lotOfWafer, response: flat, parameters: [] }).obstacle).toBe('response-is-constant');
    expect(() => relate({ lotOfWafer, response: new Float32Array(3), parameters: [] })).toThrow(RangeError);
  });
});
