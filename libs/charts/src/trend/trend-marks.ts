import { FONT_SIZE } from '../theme/chart-furniture.ts';
import type { ChartTheme } from '../theme/chart-theme.ts';
import { leadingAlarm, ruleName, type TrendAlarmKind, type TrendPoint, type TrendView } from './trend-view.ts';

export interface PointMark {
  readonly name: string;
  readonly value: readonly [at: number, value: number];
  readonly symbol: string;
  readonly symbolSize: number;
  readonly itemStyle: Readonly<Record<string, unknown>>;
  readonly label?: Readonly<Record<string, unknown>>;
}

/** Shape tells the alarm, so that grey print keeps it: floor diamond, σ triangle, slope square. */
const SHAPES: Readonly<Record<TrendAlarmKind, string>> = { floor: 'diamond', sigma: 'triangle', slope: 'rect' };
const PLAIN_PX = 6;
const ALARM_PX = 9;

/** A mark a point; one that broke a rule carries the rule's number. */
export function pointMarks(view: TrendView, theme: ChartTheme): PointMark[] {
  return view.points.map((point) => {
    const alarm = leadingAlarm(point);
    const colour = alarm ? theme.colours.alarm : theme.colours['cat-1'];
    return {
      name: point.key,
      value: [point.at.getTime(), point.value],
      symbol: alarm ? SHAPES[alarm.kind] : 'circle',
      symbolSize: alarm ? ALARM_PX : PLAIN_PX,
      itemStyle: fillOf(point, colour, theme),
      // the floor's own line already says what a diamond under it means
      ...(alarm && alarm.kind !== 'floor' ? { label: ruleLabel(ruleName(alarm.rule), theme) } : {}),
    };
  });
}

function fillOf(point: TrendPoint, colour: string, theme: ChartTheme): Record<string, unknown> {
  return point.incomplete
    ? { color: theme.colours.surface, borderColor: colour, borderWidth: 1.5 }
    : { color: colour, opacity: 0.85 };
}

function ruleLabel(text: string, theme: ChartTheme): Record<string, unknown> {
  return {
    show: true,
    position: 'top',
    distance: 3,
    formatter: text,
    color: theme.colours.alarm,
    fontSize: FONT_SIZE,
    textBorderColor: theme.colours.surface,
    textBorderWidth: 3,
  };
}
