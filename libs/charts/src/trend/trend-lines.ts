import { formatNumber, PRECISION, toPercent, type Locale } from '@fabwright/facts';
import { spreadLabels } from '../scale/label-spread.ts';
import type { NiceScale } from '../scale/nice-scale.ts';
import { chartWords } from '../text/chart-words.ts';
import { FONT_SIZE, type ChartOption } from '../theme/chart-furniture.ts';
import type { ChartTheme, ColourToken } from '../theme/chart-theme.ts';
import type { TrendEvent, TrendView } from './trend-view.ts';

interface Line {
  readonly name: string;
  readonly value: number;
  readonly token: ColourToken;
  readonly dash: string | readonly number[];
}

const LABEL_HEIGHT_PX = 13;

/** Horizontal lines, each labelled at its right end with its value; labels are moved apart where lines are close. */
export function limitLines(
  view: TrendView,
  theme: ChartTheme,
  locale: Locale,
  plot: { readonly scale: NiceScale; readonly plotHeight: number },
): ChartOption[] {
  const lines = linesOf(view, locale);
  const pxPerUnit = plot.plotHeight / (plot.scale.max - plot.scale.min);
  const shifts = spreadLabels(
    lines.map(({ value }) => (plot.scale.max - value) * pxPerUnit),
    LABEL_HEIGHT_PX,
  );
  return lines.map((line, index) => ({
    name: line.name,
    yAxis: line.value,
    lineStyle: { color: theme.colours[line.token], type: line.dash, width: 1.25 },
    label: {
      position: 'end',
      distance: 6,
      offset: [0, shifts[index] ?? 0],
      formatter: `${line.name} ${formatNumber(toPercent(line.value), PRECISION.yield, locale)}`,
      color: theme.colours[line.token],
      fontSize: FONT_SIZE,
    },
  }));
}

function linesOf(view: TrendView, locale: Locale): Line[] {
  const words = chartWords(locale);
  const { limits, floor, target } = view;
  const lines: (Line | null)[] = [
    limits ? { name: 'UCL', value: limits.upper, token: 'chart-limit', dash: [5, 4] } : null,
    limits ? { name: words.mean, value: limits.mean, token: 'ink-3', dash: 'solid' } : null,
    limits ? { name: 'LCL', value: limits.lower, token: 'chart-limit', dash: [5, 4] } : null,
    typeof target === 'number' ? { name: words.target, value: target, token: 'chart-target', dash: [10, 5] } : null,
    typeof floor === 'number' ? { name: words.floor, value: floor, token: 'chart-limit', dash: 'solid' } : null,
  ];
  return lines.filter((line) => line !== null);
}

/** Dotted verticals with a short label on top. */
export function eventLines(events: readonly TrendEvent[], theme: ChartTheme): ChartOption[] {
  return events.map(({ at, label }) => ({
    name: label,
    xAxis: at.getTime(),
    lineStyle: { color: theme.colours['chart-event'], type: [1, 3], width: 1 },
    label: { position: 'end', distance: 4, formatter: label, color: theme.colours['ink-2'], fontSize: FONT_SIZE },
  }));
}
