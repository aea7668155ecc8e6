import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededNormals } from '../../test/seeded-normals.ts';
import { seededRandom } from '../inference/seeded-random.ts';
import { shuffleFirst } from '../inference/shuffle.ts';
import { commonality } from './commonality.ts';
import type { CategoricalFactor, CommonalityInput } from './commonality.types.ts';
import { exposures } from './exposure.ts';
import { hadamard } from './hadamard.ts';
import { LotExchange } from './lot-exchange.ts';
import { lotFrame } from './lot-frame.ts';
import type { LotFrame } from './lot-frame.ts';
import { familyWiseP, nullMaxima } from './null-maxima.ts';
import { normalScore, observedScores, scoreTerms } from './score-terms.ts';
import type { ScoreTerms } from './score-terms.ts';
import { SignFlips } from './sign-flips.ts';

// The engine draws permutations by the coset and transforms exchanges and signs; here every permutation is drawn by
// itself and every sum is added up wafer by wafer.

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
    const between = sumOver(frame.lots, (lot) => term.design[lot]! * values[lot]!);
    const within = sumOver(frame.wafers, (i) => signs[frame.lotOf[i]!]! * x[i]! * residual[i]!);
    return normalScore(term.between * between + term.within * within, term.skewness);
  });
  return Math.max(...scores);
}

const BATCH = 512;

/** Per permutation of a batch Σ design·value. */
function sumsOf(exchange: LotExchange, design: Float64Array): Float64Array {
  const sums = new Float64Array(BATCH);
  exchange.add(design, 1, sums);
  hadamard(sums, 0, BATCH, exchange.cosets, BATCH);
  return sums;
}

/** Per lot the value that each permutation gives it. */
const valuesOf = (exchange: LotExchange, lots: number): Float64Array[] =>
  Array.from({ length: lots }, (_, lot) =>
    sumsOf(
      exchange,
      Float64Array.from({ length: lots }, (__, i) => Number(i === lot)),
    ),
  );

function frameOf(sizes: readonly number[], value: (lot: number) => number): LotFrame {
  const stratumStart = Int32Array.from([0, ...sizes.map((_, i) => sumOver(i + 1, (s) => sizes[s]!))]);
  const lots = stratumStart.at(-1)!;
  return { lots, stratumStart, lotValue: Float64Array.from({ length: lots }, (_, lot) => value(lot)) } as LotFrame;
}

const sizesOfStrata = fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 4 });

describe('Walsh–Hadamard transform', () => {
  it('adds each value with the parity of the places in common, in one go or step by step in any order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), fc.integer(), (power, cut, seed) => {
        const n = 2 ** power;
        const random = seededRandom(seed);
        const values = Float64Array.from({ length: n + 2 }, () => random());
        const parity = (bits: number): number => (bits === 0 ? 1 : -parity(bits & (bits - 1)));
        const expected = Array.from({ length: n }, (_, b) => sumOver(n, (i) => parity(b & i) * values[i + 1]!));
        const middle = 2 ** Math.min(cut, power);
        const stepwise = values.slice();
        hadamard(stepwise, 1, n + 1, middle);
        hadamard(stepwise, 1, n + 1, 1, middle);
        const whole = values.slice();
        hadamard(whole, 1, n + 1);
        for (const found of [whole, stepwise]) {
          for (let b = 0; b < n; b += 1) expect(found[b + 1]).toBeCloseTo(expected[b]!, 9);
          expect([found[0], found[n + 1]]).toEqual([values[0], values[n + 1]]);
        }
      }),
      { seed: 29, numRuns: 60 },
    );
  });
});

describe('exchange of lots', () => {
  it('gives each stratum its own values in another order, and every level the sum over them', () => {
    fc.assert(
      fc.property(sizesOfStrata, fc.integer(), (sizes, seed) => {
        const frame = frameOf(sizes, (lot) => lot + 1);
        const exchange = new LotExchange(frame, BATCH);
        exchange.draw(seededRandom(seed));
        const values = valuesOf(exchange, frame.lots);
        const design = Float64Array.from({ length: frame.lots }, (_, lot) => Math.sin(lot + seed));
        const sums = sumsOf(exchange, design);
        for (let b = 0; b < BATCH; b += 23) {
          const all = values.map((ofLot) => ofLot[b]!);
          const sorted = sizes.flatMap((_, s) =>
            all.slice(frame.stratumStart[s], frame.stratumStart[s + 1]).sort((x, y) => x - y),
          );
          const furthest = Math.max(...sorted.map((value, lot) => Math.abs(value - frame.lotValue[lot]!)));
          expect(furthest).toBeLessThan(1e-8);
          const sum = sumOver(frame.lots, (lot) => design[lot]! * all[lot]!);
          expect(sums[b]).toBeCloseTo(sum, 8);
        }
      }),
      { seed: 30, numRuns: 25 },
    );
  });

  it('gives each lot each value of its stratum equally often, whichever permutation of the batch is looked at', () => {
    const frame = frameOf([6, 5], (lot) => lot);
    const exchange = new LotExchange(frame, BATCH);
    const random = seededRandom(12);
    const draws = 1200;
    const seen = new Float64Array(frame.lots * frame.lots);
    for (let draw = 0; draw < draws; draw += 1) {
      exchange.draw(random);
      const values = valuesOf(exchange, frame.lots);
      for (let lot = 0; lot < frame.lots; lot += 1)
        seen[lot * frame.lots + Math.round(values[lot]![draw % BATCH]!)]! += 1;
    }
    const chiSquare = [0, 1].reduce((sum, s) => {
      const [from, to] = [frame.stratumStart[s]!, frame.stratumStart[s + 1]!];
      const mean = draws / (to - from);
      for (let lot = from; lot < to; lot += 1) {
        for (let value = from; value < to; value += 1) sum += (seen[lot * frame.lots + value]! - mean) ** 2 / mean;
      }
      return sum;
    }, 0);
    // (6 − 1)² + (5 − 1)² = 41 degrees of freedom; 74.7 is the .999 quantile of χ².
    expect(chiSquare).toBeLessThan(74.7);
  });

  it('estimates a p nearly as precisely as permutations that are drawn one by one', () => {
    for (const sizes of [[100, 100], [40], [4, 5, 3, 9]]) {
      const normal = seededNormals(sizes.length);
      const frame = frameOf(sizes, normal);
      // A level whose lots lie together, as those of a recipe version do.
      const design = Float64Array.from({ length: frame.lots }, (_, lot) => Number(lot % sizes[0]! < 0.4 * sizes[0]!));
      const random = seededRandom(5);
      const exchange = new LotExchange(frame, BATCH);
      const draw = () => {
        exchange.draw(random);
        return sumsOf(exchange, design);
      };
      const all = Array.from({ length: 80 }, draw);
      const critical = all.flatMap((sums) => [...sums]).sort((a, b) => b - a)[Math.floor(0.05 * 80 * BATCH)]!;
      const shares = all.map((sums) => sums.filter((sum) => sum >= critical).length / BATCH);
      const mean = sumOver(80, (i) => shares[i]!) / 80;
      const variance = sumOver(80, (i) => (shares[i]! - mean) ** 2) / 79;
      // 1.44 times that of independent ones, times 1.56, the .999 quantile of χ²(79)/79.
      expect(variance / ((mean * (1 - mean)) / BATCH)).toBeLessThan(1.44 * 1.56);
    }
  });
});

describe('signs of lots', () => {
  it('adds every contrast with its sign', () => {
    const contrasts = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 90 });
    fc.assert(
      fc.property(contrasts, fc.integer(), fc.constantFrom(32, 64, 128), (h, seed, rows) => {
        const flips = new SignFlips(h.length, rows);
        flips.draw(seededRandom(seed));
        const sums = new Float64Array(rows);
        flips.lay(Float64Array.from(h), 0.5, sums);
        hadamard(sums, 0, rows);
        for (let b = 0; b < rows; b += 1) {
          expect(sums[b]).toBeCloseTo(
            sumOver(h.length, (lot) => flips.sign(lot, b) * 0.5 * h[lot]!),
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
    const scores = observedScores(frame, terms, null);
    for (const [level, term] of terms.entries()) {
      const between = sumOver(frame.lots, (lot) => term.design[lot]! * frame.lotValue[lot]!);
      const x = centredInLots(frame, term);
      const within = sumOver(frame.wafers, (i) => x[i]! * frame.residual[i]!);
      const score = normalScore(term.between * between + term.within * within, term.skewness);
      expect(scores[level]).toBeCloseTo(score, 9);
    }
  });
});
