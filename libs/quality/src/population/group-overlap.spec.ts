import { describe, expect, it } from 'vitest';
import { overlapOf, wafersBeside } from './group-overlap.ts';

const wafer = (lotId: string, waferId: string) => ({ lotId, waferId });

describe('what two groups share', () => {
  it('are wafers, and lots with other wafers in each', () => {
    const first = [wafer('L1', 'W1'), wafer('L1', 'W2'), wafer('L2', 'W1'), wafer('L3', 'W1')];
    const second = [wafer('L1', 'W2'), wafer('L2', 'W2'), wafer('L4', 'W1')];
    expect(overlapOf(first, second)).toEqual({ sharedWafers: 1, sharedLots: 2, ownLots: 1, otherOwnLots: 1 });
    expect(overlapOf(first, first)).toMatchObject({ sharedWafers: 4, ownLots: 0, otherOwnLots: 0 });
    expect(overlapOf(first, [])).toEqual({ sharedWafers: 0, sharedLots: 0, ownLots: 3, otherOwnLots: 0 });
  });

  it('leaves the first group what the second does not name', () => {
    const first = [wafer('L1', 'W1'), wafer('L1', 'W2'), wafer('L2', 'W1')];
    expect(wafersBeside(first, [wafer('L1', 'W2'), wafer('L4', 'W1')])).toEqual([first[0], first[2]]);
    expect(wafersBeside(first, first)).toEqual([]);
  });

  it('tells wafers of lots apart whose names run into each other', () => {
    expect(overlapOf([wafer('A/B', 'C')], [wafer('A', 'B/C')]).sharedWafers).toBe(0);
  });
});
