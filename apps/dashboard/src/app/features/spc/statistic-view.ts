import type { ExploreView, LimitStretch } from '@fabwright/charts';

export interface StatisticColumns {
  readonly value: readonly (number | null)[];
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
}

/** A statistic beside the points (EWMA, spread) as a chart of its own, its limits following each point. */
export function statisticView(
  view: ExploreView | null,
  columns: StatisticColumns | null,
  name: string,
): ExploreView | null {
  if (!view || !columns || columns.value.length !== view.points.at.length) return null;
  const kept = columns.value.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  const pick = <T>(column: readonly T[]): T[] => kept.flatMap(({ index }) => column.slice(index, index + 1));
  const at = pick(view.points.at);
  return {
    ...view,
    measure: { ...view.measure, name },
    groups: [{ label: '', lots: kept.length, value: null }],
    points: {
      key: pick(view.points.key),
      group: kept.map(() => 0),
      at,
      value: kept.map(({ value }) => value),
      wafers: pick(view.points.wafers),
    },
    limits: kept.map(
      ({ index }, place): LimitStretch => ({
        from: at[place] ?? 0,
        to: at[place + 1] ?? at[place] ?? 0,
        lower: columns.lower[index] ?? null,
        centre: null,
        upper: columns.upper[index] ?? null,
      }),
    ),
    statisticalLimits: [],
    reasons: kept.flatMap(({ value, index }, place) =>
      outside(value, columns, index) ? [{ index: place, short: '', sentence: name }] : [],
    ),
    events: [],
    notes: [],
    floor: null,
    target: null,
    selected: null,
    highlight: null,
  };
}

function outside(value: number, { lower, upper }: StatisticColumns, index: number): boolean {
  return value < (lower[index] ?? -Infinity) || value > (upper[index] ?? Infinity);
}
