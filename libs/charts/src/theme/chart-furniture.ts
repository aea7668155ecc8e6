import type { ChartTheme } from './chart-theme.ts';

/** ECharts' options are deeply optional and change with each version; builders return them as plain data. */
export type ChartOption = Readonly<Record<string, unknown>>;

export const FONT_SIZE = 11;

/** What all charts share: font, no animation (a chart only moves when the same marks move), no legend. */
export function baseOption(theme: ChartTheme): ChartOption {
  return {
    animation: false,
    textStyle: { fontFamily: theme.fontFamily, fontSize: FONT_SIZE, color: theme.colours['ink-2'] },
    backgroundColor: 'transparent',
  };
}

/** Axis without line and ticks; labels in the axis tone. */
export function axisFurniture(theme: ChartTheme): ChartOption {
  return {
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: axisLabel(theme),
    splitLine: { lineStyle: { color: theme.colours['chart-grid'] } },
  };
}

export function axisLabel(theme: ChartTheme): ChartOption {
  return { color: theme.colours['chart-axis'], fontSize: FONT_SIZE, fontFamily: theme.fontFamily };
}

/** A tooltip as the product's popovers; its content comes from a formatter and holds no inline styles. */
export function tooltipFurniture(theme: ChartTheme): ChartOption {
  return {
    trigger: 'item',
    className: 'fw-tip',
    confine: true,
    transitionDuration: 0,
    backgroundColor: theme.colours.surface,
    borderColor: theme.colours['border-strong'],
    borderWidth: 1,
    padding: [6, 10],
    textStyle: { color: theme.colours['ink-2'], fontSize: 12, fontFamily: theme.fontFamily },
  };
}

/** Tooltip lines: the first strong. Every text is escaped, for names come from files. */
export function tooltipLines(lines: readonly (string | undefined)[]): string {
  const [first, ...rest] = lines.filter((line) => line !== undefined && line !== '');
  return [`<b>${escapeHtml(first ?? '')}</b>`, ...rest.map((line) => escapeHtml(line ?? ''))].join('<br>');
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
