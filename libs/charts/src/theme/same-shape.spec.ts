import * as echarts from 'echarts/core';
import { describe, expect, it } from 'vitest';
import '../engine/index.ts';
import { toExploreOption } from '../explore/explore-option.ts';
import type { ExploreView } from '../explore/explore-view.ts';
import { toGroupBoxesOption } from '../explore/group-boxes.ts';
import type { GroupBoxesView } from '../explore/group-boxes-view.ts';
import { toParetoOption } from '../pareto/pareto-option.ts';
import type { ParetoView } from '../pareto/pareto-view.ts';
import type { ChartOption } from './chart-furniture.ts';
import { chartTheme } from './chart-theme.ts';
import { sameShape } from './same-shape.ts';

const SIZE = { widthPx: 700, heightPx: 300 };
const theme = chartTheme('light');

/** The drawing of the last option, after those before it were drawn on the same chart; without the engine's own ids. */
function drawn(options: readonly ChartOption[], anew: (before: ChartOption, option: ChartOption) => boolean): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: SIZE.widthPx, height: SIZE.heightPx });
  try {
    options.forEach((option, at) => {
      const before = options[at - 1];
      chart.setOption({ ...option, animation: false }, { notMerge: !before || anew(before, option) });
    });
    return chart.renderToSVGString().replaceAll(/zr\d+-[\w-]+/g, 'id');
  } finally {
    chart.dispose();
  }
}

/** Whether a chart that is told what changed shows the same as one whose old drawing is thrown away. */
function expectNothingLeft(...options: readonly ChartOption[]): void {
  const kept = drawn(options, (before, option) => !sameShape(before, option));
  expect(kept).toBe(drawn(options, () => true));
  expect(kept).not.toBe(drawn(options.slice(0, -1), () => true));
}

const START = Date.UTC(2026, 8, 28);
const DAY = 86_400_000;

function trend(selected: (at: number) => 0 | 1): ChartOption {
  const values = Array.from({ length: 40 }, (_, at) => 0.9 + 0.04 * Math.sin(at));
  const view: ExploreView = {
    measure: { name: 'Final yield', unit: '', isFraction: true },
    by: 'lot',
    calendar: { zone: 'UTC' },
    groups: [{ label: '', lots: values.length, value: 0.9 }],
    points: {
      key: values.map((_, at) => `L${at}`),
      group: values.map(() => 0),
      at: values.map((_, at) => START + at * DAY),
      value: values,
      wafers: values.map(() => 25),
    },
    limits: [{ from: START, to: START + 39 * DAY, lower: 0.86, centre: 0.9, upper: 0.94 }],
    statisticalLimits: [],
    reasons: [{ index: 3, short: 'rule 1', sentence: 'Above +3 σ.' }],
    events: [{ at: START + 9 * DAY, label: 'PM' }],
    notes: [],
    floor: 0.87,
    target: null,
    selected: Uint8Array.from(values, (_, at) => selected(at)),
    highlight: null,
  };
  return toExploreOption(view, theme, 'en', SIZE);
}

const pareto = (losses: ParetoView['losses']): ChartOption => toParetoOption({ losses }, theme, 'en');

describe('an option drawn into the drawing of another', () => {
  const early = trend((at) => (at < 12 ? 1 : 0));
  const late = trend((at) => (at > 20 ? 1 : 0));
  const all = trend(() => 1);

  it('is told from one that needs a drawing of its own', () => {
    expect(sameShape(early, late)).toBe(true);
    expect(sameShape(early, all)).toBe(false);
    expect(sameShape({ a: 1 }, { b: 1 })).toBe(false);
    expect(sameShape({ series: [{ id: 'a', data: [1] }] }, { series: [{ id: 'a', data: [] }] })).toBe(true);
    expect(sameShape({ series: [{ id: 'a' }] }, { series: [{ id: 'b' }] })).toBe(false);
    expect(sameShape({ series: [{ type: 'bar', label: { show: true } }] }, { series: [{ type: 'bar' }] })).toBe(false);
    expect(sameShape({ xAxis: { max: null } }, { xAxis: { max: {} } })).toBe(false);
  });

  it('leaves nothing of it behind: a selection in a trend', () => {
    expectNothingLeft(early, late);
    expectNothingLeft(early, late, early);
    expectNothingLeft(early, all, late);
  });

  it('leaves nothing of it behind: other bars, fewer of them', () => {
    const many = pareto([
      { number: 11, name: 'Contact chain open', slot: 1, loss: 0.0253, baseline: 0.0079, change: 0.0174 },
      { number: 12, name: 'IDDQ leakage', slot: 2, loss: 0.0146, baseline: null, change: null },
      { number: 40, name: 'Rest', slot: 9, loss: 0.001, baseline: 0.002, change: -0.001 },
    ]);
    const few = pareto([{ number: 12, name: 'IDDQ leakage', slot: 2, loss: 0.02, baseline: 0.01, change: 0.01 }]);
    expect(sameShape(many, few)).toBe(true);
    expectNothingLeft(many, few);
    expectNothingLeft(few, many);
  });

  it('leaves nothing of it behind: boxes of other groups', () => {
    const boxes = (...labels: readonly string[]): ChartOption => {
      const view: GroupBoxesView = {
        measure: { name: 'Final yield', unit: '', isFraction: true },
        boxes: labels.map((label, at) => ({
          label,
          group: at,
          n: 8 + at,
          p05: 0.8,
          p25: 0.85 + at / 100,
          median: 0.9,
          p75: 0.93,
          p95: 0.96,
          outliers: at === 0 ? [0.7] : [],
        })),
        highlight: null,
        groupsInAll: 3,
      };
      return toGroupBoxesOption(view, theme, 'en', SIZE);
    };
    expectNothingLeft(boxes('A', 'B', 'C'), boxes('D', 'B', 'C'));
    expectNothingLeft(boxes('A', 'B', 'C'), boxes('B'));
    expectNothingLeft(boxes('B'), boxes('A', 'B', 'C'));
  });
});
