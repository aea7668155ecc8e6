import { addMonths, monthKey, monthRange } from '@fabwright/facts';
import { badgeLabel } from '@fabwright/language';
import { threeYieldsOf } from '@fabwright/quality';
import { chosenSections, shareOf } from '../content/chosen-sections.ts';
import { evidenceRows, numberFacts, reportSpans } from '../content/evidence.ts';
import { keyFigure } from '../content/key-figures.ts';
import type { Printing } from '../content/printing.ts';
import { reportId } from '../content/report-id.ts';
import { sharedWords } from '../content/shared-words.ts';
import type { KeyFigure, ReportContent } from '../document/report-content.ts';
import { pageFrame, type Paper } from '../render/paper.ts';
import { monthCompleteness } from './month-completeness.ts';
import { monthPageOne } from './month-page-one.ts';
import type { MonthReportFigures } from './month-report-figures.ts';
import { monthReportWords } from './month-report-words.ts';
import { MONTH_SECTIONS } from './month-sections.ts';

const YIELD_DECIMALS = 1;

/** A finished monthly summary. Pure: the same figures give the same content; its time is that of the newest lot. */
export function monthReportContent(
  figures: MonthReportFigures,
  { paper, sections }: { readonly paper: Paper; readonly sections?: readonly string[] | null | undefined },
  printing: Printing,
): ReportContent {
  const words = monthReportWords(printing.locale);
  const { narrative, portfolio, month, calendar } = figures;
  const numbered = numberFacts(figures.sheet, narrative);
  const newest = portfolio.newestLotAt ?? monthRange(month, calendar).from;
  const content = {
    language: printing.locale,
    paper,
    title: words.title,
    subject: printing.asIs([figures.productName ?? words.allProducts, monthKey(month)].join(' · ')),
    fab: printing.asIs(figures.fab),
    headline: reportSpans(narrative.headline, numbered),
    scope: scopeLine(figures, printing),
    keyFigures: monthKeyFigures(figures, printing),
    badge: badgeLabel(narrative.badge, printing.locale),
    paragraphs: narrative.paragraphs.map((paragraph) => reportSpans(paragraph, numbered)),
    pageOne: monthPageOne(figures, pageFrame(paper), printing),
    sections: chosenSections(MONTH_SECTIONS, sections, figures, printing),
    evidence: evidenceRows(numbered, printing),
    completeness: monthCompleteness(figures, printing),
    dataTo: printing.timeWithZone(newest),
    livePath: figures.live,
    createdAt: newest,
  };
  return { ...content, reportId: printing.asIs(reportId(content)) };
}

function scopeLine({ month, calendar, portfolio }: MonthReportFigures, printing: Printing): string {
  const days = (one: MonthReportFigures['month']): string => {
    const { firstDay, lastDay } = monthRange(one, calendar);
    return printing.days(firstDay, lastDay);
  };
  const tested = portfolio.products.filter(({ final }) => final !== null);
  return monthReportWords(printing.locale).scope(
    days(month),
    days(addMonths(month, -1)),
    shareOf(tested, portfolio.products, 'products', printing),
    printing.count(portfolio.lots, 'lots'),
    printing.count(portfolio.total.wafers, 'wafers'),
  );
}

function monthKeyFigures(figures: MonthReportFigures, printing: Printing): KeyFigure[] {
  const { portfolio } = figures;
  const words = monthReportWords(printing.locale);
  const { change } = portfolio;
  return [
    keyFigure(
      sharedWords(printing.locale).final,
      printing.yield(threeYieldsOf(portfolio.total).final, YIELD_DECIMALS),
      change
        ? partNote(change.total, printing, printing.points(change.total.valuePp / 100, 1, true))
        : words.noComparison,
    ),
    missingFigure(figures, printing),
    ...partFigures(figures, printing),
    excursionFigure(figures, printing),
  ];
}

type Part = NonNullable<MonthReportFigures['portfolio']['change']>['total'];

/** The value, where it does not stand by itself, with its interval. */
function partNote({ interval }: Part, printing: Printing, value = ''): string {
  if ('kind' in interval) return value;
  const ends = [interval.low, interval.high].map((end) => printing.pointsDigits(end / 100, YIELD_DECIMALS, true));
  return monthReportWords(printing.locale)
    .change(value, `[${ends.join(', ')}]`)
    .trim();
}

function partFigures({ portfolio, productName }: MonthReportFigures, printing: Printing): KeyFigure[] {
  const words = monthReportWords(printing.locale);
  const { change } = portfolio;
  const figure = (label: string, part: Part | undefined, note: string): KeyFigure =>
    keyFigure(
      label,
      printing.points(part ? part.valuePp / 100 : null, YIELD_DECIMALS, true),
      part ? partNote(part, printing) || note : note,
    );
  if (productName !== null) {
    return [keyFigure(words.mix, printing.asIs(null), words.oneProduct)];
  }
  return [figure(words.within, change?.within, words.noComparison), figure(words.mix, change?.mix, words.noComparison)];
}

function missingFigure({ portfolio }: MonthReportFigures, printing: Printing): KeyFigure {
  const words = monthReportWords(printing.locale);
  const { shortfall } = portfolio;
  if (!shortfall) return keyFigure(words.missing, printing.asIs(null), words.noTarget);
  if (shortfall.dies <= 0) return keyFigure(words.missing, printing.count(0, 'dies'), words.targetsMet);
  const wafers = printing.count(Math.round(shortfall.wafers), 'wafers');
  return keyFigure(words.missing, printing.count(Math.round(shortfall.dies), 'dies'), words.missingNote(wafers));
}

function excursionFigure({ portfolio }: MonthReportFigures, printing: Printing): KeyFigure {
  const words = monthReportWords(printing.locale);
  const { excursions } = portfolio;
  const contained = excursions.filter(({ containedAt }) => containedAt !== null);
  const note =
    excursions.length === 0
      ? words.noExcursions
      : words.contained(shareOf(contained, excursions, 'excursions', printing));
  return keyFigure(words.excursions, printing.digits(excursions.length), note);
}
