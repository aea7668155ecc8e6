import { waferGeometry } from '@fabwright/charts';
import type { Printing } from '../content/printing.ts';
import { sharedWords } from '../content/shared-words.ts';
import type { Figure, ReportBlock, ReportSection } from '../document/report-content.ts';
import { drawFigure } from '../figures/draw-figure.ts';
import { FIGURE_GAP_PT } from '../figures/figure-size.ts';
import { paretoSvg } from '../figures/pareto-svg.ts';
import { stackedSvg } from '../figures/wafer-figures.ts';
import type { PageFrame } from '../render/paper.ts';
import type { LowLotFigures, WeekLotFigures, WeekReportFigures } from './week-report-figures.ts';
import { weekReportWords } from './week-report-words.ts';

/** A week with the pages that it is set on. */
export type WeekPages = WeekReportFigures & { readonly frame: PageFrame };

/** As many lots as a reader looks at one by one: two pages of them. */
const MOST_LOTS = 6;
/** One decimal, as on page one. */
const YIELD_DECIMALS = 1;
/** Three lots fill a page. */
const HEIGHT_PT = 190;

/** Of the lots of a week those that read lowest, the lowest first; a lot without a final yield is none of them. */
export function lowestLots(lots: readonly WeekLotFigures[]): { readonly lotId: string; readonly final: number }[] {
  return lots
    .flatMap(({ lotId, yields }) => (typeof yields?.final === 'number' ? [{ lotId, final: yields.final }] : []))
    .sort((a, b) => a.final - b.final || a.lotId.localeCompare(b.lotId))
    .slice(0, MOST_LOTS);
}

/** Lot by lot what it lost, beside where its dies failed. */
export function lowestSection(figures: WeekPages, printing: Printing): ReportSection {
  const words = weekReportWords(printing.locale);
  const { lowest } = figures;
  const [first] = lowest;
  return {
    heading: first
      ? words.lowestAnswer(printing.asIs(first.lotId), printing.yield(first.final, YIELD_DECIMALS))
      : words.lowestHeading,
    short: words.lowestHeading,
    lead: words.lowestLead,
    blocks:
      lowest.length === 0
        ? [{ kind: 'text', text: words.noLots }]
        : lowest.map((lot) => lotBlock(lot, figures, printing)),
  };
}

function lotBlock(lot: LowLotFigures, figures: WeekPages, printing: Printing): ReportBlock {
  return { kind: 'figures', figures: [lossFigure(lot, figures, printing), mapFigure(lot, figures, printing)] };
}

function lossFigure({ lotId, final, losses }: LowLotFigures, { frame }: WeekPages, printing: Printing): Figure {
  const { missing, lossesCaption } = sharedWords(printing.locale);
  const width = (frame.contentWidth - FIGURE_GAP_PT) / 2;
  const title = `${printing.asIs(lotId)} · ${printing.yield(final, YIELD_DECIMALS)}`;
  // What could not be computed says nothing of dies.
  const reason = losses === null ? '' : missing.losses;
  return drawFigure(
    { title, caption: lossesCaption, heightPt: HEIGHT_PT },
    reason,
    () => losses && paretoSvg(losses, printing, width, HEIGHT_PT),
  );
}

function mapFigure({ stack }: LowLotFigures, { geometry }: WeekPages, printing: Printing): Figure {
  const { figure, missing } = sharedWords(printing.locale);
  const wafers = printing.count(stack?.wafers ?? 0, 'wafers');
  const frame = {
    title: figure.stacked,
    caption: weekReportWords(printing.locale).stackedCaption(wafers),
    heightPt: HEIGHT_PT,
  };
  return drawFigure(frame, stack === null ? missing.maps : missing.stacked, () =>
    stack && geometry && stack.wafers > 0 ? stackedSvg(stack, waferGeometry(geometry), HEIGHT_PT, printing) : null,
  );
}
