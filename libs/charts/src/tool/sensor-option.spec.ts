import { describe, expect, it } from 'vitest';
import type { ExploreView } from '../explore/explore-view.ts';
import { chartTheme } from '../theme/chart-theme.ts';
import { sensorTable, toSensorOption } from './sensor-option.ts';

const theme = chartTheme('light');
const HOUR = 3_600_000;
const view: ExploreView = {
  measure: { name: 'pressure mean', unit: 'mTorr', isFraction: false },
  by: 'lot',
  calendar: { zone: 'UTC', weekStart: 1 },
  groups: [{ label: '', lots: 2, value: 40 }],
  points: { key: ['L1', 'L2'], group: [0, 0], at: [100 * HOUR, 200 * HOUR], value: [40, 41], wafers: [2, 2] },
  limits: [],
  statisticalLimits: [],
  reasons: [],
  events: [],
  notes: [],
  floor: null,
  target: null,
  selected: null,
  highlight: null,
};
const seasoning = [{ key: 'S1', at: 210 * HOUR, value: 55, wafers: 1 }];
const draw = (runs: typeof seasoning) =>
  toSensorOption({ view, seasoning: runs, word: 'Seasoning' }, theme, 'en', {
    widthPx: 800,
    heightPx: 300,
  });
interface Axis {
  min: number;
  max: number;
}
const axis = (option: Record<string, unknown>, name: 'xAxis' | 'yAxis') => option[name] as Axis;

describe('a sensor with seasoning runs', () => {
  it('draws them hollow and inside the axes', () => {
    const drawn = draw(seasoning);
    const series = drawn['series'] as { id: string; symbol: string; data: unknown[] }[];
    expect(series.at(-1)).toMatchObject({ id: 'seasoning', itemStyle: { color: theme.colours.surface } });
    expect(
      series
        .slice(0, -1)
        .flatMap(({ data }) => JSON.stringify(data ?? ''))
        .join(),
    ).not.toContain('55');
    expect(axis(drawn, 'xAxis').max).toBeGreaterThan(210 * HOUR);
    expect(axis(drawn, 'yAxis').max).toBeGreaterThanOrEqual(55);
  });

  it('marks the time as far as it is drawn, with or without points that are tested', () => {
    const late = [{ key: 'S1', at: 900 * HOUR, value: 41, wafers: 1 }];
    const ticks = ({ axisLabel }: { axisLabel: { customValues: number[] } }): number[] => axisLabel.customValues;
    const lastTick = (option: Record<string, unknown>): number =>
      Math.max(...ticks(option['xAxis'] as { axisLabel: { customValues: number[] } }));
    expect(lastTick(draw(late))).toBeGreaterThan(600 * HOUR);
    const none = { ...view, points: { key: [], group: [], at: [], value: [], wafers: [] } };
    const alone = toSensorOption({ view: none, seasoning: late, word: 'Seasoning' }, theme, 'en', {
      widthPx: 800,
      heightPx: 300,
    });
    expect(axis(alone, 'xAxis').min).toBeGreaterThan(890 * HOUR);
  });

  it('says of each in the table that it was not tested', () => {
    const words = { key: 'Lot', group: 'Group', reasons: 'Why' };
    const { rows } = sensorTable({ view, seasoning, word: 'Seasoning' }, words, 'en');
    expect(rows).toHaveLength(3);
    expect(rows[2]?.map(({ text }) => text)).toEqual(expect.arrayContaining(['S1', '55.00 mTorr', 'Seasoning']));
  });
});
