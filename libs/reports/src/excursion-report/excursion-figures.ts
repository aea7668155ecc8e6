import {
  chartTheme,
  svgForPdf,
  toTimelineOption,
  waferGeometry,
  type SpanState,
  type TimelineView,
} from '@fabwright/charts';
import { renderSvg } from '@fabwright/charts/engine';
import { dayIn, fabWeek, formatDate, formatWeek } from '@fabwright/facts';
import type { Printing } from '../content/printing.ts';
import type { Figure } from '../document/report-content.ts';
import { drawFigure } from '../figures/draw-figure.ts';
import type { FigureLabels } from '../figures/figure-labels.ts';
import { toPx } from '../figures/figure-size.ts';
import { failRates, scaleEnd, stackedSvg } from '../figures/wafer-figures.ts';
import { CHINESE_FONT, LATIN_FONT } from '../render/fonts.ts';
import type { ExcursionReportFigures } from './excursion-report-figures.ts';
import { excursionReportWords, type ExcursionReportWords } from './excursion-report-words.ts';

const SPANS: readonly SpanState[] = ['usual', 'suspect', 'maintenance', 'hold'];

/** The screen's timeline of the same figures. */
export function timelineFigure(
  { timeline, calendar, excursion }: ExcursionReportFigures,
  size: { readonly widthPt: number; readonly heightPt: number },
  printing: Printing,
): Figure {
  const words = excursionReportWords(printing.locale);
  const frame = { title: words.timeline, caption: words.timelineCaption, heightPt: size.heightPt };
  return drawFigure(frame, words.timelineMissing, () => {
    if (!timeline) return null;
    const view = viewOf(timeline, calendar, excursion.insertion ?? null, words);
    const px = { widthPx: toPx(size.widthPt), heightPx: toPx(size.heightPt) };
    const option = toTimelineOption(view, chartTheme('print'), printing.locale, px);
    const svg = renderSvg(option, { width: px.widthPx, height: px.heightPx });
    return printing.figure(svgForPdf(svg, { latin: LATIN_FONT, chinese: CHINESE_FONT }), labelsOf(view, printing));
  });
}

function viewOf(
  timeline: NonNullable<ExcursionReportFigures['timeline']>,
  calendar: TimelineView['calendar'],
  insertion: string | null,
  words: ExcursionReportWords,
): TimelineView {
  return {
    from: timeline.from,
    to: timeline.to,
    calendar,
    spans: timeline.tool.flatMap(({ state, from, to, note }) => {
      const span = SPANS.find((one) => one === state);
      return span ? [{ state: span, from, to: to ?? timeline.to, label: note || words[span] }] : [];
    }),
    runs: timeline.runs,
    lots: timeline.lots.map((lot) => ({ ...lot, text: '' })),
    alarms: timeline.alarms.map(({ lotId, at, rule }) => ({
      lotId,
      at,
      affected: true,
      text: words.rule[rule] ?? rule,
    })),
    acts: timeline.people.map(({ act, at, who }) => ({ at, label: `${words.act[act] ?? act}: ${who}` })),
    words: {
      place: timeline.place ?? '',
      processed: words.processed,
      sorted: insertion === null ? words.sorted : `${insertion} ${words.sorted}`,
      alarms: words.alarms,
      people: words.people,
      lane: words.timeline,
      what: words.column.what,
      time: words.column.time,
      affected: words.column.cases,
      inLine: words.open,
    },
  };
}

const DAY_MS = 86_400_000;

/** Dates and weeks of the fab that the axis may print, and names of the data. */
function labelsOf(view: TimelineView, { locale }: Printing): FigureLabels {
  const { calendar, words } = view;
  const days: Date[] = [];
  for (let at = view.from.getTime() - DAY_MS; at <= view.to.getTime() + DAY_MS; at += DAY_MS / 2)
    days.push(new Date(at));
  return {
    values: [
      ...days.map((day) => formatDate(dayIn(day, calendar.zone), locale, { year: false })),
      ...days.map((day) => formatWeek(fabWeek(day, calendar))),
    ],
    names: [words.place, words.sorted, ...view.spans.map(({ label }) => label), ...view.acts.map(({ label }) => label)],
  };
}

/** Affected and other wafers on one scale, which is printed under both. */
export function stackFigures(
  { stacks, geometry }: ExcursionReportFigures,
  heightPt: number,
  printing: Printing,
): readonly [Figure, Figure] {
  const words = excursionReportWords(printing.locale);
  const full = stacks ? Math.max(...[stacks.affected, stacks.baseline].map((one) => scaleEnd(failRates(one)))) : 1;
  const draw = (group: 'affected' | 'baseline', title: string): Figure => {
    const stack = stacks?.[group] ?? null;
    const caption = stack ? printing.count(stack.wafers, 'wafers') : '';
    return drawFigure({ title, caption, heightPt }, words.mapsMissing, () =>
      stack && geometry ? stackedSvg(stack, waferGeometry(geometry), heightPt, printing, full) : null,
    );
  };
  return [draw('affected', words.affectedMap), draw('baseline', words.baselineMap)];
}
