import { formatDateTime, type Locale } from '@fabwright/facts';
import { FONT_SIZE, type ChartOption } from '../theme/chart-furniture.ts';
import type { ChartTheme } from '../theme/chart-theme.ts';
import type { Lane, TimelineView } from './timeline-view.ts';

export interface Mark {
  readonly name: string;
  readonly value: readonly [number, number];
  readonly lines: readonly string[];
  readonly itemStyle?: ChartOption;
  readonly label?: ChartOption;
}

/** What all lanes are drawn with. */
export interface Plot {
  readonly view: TimelineView;
  readonly theme: ChartTheme;
  readonly locale: Locale;
  readonly pxPerMs: number;
  readonly yOf: (lane: Lane) => number;
}

export function runs(plot: Plot): ChartOption {
  const { view, theme, yOf, locale } = plot;
  const data: Mark[] = view.runs.map(({ lotId, at, affected, sorted }) => {
    const colour = theme.colours[affected ? 'alarm' : 'cat-1'];
    return {
      name: lotId,
      value: [at.getTime(), yOf('runs')],
      lines: [lotId, sorted ? '' : view.words.inLine, timeOf(at, view, locale)],
      itemStyle: sorted
        ? { color: colour, opacity: 1 }
        : { color: theme.colours.surface, borderColor: theme.colours.alarm, borderWidth: 1.25, opacity: 1 },
    };
  });
  return { id: 'runs', type: 'scatter', symbol: 'rect', symbolSize: [5, 12], z: 3, data };
}

export function lots({ view, theme, yOf, locale }: Plot): ChartOption {
  return {
    id: 'lots',
    type: 'scatter',
    z: 3,
    data: view.lots.map(({ lotId, at, affected, text }) => ({
      name: lotId,
      value: [at.getTime(), yOf('lots')],
      lines: [lotId, text, affected ? view.words.affected : '', timeOf(at, view, locale)],
      symbol: affected ? 'diamond' : 'circle',
      symbolSize: affected ? 11 : 5,
      itemStyle: { color: theme.colours[affected ? 'alarm' : 'cat-1'], opacity: 1 },
    })),
  };
}

export function alarms({ view, theme, yOf, locale }: Plot): ChartOption {
  return {
    id: 'alarms',
    type: 'scatter',
    symbol: 'triangle',
    symbolSize: 10,
    z: 3,
    itemStyle: { color: theme.colours.alarm, opacity: 1 },
    data: view.alarms.map(
      ({ lotId, at, text }): Mark => ({
        name: lotId,
        value: [at.getTime(), yOf('alarms')],
        lines: [lotId, text, timeOf(at, view, locale)],
      }),
    ),
  };
}

export function people({ view, theme, yOf, locale }: Plot): ChartOption {
  const last = view.acts.length - 1;
  return {
    id: 'people',
    type: 'scatter',
    symbolSize: 8,
    z: 3,
    itemStyle: { color: theme.colours.surface, borderColor: theme.colours['ink-2'], borderWidth: 1.5, opacity: 1 },
    data: view.acts.map(
      ({ at, label }, index): Mark => ({
        name: label,
        value: [at.getTime(), yOf('people')],
        lines: [label, timeOf(at, view, locale)],
        // the newest one is written out; the others are read at their marks
        ...(index === last
          ? {
              label: {
                show: true,
                position: 'left',
                distance: 6,
                width: 200,
                overflow: 'truncate',
                formatter: () => label,
                color: theme.colours['ink-2'],
                fontSize: FONT_SIZE,
              },
            }
          : {}),
      }),
    ),
  };
}

export function timeOf(at: Date, { calendar }: TimelineView, locale: Locale): string {
  return formatDateTime(at, calendar.zone, locale, { year: false });
}

export function timesOf(from: Date, to: Date, view: TimelineView, locale: Locale): string {
  return `${timeOf(from, view, locale)} – ${timeOf(to, view, locale)}`;
}
