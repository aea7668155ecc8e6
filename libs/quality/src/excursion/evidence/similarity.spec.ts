import { describe, expect, it } from 'vitest';
import { FactorKind, type ExcursionRecord } from '../excursion.ts';
import { excursionOf } from '../excursion.spec-support.ts';
import { likenessOf } from './similarity.ts';

const suspect = (toolId: string, chamber: string) =>
  ({ kind: FactorKind.CHAMBER, id: `${toolId}/${chamber}`, stepId: 'ETCH', toolId, chamber, pValue: 0.001 }) as const;
const bin = (name: string): Partial<ExcursionRecord> => {
  const subject = { kind: 'bin', product: 'A', insertion: 'CP1', name } as const;
  return { subject, reasons: [{ code: 'slow-shift', stream: subject, values: {} }] };
};

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
});
