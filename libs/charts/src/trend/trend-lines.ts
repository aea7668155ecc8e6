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

/** Horizontal lines from edge to edge, without labels. */
export function limitLines(view: TrendView, theme: ChartTheme, locale: Locale): ChartOption[] {
  return linesOf(view, locale).map(({ name, value, token, dash }) => ({
    name,
    yAxis: value,
    lineStyle: { color: theme.colours[token], type: dash, width: 1.25 },
    label: { show: false },
  }));
}

/**
 * The lines' labels at their right ends, each with its value. They hang on invisible marks, because ECharts can't
 * move the label of a line sideways from it, and neighbouring lines need that.
 * @param plot right end of the time axis, and what turns a distance of labels into px
 */
export function limitLabels(
  view: TrendView,
  theme: ChartTheme,
  locale: Locale,
  plot: { readonly right: number; readonly scale: NiceScale; readonly heightPx: number },
): ChartOption {
  const lines = linesOf(view, locale);
  const pxPerUnit = plot.heightPx / (plot.scale.max - plot.scale.min);
  const shifts = spreadLabels(
    lines.map(({ value }) => (plot.scale.max - value) * pxPerUnit),
    LABEL_HEIGHT_PX,
  );
  return {
    id: 'line-labels',
    type: 'scatter',
    silent: true,
    clip: false,
    symbolSize: 1,
    itemStyle: { color: 'transparent', opacity: 1 },
    data: lines.map(({ name, value, token }, index) => ({
      value: [plot.right, value],
      label: {
        show: true,
        position: 'right',
        distance: 6,
        offset: [0, shifts[index] ?? 0],
        formatter: `${name} ${formatNumber(toPercent(value), PRECISION.yield, locale)}`,
        color: theme.colours[token],
        fontSize: FONT_SIZE,
      },
    })),
  };
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
