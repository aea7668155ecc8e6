import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deviationOfSpread, pooledSpread } from './spread.ts';
import { sampleDeviation } from './within-lot-chart.ts';

const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 25 });

it('the spread of parts, pooled, is that of all their values', () => {
  fc.assert(
    fc.property(fc.array(values, { maxLength: 6 }), (parts) => {
      const single = (value: number) => ({ count: 1, mean: value, squares: 0 });
      const pooled = pooledSpread(parts.map((part) => pooledSpread(part.map(single))));
      const all = parts.flat();
      const expected = sampleDeviation(all);
      const found = deviationOfSpread(pooled);
      expect(pooled.count).toBe(all.length);
      if (expected === null || found === null) expect(found).toBe(expected);
      else expect(found).toBeCloseTo(expected, 9);
    }),
    { seed: 14 },
  );
});
