import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../inference/seeded-random.ts';
import { countAllFlips, countRandomFlips } from './sign-coins.ts';

/** As it is defined: a coin a term and draw, one after the other. */
function countedPlainly(terms: readonly number[], reach: number, draws: number, seed: number): number {
  const uniform = seededRandom(seed);
  const sums = Array.from({ length: draws }, () =>
    terms.reduce((sum, term) => sum + (uniform() < 0.5 ? -term : term), 0),
  );
  return sums.filter((sum) => Math.abs(sum) >= reach).length;
}

const question = fc.record({
  terms: fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 70 }),
  reach: fc.double({ min: 0, max: 300, noNaN: true }),
  draws: fc.constantFrom(0, 1, 40),
  seed: fc.constantFrom(1, 2),
});

describe('random flips of signs', () => {
  it('are counted as one coin after the other, whatever was asked before', () => {
    fc.assert(
      fc.property(fc.array(question, { minLength: 1, maxLength: 6 }), (questions) => {
        for (const { terms, reach, draws, seed } of questions) {
          const counted = countRandomFlips(Float64Array.from(terms), reach, draws, seed);
          expect(counted).toBe(countedPlainly(terms, reach, draws, seed));
        }
      }),
    );
  });

  it('come from all ways where terms are few', () => {
    expect(countAllFlips(Float64Array.of(1, 2, 4), 7)).toBe(2);
    expect(countAllFlips(Float64Array.of(1, 2, 4), 5)).toBe(4);
    expect(countAllFlips(Float64Array.of(1, 2, 4), 0)).toBe(8);
  });
});
