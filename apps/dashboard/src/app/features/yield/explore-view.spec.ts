import { describe, expect, it } from 'vitest';
import { toExploreView, type TrendParts } from './explore-view.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 9, 1);
const day = (at: number): string => new Date(START + at * DAY).toISOString();

const trend = (over: Partial<TrendParts> = {}): TrendParts => ({
  unit: '',
  isFraction: true,
  by: 'LOT',
  wafers: 2,
  lots: 2,
  pointsInAll: 2,
  excludedWafers: 0,
  floor: null,
  target: null,
  chartMissing: null,
  chart: null,
  from: day(0),
  to: day(10),
  groups: [{ label: null, wafers: 2, lots: 2, value: 0.9 }],
  points: {
    key: ['L1', 'L2'],
    group: [0, 0],
    at: [START, START + 10 * DAY],
    value: [0.9, 0.9],
    wafers: [1, 1],
    withinSd: [null, null],
  },
  statisticalLimits: [],
  events: [],
  notes: [],
  notFound: { lots: [], wafers: [], ahead: 0, excluded: 0, dies: null },
  ...over,
});

const words = {
  measure: 'Final yield',
  unknownGroup: 'not known',
  reason: () => ({ short: '', sentence: '' }),
  note: (text: string) => text,
};
const viewOf = (parts: TrendParts, over: Partial<Parameters<typeof toExploreView>[1]> = {}) =>
  toExploreView(parts, { ...words, ...over }, { zone: 'UTC' }, null);

describe('what a trend shows', () => {
  it('has approved limits where they held among its points: never before their day, none that come later', () => {
    const limit = { kind: 'SYL', program: null, limit1: 0.9, limit2: 0.88 };
    const { statisticalLimits } = viewOf(
      trend({
        statisticalLimits: [
          { ...limit, from: day(-20), to: day(4) },
          { ...limit, limit1: 0.91, from: day(4), to: null },
          { ...limit, limit1: 0.5, from: day(30), to: null },
        ],
      }),
    );
    expect(statisticalLimits.filter(({ name }) => name === 'SYL1')).toEqual([
      { name: 'SYL1', value: 0.9, from: START, to: START + 4 * DAY },
      { name: 'SYL1', value: 0.91, from: START + 4 * DAY, to: START + 10 * DAY },
    ]);
    expect(statisticalLimits.filter(({ name }) => name === 'SYL2')).toHaveLength(2);
  });

  it('names the program of limits where lots have several, and draws none without points', () => {
    const limits = [{ kind: 'SBL', program: 'CP_B', limit1: 0.1, limit2: 0.2, from: day(1), to: null }];
    expect(viewOf(trend({ statisticalLimits: limits })).statisticalLimits.map(({ name }) => name)).toEqual([
      'SBL1 CP_B',
      'SBL2 CP_B',
    ]);
    const points = { key: [], group: [], at: [], value: [], wafers: [], withinSd: [] };
    expect(viewOf(trend({ statisticalLimits: limits, points })).statisticalLimits).toEqual([]);
  });

  it('names sites as sites: a number alone says nothing at the end of a line', () => {
    const groups = ['3', '4'].map((label) => ({ label, wafers: 1, lots: 1, value: 0.9 }));
    const view = viewOf(trend({ groups }), { group: (number) => `Site ${number}` });
    expect(view.groups.map(({ label }) => label)).toEqual(['Site 3', 'Site 4']);
  });
});
