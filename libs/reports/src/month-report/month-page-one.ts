import type { TrendView } from '@fabwright/charts';
import type { Printing } from '../content/printing.ts';
import { sharedWords } from '../content/shared-words.ts';
import { pageOneHeights } from '../document/page-one-heights.ts';
import type { ReportBlock } from '../document/report-content.ts';
import { drawFigure } from '../figures/draw-figure.ts';
import { FIGURE_GAP_PT } from '../figures/figure-size.ts';
import { paretoSvg } from '../figures/pareto-svg.ts';
import { trendSvg } from '../figures/trend-svg.ts';
import type { PageFrame } from '../render/paper.ts';
import type { MonthReportFigures } from './month-report-figures.ts';
import { monthReportWords } from './month-report-words.ts';
import { targetedProducts } from './month-sections.ts';

/** The months so far, and under them what is lost beside which products lack how much to their target. */
export function monthPageOne(figures: MonthReportFigures, frame: PageFrame, printing: Printing): ReportBlock[] {
  const words = monthReportWords(printing.locale);
  const { figure, missing, lossesCaption } = sharedWords(printing.locale);
  const { trend, pair } = pageOneHeights(figures.narrative, frame, printing.locale);
  const half = (frame.contentWidth - FIGURE_GAP_PT) / 2;
  const { losses } = figures.portfolio;
  return [
    {
      kind: 'figure',
      figure: drawFigure({ title: words.trend, caption: words.trendCaption, heightPt: trend }, missing.trend, () =>
        trendSvg(monthTrend(figures), printing, frame.contentWidth, trend),
      ),
    },
    {
      kind: 'figures',
      figures: [
        drawFigure({ title: figure.losses, caption: lossesCaption, heightPt: pair }, missing.losses, () =>
          paretoSvg(losses, printing, half, pair),
        ),
        drawFigure({ title: words.gap, caption: words.gapCaption, heightPt: pair }, words.noGap, () =>
          paretoSvg(gapsOf(figures), printing, half, pair),
        ),
      ],
    },
  ];
}

/** A point a month at its first day; months without dies are left out. */
function monthTrend({ portfolio, calendar }: MonthReportFigures): TrendView {
  return {
    yieldKind: 'final',
    grouping: 'month',
    calendar,
    points: portfolio.trend.flatMap(({ key, from, final, sums, complete }) =>
      final === null
        ? []
        : [
            {
              ...{ key, at: from, value: final, median: null, wafers: sums.wafers, gross: sums.gross, alarms: [] },
              incomplete: !complete,
            },
          ],
    ),
    limits: null,
  };
}

/** Products below their target, the widest gap first, as the pareto draws losses. */
function gapsOf({ portfolio }: MonthReportFigures) {
  return targetedProducts(portfolio.products)
    .below.map(({ productName, final, target }, at) => ({
      number: at + 1,
      name: productName,
      slot: 0,
      loss: (target ?? 0) - (final ?? 0),
      baseline: null,
      change: null,
    }))
    .sort((a, b) => b.loss - a.loss || a.number - b.number);
}
