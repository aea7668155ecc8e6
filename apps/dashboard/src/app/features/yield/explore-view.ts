import type { TrendPartsFragment } from '@fabwright/data-access';
import { boxStatistics } from '@fabwright/analytics';
import type { ExploreReason, ExploreView, GroupBox, LimitStretch, NamedLimit } from '@fabwright/charts';
import type { FabCalendar } from '@fabwright/facts';

export type TrendParts = TrendPartsFragment;
type Reason = NonNullable<TrendParts['chart']>['reasons'][number];

/** Words that the view needs, ready to be read. */
export interface ExploreWords {
  readonly measure: string;
  readonly unknownGroup: string;
  /** Of a number that says too little alone. */
  readonly group?: (label: string) => string;
  readonly reason: (reason: Reason) => Omit<ExploreReason, 'index'>;
  readonly note: (text: string, by: string) => string;
}

export function toExploreView(
  trend: TrendParts,
  words: ExploreWords,
  calendar: FabCalendar,
  highlight: string | null,
): ExploreView {
  return {
    measure: { name: words.measure, unit: trend.unit, isFraction: trend.isFraction },
    by: ({ LOT: 'lot', WAFER: 'wafer', DAY: 'day', WEEK: 'week' } as const)[trend.by],
    calendar,
    groups: trend.groups.map(({ label, lots, value }) => ({
      label: groupLabel(label ?? null, trend.groups.length, words),
      lots,
      value: value ?? null,
    })),
    points: trend.points,
    limits: limitStretches(trend),
    statisticalLimits: statisticalLimits(trend),
    reasons: (trend.chart?.reasons ?? []).map((reason) => ({ index: reason.index, ...words.reason(reason) })),
    events: trend.events.map(({ at, label }) => ({ at: Date.parse(at), label })),
    notes: trend.notes.map(({ at, text, by }) => ({ at: Date.parse(at), label: words.note(text, by) })),
    floor: trend.floor ?? null,
    target: trend.target ?? null,
    selected: null,
    highlight: highlightOf(trend, highlight),
  };
}

function groupLabel(label: string | null, groups: number, { unknownGroup, group }: ExploreWords): string {
  if (label === null) return groups === 1 ? '' : unknownGroup;
  return group?.(label) ?? label;
}

/** The one asked for, else the group that is farthest from all wafers together. */
function highlightOf({ groups }: TrendParts, asked: string | null): number | null {
  if (groups.length < 2) return null;
  const named = groups.findIndex(({ label }) => label !== null && label === asked);
  if (named >= 0) return named;
  const wafers = groups.reduce((sum, group) => sum + group.wafers, 0);
  const overall = groups.reduce((sum, group) => sum + (group.value ?? 0) * group.wafers, 0) / wafers;
  const distance = ({ value }: TrendParts['groups'][number]): number => Math.abs((value ?? overall) - overall);
  return groups.reduce((far, group, at) => (distance(group) > distance(groups[far] ?? group) ? at : far), 0);
}

/** Limits change with the phase; those of a lot can also follow its number of wafers. */
function limitStretches({ chart, points }: TrendParts): LimitStretch[] {
  if (!chart) return [];
  const { centre, lower, upper } = chart.limits;
  return chart.phases.flatMap(({ from, to }, phase) => {
    const next = chart.phases[phase + 1];
    const begin = points.at[from];
    const end = next ? points.at[next.from] : points.at[to];
    if (begin === undefined || end === undefined || to < from) return [];
    const at = (column: readonly (number | null)[]): number | null => column[from] ?? null;
    return [{ from: begin, to: end, lower: at(lower), centre: at(centre), upper: at(upper) }];
  });
}

/** Approved limits where they held within what is drawn: never before their day. Names are the field's, in any language. */
function statisticalLimits({ statisticalLimits: approved, points }: TrendParts): NamedLimit[] {
  const [first, last] = [points.at[0], points.at.at(-1)];
  if (first === undefined || last === undefined) return [];
  return approved.flatMap(({ kind, program, limit1, limit2, from, to }) => {
    const held = { from: Math.max(Date.parse(from), first), to: Math.min(to ? Date.parse(to) : last, last) };
    if (held.from > held.to) return [];
    const name = (level: 1 | 2): string => (program ? `${kind}${level} ${program}` : `${kind}${level}`);
    return [
      { name: name(1), value: limit1, ...held },
      { name: name(2), value: limit2, ...held },
    ];
  });
}

/** Boxes of the points of each group, of the selected ones where some are; in the order of the groups. */
export function groupBoxes(view: ExploreView): GroupBox[] {
  const values = view.groups.map((): number[] => []);
  view.points.value.forEach((value, index) => {
    if (view.selected === null || view.selected[index] === 1) values[view.points.group[index] ?? 0]?.push(value);
  });
  return view.groups.flatMap(({ label }, group) => {
    const box = fiveNumbers(values[group] ?? []);
    return box ? [{ label, group, ...box }] : [];
  });
}

const MOST_OUTLIERS = 60;

function fiveNumbers(values: readonly number[]): Omit<GroupBox, 'label' | 'group'> | null {
  const box = boxStatistics(values, MOST_OUTLIERS);
  return box.kind === 'box' ? { ...box, outliers: box.outliers.map(({ value }) => value) } : null;
}
