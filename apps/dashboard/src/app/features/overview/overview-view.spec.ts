import { describe, expect, it } from 'vitest';
import { toTrendView, toYieldChange, weeksText, type Overview } from './overview-view.ts';

const limits = { mean: 0.945, lower: 0.906, upper: 0.984, sigma: 0.013, lots: 20, method: 'moving range' };

function overviewWith(part: Partial<Pick<Overview, 'change'>>): Overview {
  const point = {
    key: 'K1',
    lotId: 'K1',
    value: 0.9,
    median7: null,
    wafers: 13,
    gross: 8099,
    withinSd: 0.01,
    complete: true,
  };
  return {
    fabNow: '2026-11-23T00:00:00Z',
    insertion: 'CP1',
    insertions: ['CP1'],
    currentWeek: '2026-W47',
    floor: 0.89,
    target: 0.95,
    period: { from: '2026-10-05T00:00:00Z', to: '2026-11-23T00:00:00Z', label: '2026-W41..2026-W48' },
    change: null,
    trend: {
      grouping: 'LOT',
      kind: 'FINAL',
      limitsMissing: null,
      excludedWafers: 0,
      limits: { ...limits, phaseOneFrom: '2026-10-05T00:00:00Z', phaseOneTo: '2026-10-15T00:00:00Z' },
      points: [
        {
          ...point,
          at: '2026-11-02T00:00:00Z',
          alarms: [
            { kind: 'sigma', rule: 'nelson-1', detail: '' },
            { kind: 'slope', rule: 'ewma', detail: '' },
            { kind: 'spread', rule: 's-limit', detail: '' },
          ],
        },
      ],
    },
    losses: [],
    products: [],
    latestLots: [],
    lotsBelowFloor: null,
    stacked: null,
    ...part,
  } as unknown as Overview;
}

describe('what the overview draws', () => {
  it('leaves the alarm on the spread within lots to its own chart', () => {
    const view = toTrendView(overviewWith({}), { zone: 'UTC' });
    expect(view.points[0]?.alarms).toEqual([
      { kind: 'sigma', rule: 'nelson-1' },
      { kind: 'slope', rule: 'ewma' },
    ]);
    expect(view.limits).toMatchObject({ lower: 0.906, upper: 0.984 });
  });

  it('claims a direction only when the interval leaves zero out', () => {
    const change = { delta: -0.018, low: -0.03, high: -0.006, baselineLabel: '2026-W41..2026-W46', conclusive: true };
    const read = toYieldChange(overviewWith({ change }));
    expect(read).toMatchObject({ reading: 'down', baseline: 'W41–W46' });
    expect(read?.halfWidth).toBeCloseTo(0.012);
    expect(toYieldChange(overviewWith({ change: { ...change, conclusive: false } }))?.reading).toBe('flat');
    expect(toYieldChange(overviewWith({ change: null }))).toBeNull();
  });

  it('shortens weeks', () => {
    expect(weeksText('2026-W41..2026-W48')).toBe('W41–W48');
    expect(weeksText('2026-W47')).toBe('W47');
  });
});
