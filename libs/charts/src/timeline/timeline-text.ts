import { formatDateTime, type Locale } from '@fabwright/facts';
import { textCell, type ChartTable, type TableCell } from '../table/chart-table.ts';
import type { TimelineView } from './timeline-view.ts';

/** The drawn marks as rows, lane by lane and in time within each: for the table view and for export. */
export function timelineTable(view: TimelineView, caption: string, locale: Locale): ChartTable {
  const { words } = view;
  const time = (at: Date): TableCell => ({
    text: formatDateTime(at, view.calendar.zone, locale),
    value: at.toISOString(),
  });
  const row = (lane: string, what: string, at: Date): TableCell[] => [textCell(lane), textCell(what), time(at)];
  const noted = (...texts: string[]): string => texts.filter((text) => text !== '').join(', ');
  return {
    caption,
    columns: [words.lane, words.what, words.time].map((label) => ({ label, numeric: false })),
    rows: [
      ...view.spans.map(({ label, from }) => row(words.place, label, from)),
      ...view.runs.map(({ lotId, at, sorted }) => row(words.processed, noted(lotId, sorted ? '' : words.inLine), at)),
      ...view.lots.map(({ lotId, at, affected, text }) =>
        row(words.sorted, noted(lotId, text, affected ? words.affected : ''), at),
      ),
      ...view.alarms.map(({ lotId, at, text }) => row(words.alarms, noted(lotId, text), at)),
      ...view.acts.map(({ at, label }) => row(words.people, label, at)),
    ],
  };
}
