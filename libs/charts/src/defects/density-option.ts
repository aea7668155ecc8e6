import { dayIn, formatDate, formatNumber, type Locale } from '@fabwright/facts';
import { niceScale } from '../scale/nice-scale.ts';
import { numberCell, textCell, type ChartTable } from '../table/chart-table.ts';
import {
  axisFurniture,
  axisLabel,
  baseOption,
  tooltipFurniture,
  tooltipLines,
  type ChartOption,
} from '../theme/chart-furniture.ts';
import { seriesToken, type ChartTheme } from '../theme/chart-theme.ts';

export interface DensityMark {
  readonly lotId: string;
  /** ISO 8601. */
  readonly at: string;
  readonly defects: number;
  readonly wafers: number;
  /** In 1/cm². */
  readonly density: number;
}

export interface DensityStep {
  readonly name: string;
  readonly marks: readonly DensityMark[];
}

/** Words of the screen's language; the units are symbols. */
export interface DensityWords {
  readonly density: string;
  readonly step: string;
  readonly lot: string;
  readonly time: string;
  readonly wafers: string;
  readonly defects: string;
}

export interface DensityView {
  /** At most six are told apart by colour; the rest share one. */
  readonly steps: readonly DensityStep[];
  readonly zone: string;
  readonly words: DensityWords;
}

const DECIMALS = 3;
const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;
const UNIT = '1/cm²';

/**
 * Defect density by lot over time, a line a step in the colours of `seriesToken`, from 0: a density has an absolute
 * floor. The legend is the page's.
 */
export function toDensityOption(view: DensityView, theme: ChartTheme, locale: Locale): ChartOption {
  const highest = Math.max(0.001, ...view.steps.flatMap(({ marks }) => marks.map(({ density }) => density)));
  const scale = niceScale(0, highest);
  return {
    ...baseOption(theme),
    grid: { left: 56, right: 16, top: 28, bottom: 24 },
    tooltip: { ...tooltipFurniture(theme), formatter: tooltip(view, locale) },
    xAxis: {
      ...axisFurniture(theme),
      type: 'time',
      minInterval: DAY_MS,
      axisLine: { show: true, lineStyle: { color: theme.colours['border-strong'] } },
      splitLine: { show: false },
      axisLabel: { ...axisLabel(theme), hideOverlap: true, formatter: (at: number) => dayOf(at, view, locale) },
    },
    yAxis: {
      ...axisFurniture(theme),
      type: 'value',
      min: 0,
      max: scale.max,
      interval: scale.interval,
      name: UNIT,
      nameTextStyle: { ...axisLabel(theme), align: 'right' },
      axisLabel: { ...axisLabel(theme), formatter: (value: number) => formatNumber(value, scale.decimals, locale) },
    },
    series: view.steps.map((step, index) => seriesOf(step, index, theme)),
  };
}

function seriesOf({ name, marks }: DensityStep, index: number, theme: ChartTheme): ChartOption {
  const colour = theme.colours[seriesToken(index)];
  return {
    id: `step-${index}`,
    name,
    type: 'line',
    symbol: 'circle',
    symbolSize: 6,
    showSymbol: true,
    lineStyle: { width: 1, color: colour },
    itemStyle: { color: colour },
    data: marks.map(({ at, density }) => [Date.parse(at), density]),
  };
}

function tooltip(view: DensityView, locale: Locale) {
  return ({ seriesIndex, dataIndex }: { seriesIndex: number; dataIndex: number }): string => {
    const step = view.steps[seriesIndex];
    const mark = step?.marks[dataIndex];
    if (step === undefined || mark === undefined) return '';
    const { words } = view;
    return tooltipLines([
      mark.lotId,
      `${words.step}: ${step.name}`,
      `${words.density}: ${formatNumber(mark.density, DECIMALS, locale)} ${UNIT}`,
      `${words.defects}: ${formatNumber(mark.defects, 0, locale)} · ${words.wafers}: ${formatNumber(mark.wafers, 0, locale)}`,
      dayOf(Date.parse(mark.at), view, locale),
    ]);
  };
}

/** With the year where the marks do not lie within one. */
function dayOf(at: number, { zone, steps }: DensityView, locale: Locale): string {
  const times = steps.flatMap(({ marks }) => marks.map((mark) => Date.parse(mark.at)));
  const year = Math.max(...times) - Math.min(...times) > YEAR_MS;
  return formatDate(dayIn(new Date(at), zone), locale, { year });
}

/** The same values as rows, for the table view and for export. */
export function densityTable(view: DensityView, caption: string, locale: Locale): ChartTable {
  const { words } = view;
  const text = (label: string) => ({ label, numeric: false });
  const numeric = (label: string) => ({ label, numeric: true });
  const whole = (value: number): string => formatNumber(value, 0, locale);
  return {
    caption,
    columns: [
      text(words.step),
      text(words.lot),
      text(words.time),
      numeric(words.wafers),
      numeric(words.defects),
      numeric(`${words.density} (${UNIT})`),
    ],
    rows: view.steps.flatMap(({ name, marks }) =>
      marks.map((mark) => [
        textCell(name),
        textCell(mark.lotId),
        textCell(formatDate(dayIn(new Date(mark.at), view.zone), locale)),
        numberCell(mark.wafers, whole),
        numberCell(mark.defects, whole),
        numberCell(mark.density, (value) => formatNumber(value, DECIMALS, locale)),
      ]),
    ),
  };
}
