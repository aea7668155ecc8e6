import { chartTheme, svgForPdf, toParetoOption, type BinLossView } from '@fabwright/charts';
import { renderSvg } from '@fabwright/charts/engine';
import type { Printing } from '../content/printing.ts';
import { CHINESE_FONT, LATIN_FONT } from '../render/fonts.ts';
import { paretoLabels } from './figure-labels.ts';
import { toPx } from './figure-size.ts';

/** As many bars as the screen shows; the rest stands in the table. */
export const MOST_BARS = 8;

/** Losses by the screen's own option; null without a loss. Sizes in points. */
export function paretoSvg(
  losses: readonly BinLossView[],
  printing: Printing,
  widthPt: number,
  heightPt: number,
): string | null {
  if (losses.length === 0) return null;
  const shown = losses.slice(0, MOST_BARS);
  const option = toParetoOption({ losses: shown }, chartTheme('print'), printing.locale);
  const svg = renderSvg(option, { width: toPx(widthPt), height: toPx(heightPt) });
  return printing.figure(
    svgForPdf(svg, { latin: LATIN_FONT, chinese: CHINESE_FONT }),
    paretoLabels(shown, printing.locale),
  );
}
