import { formatWeek, weekRange } from '@fabwright/facts';
import { badgeLabel } from '@fabwright/language';
import { chosenSections } from '../content/chosen-sections.ts';
import { evidenceRows, numberFacts, reportSpans } from '../content/evidence.ts';
import { judgedBy, keyFigure } from '../content/key-figures.ts';
import { pageOneBlocks } from '../content/page-one-blocks.ts';
import type { Printing } from '../content/printing.ts';
import { reportId } from '../content/report-id.ts';
import { sharedWords } from '../content/shared-words.ts';
import type { KeyFigure, ReportBlock, ReportContent } from '../document/report-content.ts';
import { trendView } from '../figures/trend-svg.ts';
import { pageFrame, type Paper } from '../render/paper.ts';
import { weekCompleteness } from './week-completeness.ts';
import type { WeekReportFigures } from './week-report-figures.ts';
import { weekReportWords } from './week-report-words.ts';
import { lotsBelowFloor, WEEK_SECTIONS } from './week-sections.ts';

/** One decimal: a week stands alone, not beside others. */
const YIELD_DECIMALS = 1;

/** A finished week report. Pure: the same figures give the same content; its time is that of the newest lot. */
export function weekReportContent(
  figures: WeekReportFigures,
  { paper, sections }: { readonly paper: Paper; readonly sections?: readonly string[] | null | undefined },
  printing: Printing,
): ReportContent {
  const words = weekReportWords(printing.locale);
  const { narrative, productName, insertion, week } = figures;
  const numbered = numberFacts(figures.sheet, narrative);
  const newest = newestLot(figures);
  const content = {
    language: printing.locale,
    paper,
    title: words.title,
    subject: printing.asIs([productName, insertion, `${week.year} ${formatWeek(week)}`].join(' · ')),
    fab: printing.asIs(figures.fab),
    headline: reportSpans(narrative.headline, numbered),
    scope: scopeLine(figures, printing),
    keyFigures: weekKeyFigures(figures, printing),
    badge: badgeLabel(narrative.badge, printing.locale),
    paragraphs: narrative.paragraphs.map((paragraph) => reportSpans(paragraph, numbered)),
    pageOne: pageOne(figures, paper, printing),
    sections: chosenSections(WEEK_SECTIONS, sections, { ...figures, frame: pageFrame(paper) }, printing),
    evidence: evidenceRows(numbered, printing),
    completeness: weekCompleteness(figures, printing),
    dataTo: printing.timeWithZone(newest),
    livePath: figures.live,
    createdAt: newest,
  };
  return { ...content, reportId: printing.asIs(reportId(content)) };
}

/** End of the last first pass of the week: what the report reaches to. */
function newestLot({ lots, week, calendar }: WeekReportFigures): Date {
  const times = lots.flatMap((lot) => (lot.firstPassEndedAt ? [lot.firstPassEndedAt.getTime()] : []));
  return times.length === 0 ? weekRange(week, calendar).from : new Date(Math.max(...times));
}

function scopeLine({ week, calendar, lots, current }: WeekReportFigures, printing: Printing): string {
  const { firstDay, lastDay } = weekRange(week, calendar);
  return weekReportWords(printing.locale).scope(
    printing.days(firstDay, lastDay),
    printing.count(lots.length, 'lots'),
    printing.count(current.wafers, 'wafers'),
  );
}

function weekKeyFigures(figures: WeekReportFigures, printing: Printing): KeyFigure[] {
  const words = sharedWords(printing.locale);
  const own = weekReportWords(printing.locale);
  const { current, floor, losses } = figures;
  const { below, of } = lotsBelowFloor(figures);
  const [top] = losses;
  const percent = (value: number | null): string => printing.yield(value, YIELD_DECIMALS);
  return [
    keyFigure(words.final, percent(current.final), changeNote(figures, printing)),
    keyFigure(words.firstPass, percent(current.firstPass), printing.share(current.goodFirst, current.gross, 'dies')),
    keyFigure(words.record, percent(current.record), printing.count(current.records, 'records')),
    floor === null
      ? keyFigure(own.belowFloor, printing.asIs(null), own.noFloor)
      : keyFigure(own.belowFloor, printing.digits(below), printing.share(below, of, 'lots')),
    keyFigure(words.topLoss, printing.points(top?.loss), top ? printing.asIs(top.name) : words.noLoss),
  ];
}

/** The change with its interval; where there is none, what the yield is judged by. */
function changeNote({ change, floor, target, current }: WeekReportFigures, printing: Printing): string {
  if (!change) {
    return judgedBy({ floor, target }, printing) || printing.share(current.goodFinal, current.gross, 'dies');
  }
  const ends = [change.low, change.high].map((end) => printing.pointsDigits(end, YIELD_DECIMALS, true));
  return weekReportWords(printing.locale).change(
    printing.points(change.delta, YIELD_DECIMALS, true),
    `[${ends.join(', ')}]`,
  );
}

function pageOne(figures: WeekReportFigures, paper: Paper, printing: Printing): ReportBlock[] {
  const words = weekReportWords(printing.locale);
  const { trend, calendar, floor, target, losses, stack, geometry, narrative } = figures;
  return pageOneBlocks(
    {
      trend: trendView(trend, { calendar, floor, target }),
      losses,
      stack,
      geometry,
      mapsMissing: stack === null,
      captions: {
        trend: words.trendCaption(printing.asIs(figures.insertion)),
        stacked: words.stackedCaption(printing.count(stack?.wafers ?? 0, 'wafers')),
      },
    },
    narrative,
    pageFrame(paper),
    printing,
  );
}
