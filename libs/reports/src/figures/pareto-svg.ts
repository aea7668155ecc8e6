import { chartTheme, svgForPdf, toParetoOption, type BinLossView } from '@fabwright/charts';
import { renderSvg } from '@fabwright/charts/engine';
import type { Locale } from '@fabwright/facts';
import { CHINESE_FONT, LATIN_FONT } from '../render/fonts.ts';
import { toPx } from './figure-size.ts';

/** As many bars as the screen shows; the rest stands in the table. */
export const MOST_BARS = 8;

/** Losses by the screen's own option; null without a loss. Sizes in points. */
export function paretoSvg(
  losses: readonly BinLossView[],
  locale: Locale,
  widthPt: number,
  heightPt: number,
): string | null {
  if (losses.length === 0) return null;
  const option = toParetoOption({ losses: losses.slice(0, MOST_BARS) }, chartTheme('print'), locale);
  const svg = renderSvg(option, { width: toPx(widthPt), height: toPx(heightPt) });
  return svgForPdf(svg, { latin: LATIN_FONT, chinese: CHINESE_FONT });
}
