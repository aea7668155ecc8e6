import { describe, expect, it } from 'vitest';
import { renderSvg } from '../engine/index.ts';
import { chartTheme } from '../theme/chart-theme.ts';
import { timelineTable } from './timeline-text.ts';
import { toTimelineOption } from './timeline-option.ts';
import { causeLink, lanesOf, type TimelineView } from './timeline-view.ts';

const at = (day: number): Date => new Date(Date.UTC(2026, 9, day));
const view: TimelineView = {
  from: at(1),
  to: at(30),
  calendar: { zone: 'Asia/Taipei', weekStart: 1 },
  spans: [
    { state: 'usual', from: at(1), to: at(10), label: 'As usual' },
    { state: 'suspect', from: at(10), to: at(30), label: 'Under suspicion' },
    { state: 'maintenance', from: at(9), to: at(9), label: 'focus ring replaced {b} <b>' },
  ],
  runs: [
    { lotId: 'L2', at: at(12), affected: true, sorted: true },
    { lotId: 'L1', at: at(11), affected: true, sorted: true },
    { lotId: 'L3', at: at(13), affected: false, sorted: false },
  ],
  lots: [
    { lotId: 'L1', at: at(24), affected: true, text: '81.0 %' },
    { lotId: 'L0', at: at(20), affected: false, text: '94.0 %' },
    { lotId: 'L2', at: at(25), affected: true, text: '82.0 %' },
  ],
  alarms: [{ lotId: 'L1', at: at(24), affected: true, text: 'floor' }],
  acts: [{ at: at(26), label: 'Acknowledged: Chen Yu' }],
  words: {
    place: 'ETC-207/B',
    processed: 'Processed',
    sorted: 'CP1 sort',
    alarms: 'Alarms',
    people: 'People',
    lane: 'Lane',
    what: 'What',
    time: 'Time',
    affected: 'affected',
    inLine: 'in line',
  },
};
const size = { widthPx: 760, heightPx: 190 };

interface Series {
  readonly id: string;
  readonly data: readonly { readonly name?: string; readonly value?: readonly number[]; readonly symbol?: string }[];
  readonly markLine?: unknown;
}
const seriesOf = (of: TimelineView): Map<string, Series> => {
  const { series } = toTimelineOption(of, chartTheme('light'), 'en', size) as unknown as { series: Series[] };
  return new Map(series.map((one) => [one.id, one]));
};

describe('the timeline of an excursion', () => {
  it('joins the first run of an affected lot with the sort of that very lot', () => {
    expect(causeLink(view)).toEqual({ lotId: 'L1', from: at(11), to: at(24) });
    expect(causeLink({ ...view, lots: [] })).toBeNull();
    const curve = seriesOf(view).get('cause')!.data as unknown as [number, number][];
    expect(curve[0]![0]).toBe(at(11).getTime());
    expect(curve.at(-1)![0]).toBe(at(24).getTime());
    for (const [step, [x]] of curve.entries()) if (step > 0) expect(x).toBeGreaterThan(curve[step - 1]![0]);
  });

  it('tells affected lots by shape', () => {
    const shapes = seriesOf(view)
      .get('lots')!
      .data.map(({ name, symbol }) => [name, symbol]);
    expect(shapes).toEqual([
      ['L1', 'diamond'],
      ['L0', 'circle'],
      ['L2', 'diamond'],
    ]);
  });

  it('marks the maintenance before the suspect time, with its note as plain text', () => {
    expect(seriesOf(view).get('span-2')!.markLine).toBeDefined();
    const svg = renderSvg(toTimelineOption(view, chartTheme('print'), 'en', size), { width: 760, height: 190 });
    expect(svg).toContain('focus ring replaced {b} &lt;b&gt;');
  });

  it('leaves the lanes of a tool away where none is known', () => {
    const unknown = { ...view, spans: [], runs: [], words: { ...view.words, place: '' } };
    expect(lanesOf(unknown).map(({ lane }) => lane)).toEqual(['lots', 'alarms', 'people']);
    expect([...seriesOf(unknown).keys()]).toEqual(['lanes', 'lots', 'alarms', 'people']);
  });

  it('gives each mark as a row', () => {
    const { rows } = timelineTable(view, 'Timeline', 'en');
    expect(rows).toHaveLength(11);
    expect(rows.map((row) => row[1]!.text)).toContain('L3, in line');
    expect(rows[3]![2]!.value).toBe('2026-10-12T00:00:00.000Z');
  });
});
