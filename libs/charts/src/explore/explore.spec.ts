import { describe, expect, it } from 'vitest';
import '../engine/index.ts';
import { renderSvg } from '../engine/render-svg.ts';
import { chartTheme } from '../theme/chart-theme.ts';
import { brushArea, exploreFrame, pointsIn } from './explore-frame.ts';
import { toExploreGround, toExploreOption } from './explore-option.ts';
import { exploreDots, pointOfMark } from './explore-points.ts';
import { describeExplore, exploreTable } from './explore-text.ts';
import type { ExploreView } from './explore-view.ts';
import { rollingMedian } from './rolling-median.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 8, 28);
const SIZE = { widthPx: 900, heightPx: 330 };
const theme = chartTheme('light');
const WORDS = { key: 'Lot', group: 'Group', reasons: 'Why', statisticalLimits: 'Limits' };

function viewOf(values: readonly number[], over: Partial<ExploreView> = {}): ExploreView {
  return {
    measure: { name: 'Final yield', unit: '', isFraction: true },
    by: 'lot',
    calendar: { zone: 'UTC' },
    groups: [{ label: '', lots: values.length, value: 0.94 }],
    points: {
      key: values.map((_, at) => `L${at}`),
      group: values.map(() => 0),
      at: values.map((_, at) => START + at * DAY),
      value: values,
      wafers: values.map(() => 25),
    },
    limits: [],
    statisticalLimits: [],
    reasons: [],
    events: [],
    notes: [],
    floor: null,
    target: null,
    selected: null,
    highlight: null,
    ...over,
  };
}

interface Series {
  readonly id: string;
  readonly data: readonly (readonly (number | null)[])[];
  readonly itemStyle?: { color: string; opacity: number };
  readonly large?: boolean;
  readonly symbolSize?: number;
}
const seriesOf = (view: ExploreView): readonly Series[] =>
  toExploreOption(view, theme, 'en', SIZE)['series'] as readonly Series[];
const named = (view: ExploreView, id: string): Series | undefined => seriesOf(view).find((one) => one.id === id);

describe('a measure over time', () => {
  const values = [0.94, 0.95, 0.93, 0.94, 0.88];

  it('draws limits as steps, each with its own height, and says the newest at their right ends', () => {
    const limits = [
      { from: START, to: START + 2 * DAY, lower: 0.92, centre: 0.94, upper: 0.96 },
      { from: START + 2 * DAY, to: START + 4 * DAY, lower: 0.9, centre: 0.93, upper: 0.955 },
    ];
    const view = viewOf(values, { limits, floor: 0.89 });
    expect(named(view, 'limit-lower')?.data.map(([, value]) => value)).toEqual([0.92, 0.92, null, 0.9, 0.9, null]);
    const svg = renderSvg(toExploreOption(view, theme, 'en', SIZE), { width: 900, height: 330 });
    for (const text of ['UCL 95.5', 'LCL 90.0', 'Mean 93.0', 'Floor 89.0']) expect(svg).toContain(text);
  });

  it('draws approved limits from their day on and none before, names them at the right, and says them in the table', () => {
    const statisticalLimits = [
      { name: 'SYL1', from: START + DAY, to: START + 3 * DAY, value: 0.9 },
      { name: 'SYL1', from: START + 3 * DAY, to: START + 4 * DAY, value: 0.912 },
      { name: 'SYL2', from: START + DAY, to: START + 4 * DAY, value: 0.86 },
    ];
    const view = viewOf(values, { statisticalLimits });
    expect(named(view, 'statistical-SYL1')?.data).toEqual([
      [START + DAY, 0.9],
      [START + 3 * DAY, 0.9],
      [START + 3 * DAY, null],
      [START + 3 * DAY, 0.912],
      [START + 4 * DAY, 0.912],
      [START + 4 * DAY, null],
    ]);
    const svg = renderSvg(toExploreOption(view, theme, 'en', SIZE), { width: 900, height: 330 });
    for (const text of ['SYL1 91.2', 'SYL2 86.0']) expect(svg).toContain(text);
    expect(exploreFrame(view, SIZE).scale.min).toBeLessThanOrEqual(0.86);
    const { columns, rows } = exploreTable(view, WORDS, 'en');
    const place = columns.findIndex(({ label }) => label === 'Limits');
    expect(rows.map((row) => row[place]?.text)).toEqual([
      '',
      'SYL1 90.0 %, SYL2 86.0 %',
      'SYL1 90.0 %, SYL2 86.0 %',
      'SYL1 91.2 %, SYL2 86.0 %',
      'SYL1 91.2 %, SYL2 86.0 %',
    ]);
  });

  it('marks a point with the name of its rule and says why in the table', () => {
    const reasons = [{ index: 4, short: 'rule 1', sentence: 'Rule 1: one point beyond 3 σ, low.' }];
    const view = viewOf(values, { reasons });
    expect(renderSvg(toExploreOption(view, theme, 'en', SIZE), { width: 900, height: 330 })).toContain('rule 1');
    const table = exploreTable(view, WORDS, 'en');
    expect(table.rows[4]?.[5]?.text).toBe('Rule 1: one point beyond 3 σ, low.');
    expect(describeExplore(view, 'en')).toBe('Final yield of 5 lots, 28 Sep – 2 Oct 2026; overall 94.0 %; 1 alarm.');
  });

  it('fades what is not selected, and its table holds the selection alone', () => {
    const view = viewOf(values, { selected: Uint8Array.from([0, 0, 0, 1, 1]) });
    const layers = seriesOf(view).filter(({ id }) => id.startsWith('points'));
    expect(layers.map(({ data, itemStyle }) => [data.length, (itemStyle?.opacity ?? 0) > 0.5])).toEqual([
      [3, false],
      [2, true],
    ]);
    expect(exploreTable(view, WORDS, 'en').rows).toHaveLength(2);
  });

  it('gives six groups colours of their own, and tells one of more from the others', () => {
    const points = (count: number) => ({ ...viewOf(values).points, group: values.map((_, at) => at % count) });
    const groups = (count: number) =>
      Array.from({ length: count }, (_, group) => ({ label: `G${group}`, lots: 1, value: 0.9 }));
    const colours = (view: ExploreView): Set<string | undefined> =>
      new Set(
        seriesOf(view)
          .filter(({ id }) => id.startsWith('points'))
          .map(({ itemStyle }) => itemStyle?.color),
      );
    expect(colours(viewOf(values, { groups: groups(3), points: points(3) })).size).toBe(3);
    const many = viewOf(values, { groups: groups(8), points: points(5), highlight: 2 });
    expect(colours(many)).toEqual(new Set([theme.colours['cat-1'], theme.colours['cat-other']]));
  });

  it('collapses more than five changes to a lane without words', () => {
    const events = Array.from({ length: 6 }, (_, at) => ({ at: START + at * DAY, label: `PM ${at}` }));
    const svg = renderSvg(toExploreOption(viewOf(values, { events }), theme, 'en', SIZE), { width: 900, height: 330 });
    expect(svg).not.toContain('PM 3');
    expect(named(viewOf(values, { events }), 'events')?.data).toHaveLength(6);
  });

  it('leaves out the words of a change that would lie on those of its neighbours', () => {
    const events = ['PC-18', 'PC-19', 'PC-21'].map((label, at) => ({ at: START + DAY + at * 60_000, label }));
    const svg = renderSvg(toExploreOption(viewOf(values, { events }), theme, 'en', SIZE), { width: 900, height: 330 });
    expect(events.map(({ label }) => svg.includes(label))).toEqual([true, true, false]);
  });

  it('lifts the words of a change over the uppermost label of the axis', () => {
    const events = [START, START + 2 * DAY].map((at, place) => ({ at, label: `PC-2${place}` }));
    const { series } = toExploreOption(viewOf(values, { events }), theme, 'en', SIZE) as {
      series: readonly { markLine?: { data: readonly { name?: string; label: { distance: number } }[] } }[];
    };
    const lines = series.flatMap(({ markLine }) => markLine?.data ?? []);
    const [first, second] = events.map(({ label }) => lines.find(({ name }) => name === label)?.label.distance ?? 0);
    expect(first).toBeGreaterThan(second ?? 0);
  });

  it.each([
    ['no point', []],
    ['one wafer', [0.9]],
    ['all equal', [0.5, 0.5, 0.5]],
    ['all fail', [0, 0]],
  ])('holds with %s', (_, few) => {
    const option = toExploreOption(viewOf(few), theme, 'zh-CN', SIZE);
    expect(renderSvg(option, { width: 900, height: 330 })).toContain('<svg');
    const { scale } = exploreFrame(viewOf(few), SIZE);
    expect(scale.max).toBeGreaterThan(scale.min);
    expect(scale.min).toBeGreaterThanOrEqual(0);
  });

  it('draws twenty thousand points plainly, in one go a colour', () => {
    const plain = viewOf(Array.from({ length: 20_000 }, (_, at) => 0.9 + (at % 7) / 100));
    const points = { ...plain.points, at: plain.points.at.map((_, place) => START + place * (DAY / 100)) };
    const many = { ...plain, points };
    expect(seriesOf(many).find(({ id }) => id === 'points')?.large).toBe(true);
    expect(seriesOf(many).some(({ id }) => id.startsWith('course'))).toBe(false);
    // where the engine reads another column than the one that was meant, the dots leave the plot
    const drawn = renderSvg(toExploreOption(many, theme, 'en', SIZE), { width: 900, height: 330 });
    expect(drawn.match(/A1\.5 1\.5/g)?.length).toBeGreaterThanOrEqual(20_000);
  });

  it('keeps marks that lie on each other darker than one, however they are painted', () => {
    const pxOf = (count: number): number =>
      Number(named(viewOf(Array.from({ length: count }, () => 0.9)), 'points')?.symbolSize);
    expect(pxOf(1_000)).toBe(6);
    // from four px on the engine would make one shape of all
    for (const count of [1_001, 5_000, 5_001]) expect(pxOf(count)).toBeLessThan(4);
  });

  it.each([
    ['a point', [START, 0.9, 7], 7],
    ['a note', [START, 0.9], undefined],
    ['a limit', undefined, undefined],
  ])('knows the point of a mark: %s', (_, value, point) => {
    expect(pointOfMark(value)).toBe(point);
  });

  it('gives each mark the index of its point, also under a selection', () => {
    const selected = Uint8Array.from({ length: 20 }, (_, at) => at % 2);
    const view = viewOf(
      Array.from(selected.keys(), (at) => at / 20),
      { selected },
    );
    expect(pointOfMark(named(view, 'points')?.data[3])).toBe(7);
  });

  it('paints thousands of points apart, at their places, and leaves the rest as it is whatever is selected', () => {
    const count = 2_000;
    const values = Array.from({ length: count }, (_, at) => (at === 700 ? 0.9 : 0.5));
    const view = viewOf(values);
    const selected = Uint8Array.from({ length: count }, (_, index) => (index === 700 ? 0 : 1));
    const ground = toExploreGround(view, theme, 'en', SIZE);
    expect(JSON.stringify(toExploreGround({ ...view, selected }, theme, 'en', SIZE))).toBe(JSON.stringify(ground));
    const marks = (ground['series'] as readonly Series[]).filter(({ id }) => id.startsWith('points'));
    expect(marks.map(({ itemStyle }) => itemStyle?.opacity)).toEqual([0]);
    expect(marks[0]?.data[3 * 700 + 2]).toBe(700);

    const frame = exploreFrame(view, SIZE);
    const opacityOf = (shown: ExploreView): number => {
      const { pixels, ...place } = exploreDots(shown, theme, SIZE, 2);
      const [widthPx, heightPx] = [frame.right - frame.left, frame.bottom - frame.top];
      expect(place).toEqual({ left: frame.left, top: frame.top, widthPx, heightPx });
      expect([pixels.width, pixels.height]).toEqual([2 * widthPx, 2 * heightPx]);
      // the one point that stands out
      const x = (((view.points.at[700] ?? 0) - frame.from) / (frame.to - frame.from)) * pixels.width;
      const y = ((frame.scale.max - 0.9) / (frame.scale.max - frame.scale.min)) * pixels.height;
      return (pixels.data[4 * (Math.floor(y) * pixels.width + Math.floor(x)) + 3] ?? 0) / 255;
    };
    expect(opacityOf(view)).toBeCloseTo(0.85, 2);
    expect(opacityOf({ ...view, selected })).toBeCloseTo(0.18, 2);
  });

  it('writes its table when it is read, and once', () => {
    const view = viewOf(values);
    let read = 0;
    const points = {
      ...view.points,
      get at() {
        read += 1;
        return view.points.at;
      },
    };
    const table = exploreTable({ ...view, points }, WORDS, 'en');
    expect(read).toBe(0);
    expect(table.rows).toHaveLength(5);
    expect(table.rows).toBe(table.rows);
  });
});

describe('a brush', () => {
  const view = viewOf([0.9, 0.95, 0.85, 0.92]);
  const frame = exploreFrame(view, SIZE);
  const x = (at: number): number =>
    frame.left + ((START + at * DAY - frame.from) / (frame.to - frame.from)) * (frame.right - frame.left);
  const y = (value: number): number =>
    frame.top + ((frame.scale.max - value) / (frame.scale.max - frame.scale.min)) * (frame.bottom - frame.top);

  it('takes a rectangle in the plane, whichever corner comes first', () => {
    const area = brushArea(frame, { x: x(3.4), y: y(0.91) }, { x: x(0.6), y: y(0.96) });
    expect(pointsIn(view.points, area)).toEqual([1, 3]);
  });

  it('takes all values when it begins on the time axis', () => {
    const area = brushArea(frame, { x: x(0.6), y: frame.bottom + 9 }, { x: x(2.4), y: frame.top });
    expect(pointsIn(view.points, area)).toEqual([1, 2]);
  });

  it('ends at the edges of the plot', () => {
    const area = brushArea(frame, { x: -500, y: -500 }, { x: 5000, y: frame.bottom });
    expect(pointsIn(view.points, area)).toEqual([0, 1, 2, 3]);
  });
});

it('a rolling median forgets what is seven points old', () => {
  expect(rollingMedian([1, 3, 2])).toEqual([1, 2, 2]);
  expect(rollingMedian([100, 1, 1, 1, 1, 1, 1, 1]).at(-1)).toBe(1);
});
