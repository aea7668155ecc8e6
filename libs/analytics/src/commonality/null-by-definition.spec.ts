import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededNormals } from '../../test/seeded-normals.ts';
import { seededRandom } from '../inference/seeded-random.ts';
import { shuffleFirst } from '../inference/shuffle.ts';
import type { BetweenDesign } from './between-lots.ts';
import { commonality } from './commonality.ts';
import type { CategoricalFactor, CommonalityInput } from './commonality.types.ts';
import { exposures } from './exposure.ts';
import { LotExchange, SIDE_BY_SIDE } from './lot-exchange.ts';
import { lotFrame } from './lot-frame.ts';
import type { LotFrame } from './lot-frame.ts';
import { familyWiseP, nullMaxima } from './null-maxima.ts';
import { normalScore, observedScore, scoreTerms } from './score-terms.ts';
import type { ScoreTerms } from './score-terms.ts';
import { SignFlips } from './sign-flips.ts';

// The engine looks sums up in tables, two permutations to a number, and transforms signs; here every permutation is
// drawn by itself and every sum is added up wafer by wafer.

function problem(seed: number, lots: number, harm = 0): CommonalityInput {
  const random = seededRandom(seed);
  const normal = seededNormals(seed);
  const sizes = Array.from({ length: lots }, () => 2 + Math.floor(4 * random()));
  const lotOfWafer = Int32Array.from(sizes.flatMap((size, lot) => Array.from({ length: size }, () => lot)));
  const factors = Array.from({ length: 6 }, (_, f): CategoricalFactor => {
    const pick = Int32Array.from({ length: 2 * lots }, () => Math.floor(3 * random()));
    const codes = lotOfWafer.map((lot, i) => (random() < 0.05 ? -1 : pick[2 * lot + (f % 2) * (i % 2)]!));
    return { id: `F${f}`, kind: 'chamber', stepId: null, levels: ['A', 'B', 'C'], codes };
  });
  const ofLot = Array.from({ length: lots }, normal);
  const response = Float64Array.from(lotOfWafer, (lot, i) => {
    return ofLot[lot]! + normal() + (factors[0]!.codes[i] === 1 ? harm : 0);
  });
  const stratumOfLot = Int32Array.from({ length: lots }, (_, lot) => lot % 2);
  return { lotOfWafer, stratumOfLot, cases: response.map((v) => Number(v > 1)) as never, response, factors };
}

const sumOver = (count: number, of: (i: number) => number): number =>
  Array.from({ length: count }, (_, i) => of(i)).reduce((sum, value) => sum + value, 0);

function shuffled(values: Float64Array, starts: Int32Array, random: () => number): Float64Array {
  const result = values.slice();
  for (let r = 0; r + 1 < starts.length; r += 1) {
    const run = result.subarray(starts[r], starts[r + 1]);
    shuffleFirst(run, run.length - 1, random);
  }
  return result;
}

/** Per wafer x − x̄ of a level inside its lot, over the wafers that are known; 0 for the others. */
function centredInLots(frame: LotFrame, { exposure }: ScoreTerms): number[] {
  const x = Array.from({ length: frame.wafers }, (_, i) => Number(exposure.exposed.includes(i)));
  const known = x.map((_, i) => !exposure.known.unknown.includes(i));
  return x.map((value, wafer) => {
    const lot = x.filter((_, i) => known[i] && frame.lotOf[i] === frame.lotOf[wafer]);
    return known[wafer] ? value - lot.reduce((sum, one) => sum + one, 0) / lot.length : 0;
  });
}

/** One permutation as the question says it: lots in their stratum, wafers in their lot, a sign for each lot. */
function maximumOfOne(
  frame: LotFrame,
  levels: readonly (readonly [ScoreTerms, readonly number[]])[],
  random: () => number,
): number {
  const values = shuffled(frame.lotValue, frame.stratumStart, random);
  const residual = shuffled(frame.residual, frame.lotStart, random);
  const signs = Array.from({ length: frame.lots }, () => (random() < 0.5 ? -1 : 1));
  const scores = levels.map(([term, x]) => {
    const between = sumOver(frame.lots, (lot) => term.design.centredSteps[lot]! * values[lot]!);
    const within = sumOver(frame.wafers, (i) => signs[frame.lotOf[i]!]! * x[i]! * residual[i]!);
    return normalScore(term.between * between + term.within * within, term.skewness);
  });
  return Math.max(...scores);
}

describe('exchange of lots', () => {
  it('gives every level the sum over its lots, for any values, designs and number of lots', () => {
    const lot = fc.record({ value: fc.integer({ min: -1e6, max: 1e6 }), step: fc.nat(7), flag: fc.nat(1) });
    fc.assert(
      fc.property(fc.array(lot, { minLength: 2, maxLength: 70 }), fc.integer(), (lots, seed) => {
        const mean = sumOver(lots.length, (i) => lots[i]!.value) / lots.length;
        const lotValue = Float64Array.from(lots, ({ value }) => value - mean);
        const design = (steps: number[], bits: number) => ({ steps: Uint8Array.from(steps), bits }) as BetweenDesign;
        const designs = [
          design(
            lots.map((one) => one.step),
            3,
          ),
          null,
          design(
            lots.map((one) => one.flag),
            1,
          ),
        ];
        const frame = { lots: lots.length, lotValue, stratumStart: Int32Array.of(0, lots.length) } as LotFrame;
        const exchange = new LotExchange(frame, designs, 2 * SIDE_BY_SIDE);
        const weights = Float64Array.from(lots, (_, i) => Math.sin(i));
        const weighted = new Float64Array(2 * SIDE_BY_SIDE);
        exchange.draw(seededRandom(seed), weights, weighted);
        const random = seededRandom(seed);
        let values: Float64Array = lotValue;
        const reach = sumOver(lots.length, (i) => Math.abs(lotValue[i]!));
        for (let b = 0; b < weighted.length; b += 1) {
          values = shuffled(values, frame.stratumStart, random);
          expect(Math.abs(weighted[b]! - sumOver(lots.length, (i) => weights[i]! * values[i]!))).toBeLessThanOrEqual(
            1e-4 * reach,
          );
          for (const [level, one] of designs.entries()) {
            const sum = one ? sumOver(lots.length, (i) => one.steps[i]! * values[i]!) : 0;
            expect(Math.abs(exchange.sums[level * exchange.stride + b]! - sum)).toBeLessThanOrEqual(1e-4 * reach);
          }
        }
      }),
      { seed: 30, numRuns: 100 },
    );
  });
});

describe('signs of lots', () => {
  it('adds every contrast with its sign', () => {
    const contrasts = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 90 });
    fc.assert(
      fc.property(contrasts, fc.integer(), fc.constantFrom(32, 64, 128), (h, seed, rows) => {
        const flips = new SignFlips(h.length, rows);
        flips.draw(seededRandom(seed));
        flips.sum(Float64Array.from(h));
        for (let b = 0; b < rows; b += 1) {
          expect(flips.sums[b]).toBeCloseTo(
            sumOver(h.length, (lot) => flips.sign(lot, b) * h[lot]!),
            8,
          );
        }
      }),
      { seed: 31, numRuns: 50 },
    );
  });

  it('takes all combinations of a few lots equally often', () => {
    const flips = new SignFlips(5, 512);
    const random = seededRandom(3);
    const seen = new Map<string, number>();
    for (let batch = 0; batch < 200; batch += 1) {
      flips.draw(random);
      const signs = [0, 1, 2, 3, 4].map((lot) => flips.sign(lot, batch));
      seen.set(signs.join(), (seen.get(signs.join()) ?? 0) + 1);
      for (const lot of [0, 1, 2, 3, 4]) {
        expect(sumOver(512, (b) => flips.sign(lot, b))).toBe(0);
        expect(sumOver(512, (b) => flips.sign(lot, b) * flips.sign((lot + 1) % 5, b))).toBe(0);
      }
    }
    // 200 draws of 32 combinations: 6.25 of each on average; χ² with 31 degrees of freedom, 61.1 = its .999 quantile.
    const chiSquare = sumOver(32, (i) => (([...seen.values()][i] ?? 0) - 6.25) ** 2 / 6.25);
    expect(chiSquare).toBeLessThan(61.1);
  });
});

describe('the largest score by chance', () => {
  it('is distributed as if each permutation were drawn and added up by itself', () => {
    for (const [seed, lots] of [
      [1, 9],
      [2, 16],
      [3, 25],
      [4, 33],
    ] as const) {
      const input = problem(seed, lots, 0.5);
      const frame = lotFrame(input);
      const levels = exposures(input, frame).filter((exposure) => exposure.testable);
      const terms = scoreTerms(frame, levels, null);
      expect(terms.some((term) => term.within !== 0) && terms.some((term) => term.between !== 0)).toBe(true);
      const defined = terms.map((term) => [term, centredInLots(frame, term)] as const);
      const random = seededRandom(seed);
      const plain = Float64Array.from({ length: 1500 }, () => maximumOfOne(frame, defined, random)).sort();
      const fast = nullMaxima({ frame, terms, known: null, permutations: 10_000, random, best: 99 });
      for (const share of [0.5, 0.8, 0.9, 0.95, 0.99]) {
        const score = plain[Math.floor(share * plain.length)]!;
        const p = 1 - share;
        // Five standard errors of both, and what 20 exchanges of wafers within lots leave.
        const room = 5 * Math.sqrt(p * share * (1 / plain.length + 1 / 2000));
        expect(Math.abs(familyWiseP(fast, score) - p)).toBeLessThan(room);
      }
    }
  }, 60_000);

  it('is the same for the same seed, and so is each observed score, added up by itself', () => {
    const input = problem(8, 20, 1.5);
    const ask = () => commonality(input, { random: seededRandom(5) });
    expect(ask()).toEqual(ask());
    const frame = lotFrame(input);
    const terms = scoreTerms(
      frame,
      exposures(input, frame).filter((exposure) => exposure.testable),
      null,
    );
    for (const term of terms) {
      const between = sumOver(frame.lots, (lot) => term.design.centredSteps[lot]! * frame.lotValue[lot]!);
      const x = centredInLots(frame, term);
      const within = sumOver(frame.wafers, (i) => x[i]! * frame.residual[i]!);
      const score = normalScore(term.between * between + term.within * within, term.skewness);
      expect(observedScore(frame, term, null)).toBeCloseTo(score, 9);
    }
  });
});
