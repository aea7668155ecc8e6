import { describe, expect, it } from 'vitest';
import '../engine/index.ts';
import { renderSvg } from '../engine/render-svg.ts';
import { chartTheme } from '../theme/chart-theme.ts';
import type { GroupBoxesView, GroupViolin } from './group-boxes-view.ts';
import { describeGroupBoxes, groupBoxesTable, toGroupBoxesOption } from './group-boxes.ts';

const SIZE = { widthPx: 900, heightPx: 330 };
const theme = chartTheme('light');

describe('boxes of groups', () => {
  const box = { n: 12, p05: 0.88, p25: 0.9, median: 0.93, p75: 0.94, p95: 0.95, outliers: [0.8] };
  const view: GroupBoxesView = {
    measure: { name: 'Final yield', unit: '', isFraction: true },
    boxes: [
      { label: 'ETC-1/A', group: 0, ...box },
      { label: 'ETC-1/B', group: 1, ...box, median: 0.91 },
    ],
    highlight: null,
    groupsInAll: 2,
  };

  it('say n under each, and themselves in a sentence and a table', () => {
    const svg = renderSvg(toGroupBoxesOption(view, theme, 'en', SIZE), { width: 600, height: 260 });
    expect(svg).toContain('n=12');
    expect(describeGroupBoxes(view, 'en')).toBe('Final yield; ETC-1/A 93.0 % (n=12), ETC-1/B 91.0 % (n=12).');
    expect(groupBoxesTable(view, 'Group', 'en').rows[1]?.[4]?.text).toBe('91.0 %');
    const none = toGroupBoxesOption({ ...view, boxes: [] }, theme, 'en', SIZE);
    expect(renderSvg(none, { width: 600, height: 260 })).toContain('<svg');
  });

  it('leave room between each other where there are many', () => {
    const boxes = Array.from({ length: 40 }, (_, group) => ({ label: `L${group}`, group, ...box }));
    const { series } = toGroupBoxesOption({ ...view, boxes }, theme, 'en', { widthPx: 358, heightPx: 330 }) as {
      series: readonly { id: string; lineStyle?: { width: number } }[];
    };
    const width = series.find(({ id }) => id === 'box-0')?.lineStyle?.width ?? 0;
    expect(width).toBeGreaterThan(1);
    expect(width * boxes.length).toBeLessThan(300);
  });

  it('mark the one that differs in red and by a sign, grey the others, and say so', () => {
    const odd = { ...view, differs: 1 };
    const svg = renderSvg(toGroupBoxesOption(odd, theme, 'en', SIZE), { width: 600, height: 260 });
    expect(svg).toContain('◆ ETC-1/B');
    expect(colours(odd)).toEqual([theme.colours['cat-other'], theme.colours.alarm]);
    expect(colours({ ...view, differs: null })).toEqual([theme.colours['cat-other'], theme.colours['cat-other']]);
    expect(describeGroupBoxes(odd, 'en')).toMatch(/; ETC-1\/B differs from the others\.$/);
    expect(describeGroupBoxes(odd, 'zh-CN')).toContain('ETC-1/B 与其他组不同。');
  });
});

describe('violins of groups', () => {
  const box = { n: 40, p05: 1, p25: 2, median: 3, p75: 4, p95: 5, outliers: [] };
  const narrow: GroupViolin = { at: [2, 3, 4], density: [0, 1, 0] };
  const wide: GroupViolin = { at: [0, 3, 6], density: [0, 0.25, 0] };
  const view: GroupBoxesView = {
    measure: { name: 'VTH', unit: 'V', isFraction: false },
    boxes: [
      { label: 'A', group: 0, ...box, violin: narrow },
      { label: 'B', group: 1, ...box, violin: wide },
      { label: 'C', group: 2, ...box, n: 12, violin: null },
    ],
    highlight: null,
    groupsInAll: 3,
    shape: 'violin',
  };
  const api = {
    coord: ([place, value]: readonly [number, number]) => [100 * place + 50, 100 - 10 * value] as const,
    size: () => [100, 0] as const,
  };

  it('are drawn where a group has one and violins are asked for; other groups stay boxes', () => {
    const violins = seriesOf(view).find(({ id }) => id === 'violins');
    expect([0, 1, 2].map((dataIndex) => violins?.renderItem?.({ dataIndex }, api)?.type)).toEqual([
      'polygon',
      'polygon',
      undefined,
    ]);
    expect(seriesOf({ ...view, shape: 'box' }).some(({ id }) => id === 'violins')).toBe(false);
    const none = view.boxes.map((one) => ({ ...one, violin: null }));
    expect(seriesOf({ ...view, boxes: none }).some(({ id }) => id === 'violins')).toBe(false);
  });

  it('share one scale of density, so that equal areas hold equal shares', () => {
    const violins = seriesOf(view).find(({ id }) => id === 'violins');
    const areas = [0, 1].map((dataIndex) => area(violins?.renderItem?.({ dataIndex }, api)?.shape.points ?? []));
    // the triangles hold 1 and .75 of their groups
    expect((areas[1] ?? 0) / (areas[0] ?? 1)).toBeCloseTo(0.75, 6);
    const middle = violins?.renderItem?.({ dataIndex: 0 }, api)?.shape.points ?? [];
    expect(middle.map(([x]) => x)).toEqual([50, 93, 50, 50, 7, 50]);
  });

  it('keep their ends in the axis, and are an SVG for paper too', () => {
    const option = toGroupBoxesOption(view, chartTheme('print'), 'zh-CN', SIZE);
    expect(option['yAxis']).toMatchObject({ min: 0, max: 6 });
    const svg = renderSvg(option, { width: 600, height: 260 });
    expect(svg).toContain(`fill="${chartTheme('print').colours['cat-1']}"`);
  });
});

interface Series {
  readonly id: string;
  readonly data: readonly { readonly itemStyle?: { readonly color: string } }[];
  readonly renderItem?: (
    item: { dataIndex: number },
    api: object,
  ) => { type: string; shape: { points: readonly (readonly [number, number])[] } } | null;
}

function seriesOf(view: GroupBoxesView): readonly Series[] {
  return toGroupBoxesOption(view, theme, 'en', SIZE)['series'] as readonly Series[];
}

function colours(view: GroupBoxesView): (string | undefined)[] {
  return seriesOf(view)
    .find(({ id }) => id === 'medians')!
    .data.map(({ itemStyle }) => itemStyle?.color);
}

/** Shoelace formula. */
function area(points: readonly (readonly [number, number])[]): number {
  const twice = points.map(([x, y], at) => {
    const [nextX, nextY] = points[(at + 1) % points.length]!;
    return x * nextY - nextX * y;
  });
  return Math.abs(twice.reduce((sum, part) => sum + part, 0)) / 2;
}
