import type { DieMapVersion } from '@fabwright/fab';
import { describe, expect, it } from 'vitest';
import { dieMapInForce } from './die-map-in-force.ts';

const version = (number: number, effectiveAt: string, grossDies: number | null): DieMapVersion => ({
  productId: 'A',
  version: number,
  grossDies,
  notch: 'down',
  axisX: 'right',
  axisY: 'up',
  effectiveAt: new Date(effectiveAt),
});
const versions = [version(2, '2026-06-01', 620), version(1, '2026-03-01', 600), version(3, '2026-06-01', 618)];

describe('the die map in force', () => {
  it.each([
    ['2026-01-01', 600, 'before the first: the first'],
    ['2026-04-01', 600, 'between two: the earlier'],
    ['2026-07-01', 618, 'of two from one day: the higher number'],
  ])('at %s has %d dies (%s)', (at, dies) => {
    expect(dieMapInForce(versions, new Date(at)).grossDies).toBe(dies);
  });

  it('is none for a product without a definition', () => {
    expect(dieMapInForce([], new Date())).toEqual({
      grossDies: null,
      orientation: { notch: 'down', axisX: 'right', axisY: 'up' },
    });
  });
});
