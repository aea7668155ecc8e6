import { describe, expect, it } from 'vitest';
import { readExploreLink } from './explore-link.ts';
import { isEmptyBin, reasonOfNoPoint, unknownHighlight, unknownSplit } from './explore-missing.ts';
import type { Catalogue } from './explore.store.ts';
import type { TrendParts } from './explore-view.ts';

const catalogue = {
  bins: [{ number: 5, name: 'Leakage' }],
  steps: [{ stepId: '4210' }],
  programRevisions: ['R15'],
} as unknown as Catalogue;
const choiceOf = (link: Record<string, string>) => readExploreLink(link).choice;
const trendOf = (labels: readonly (string | null)[]): TrendParts =>
  ({ groups: labels.map((label) => ({ label })), points: { key: ['L1'] } }) as unknown as TrendParts;

describe('what a link asks for and the data don’t have', () => {
  it('is a bin without a die, but never before the bins are known', () => {
    expect(isEmptyBin({ kind: 'BIN', bin: 777 }, catalogue)).toBe(true);
    expect(isEmptyBin({ kind: 'BIN', bin: 5 }, catalogue)).toBe(false);
    expect(isEmptyBin({ kind: 'BIN', bin: 777 }, null)).toBe(false);
    expect(isEmptyBin({ kind: 'FINAL_YIELD' }, catalogue)).toBe(false);
  });

  it('is a step that no wafer left, or a parameter that none has', () => {
    expect(reasonOfNoPoint(choiceOf({ at: '9999' }), catalogue)).toBe('noTrackOut');
    expect(reasonOfNoPoint(choiceOf({ at: '4210', y: 'test:9' }), catalogue)).toBe('noValue');
  });

  it('may be the filters’ doing, which is said instead', () => {
    expect(reasonOfNoPoint(choiceOf({ y: 'test:9', 'f.tool': 'ETC-207' }), catalogue)).toBeNull();
    const noWafers = { ...catalogue, programRevisions: [] };
    expect(reasonOfNoPoint(choiceOf({ y: 'test:9' }), noWafers)).toBeNull();
    expect(reasonOfNoPoint(choiceOf({ y: 'test:9' }), null)).toBeNull();
  });

  it('is a split or a highlight of which nothing is known', () => {
    const split = choiceOf({ split: 'chamber:9999', hl: 'C' });
    expect(unknownSplit(split, trendOf([null]))).toBe('chamber:9999');
    expect(unknownSplit(split, trendOf([null, 'A']))).toBeNull();
    expect(unknownSplit(choiceOf({}), trendOf([null]))).toBeNull();
    expect(unknownHighlight(split, trendOf(['A', 'B']))).toBe('C');
    expect(unknownHighlight(split, trendOf(['A', 'C']))).toBeNull();
    expect(unknownHighlight(split, null)).toBeNull();
  });
});
