import type { SignatureVector } from '@fabwright/analytics';
import { describe, expect, it } from 'vitest';
import { FactorKind, type ExcursionRecord } from '../excursion.ts';
import { excursionOf } from '../excursion.spec-support.ts';
import { likenessOf as likeness } from './similarity.ts';

const suspect = (toolId: string, chamber: string) =>
  ({ kind: FactorKind.CHAMBER, id: `${toolId}/${chamber}`, stepId: 'ETCH', toolId, chamber, pValue: 0.001 }) as const;
const bin = (name: string): Partial<ExcursionRecord> => {
  const subject = { kind: 'bin', product: 'A', insertion: 'CP1', name } as const;
  return { subject, reasons: [{ code: 'slow-shift', stream: subject, values: {} }] };
};

const likenessOf = (a: ExcursionRecord, b: ExcursionRecord, ...patterns: (SignatureVector | null)[]) =>
  likeness({ record: a, pattern: patterns[0] ?? null }, { record: b, pattern: patterns[1] ?? null });

/** A pattern that points into one direction, of a strength. */
const pattern = (angle: number, strength = 6): SignatureVector => ({
  rings: 1,
  sectors: 2,
  cells: [Math.cos(angle), Math.sin(angle)],
  strength,
});

describe('how alike two excursions are', () => {
  it('is 1 for the same, and the same both ways', () => {
    const one = excursionOf({ ...bin('12'), suspect: suspect('ETC-1', 'B') });
    const other = excursionOf({ ...bin('12'), suspect: suspect('ETC-1', 'C'), productId: 'B' });
    expect(likenessOf(one, one).similarity).toBe(1);
    expect(likenessOf(one, other)).toEqual(likenessOf(other, one));
  });

  it('weighs the suspect more than the product', () => {
    const one = excursionOf({ ...bin('12'), suspect: suspect('ETC-1', 'B') });
    const sameChamber = excursionOf({ ...bin('41'), suspect: suspect('ETC-1', 'B'), productId: 'B' });
    const sameProduct = excursionOf({ ...bin('41'), suspect: suspect('CMP-1', 'A') });
    expect(likenessOf(one, sameChamber).shared).toEqual(['chamber', 'tool', 'step']);
    expect(likenessOf(one, sameChamber).similarity).toBeGreaterThan(likenessOf(one, sameProduct).similarity);
  });

  it('does not count what neither has', () => {
    const one = excursionOf();
    expect(likenessOf(one, excursionOf({ excursionId: 'EX-0002' }))).toEqual({
      similarity: 1,
      shared: ['series', 'product'],
    });
  });

  it('compares where on the wafer they fail, by the angle between the patterns', () => {
    const [one, other] = [excursionOf(bin('12')), excursionOf({ ...bin('41'), productId: 'B' })];
    const without = likenessOf(one, other).similarity;
    const same = likenessOf(one, other, pattern(0), pattern(0.1));
    expect(same.shared).toEqual(['stack']);
    expect(same.similarity).toBeGreaterThan(without);
    expect(likenessOf(one, one, pattern(0), pattern(Math.PI / 2)).similarity).toBeLessThan(1);
    expect(likenessOf(one, one, pattern(1), pattern(1)).similarity).toBeCloseTo(1, 9);
  });

  it('takes a pattern as weak as chance for none', () => {
    const [one, other] = [excursionOf(bin('12')), excursionOf({ ...bin('12'), excursionId: 'EX-0002' })];
    expect(likenessOf(one, other, pattern(0), pattern(Math.PI / 2, 1.2))).toEqual(likenessOf(one, other));
  });
});
