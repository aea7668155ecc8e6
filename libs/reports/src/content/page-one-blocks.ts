import { waferGeometry, type TrendView } from '@fabwright/charts';
import type { StackedDies } from '@fabwright/contracts';
import { pageOneHeights, type PageOneWords } from '../document/page-one-heights.ts';
import type { Figure, ReportBlock } from '../document/report-content.ts';
import { drawFigure } from '../figures/draw-figure.ts';
import { FIGURE_GAP_PT } from '../figures/figure-size.ts';
import { paretoSvg } from '../figures/pareto-svg.ts';
import { trendSvg } from '../figures/trend-svg.ts';
import { stackedSvg, type DieGridFigures } from '../figures/wafer-figures.ts';
import type { PageFrame } from '../render/paper.ts';
import type { Printing } from './printing.ts';
import { sharedWords } from './shared-words.ts';
import type { LossRow } from './tables.ts';

/** What the pictures of page 1 are drawn from. */
export interface PageOneFigures {
  /** Null when it could not be computed. */
  readonly trend: TrendView | null;
  readonly losses: readonly (LossRow & { readonly slot: number })[];
  /** Null without wafer maps. */
  readonly stack: StackedDies | null;
  readonly geometry: DieGridFigures | null;
  /** The maps are there, but could not be read. */
  readonly mapsMissing: boolean;
  readonly captions: { readonly trend: string; readonly stacked: string };
}

/** Trend, and under it losses beside the stacked map, as high as the words above leave room. */
export function pageOneBlocks(
  figures: PageOneFigures,
  words: PageOneWords,
  frame: PageFrame,
  printing: Printing,
): ReportBlock[] {
  const half = (frame.contentWidth - FIGURE_GAP_PT) / 2;
  const { trend, pair } = pageOneHeights(words, frame, printing.locale);
  return [
    { kind: 'figure', figure: trendFigure(figures, { widthPt: frame.contentWidth, heightPt: trend }, printing) },
    {
      kind: 'figures',
      figures: [lossFigure(figures, { widthPt: half, heightPt: pair }, printing), mapFigure(figures, pair, printing)],
    },
  ];
}

interface FigureSize {
  readonly widthPt: number;
  readonly heightPt: number;
}

function trendFigure(
  { trend, captions }: PageOneFigures,
  { widthPt, heightPt }: FigureSize,
  printing: Printing,
): Figure {
  const { figure, missing } = sharedWords(printing.locale);
  const frame = { title: figure.trend, caption: captions.trend, heightPt };
  return drawFigure(frame, missing.trend, () => trend && trendSvg(trend, printing, widthPt, heightPt));
}

function lossFigure({ losses }: PageOneFigures, { widthPt, heightPt }: FigureSize, printing: Printing): Figure {
  const { figure, missing, lossesCaption } = sharedWords(printing.locale);
  const frame = { title: figure.losses, caption: lossesCaption, heightPt };
  return drawFigure(frame, missing.losses, () => paretoSvg(losses, printing, widthPt, heightPt));
}

function mapFigure(figures: PageOneFigures, heightPt: number, printing: Printing): Figure {
  const { stack, geometry, mapsMissing, captions } = figures;
  const { figure, missing } = sharedWords(printing.locale);
  const frame = { title: figure.stacked, caption: captions.stacked, heightPt };
  return drawFigure(frame, mapsMissing ? missing.maps : missing.stacked, () =>
    stack && geometry ? stackedSvg(stack, waferGeometry(geometry), heightPt, printing) : null,
  );
}
