import type { OverviewQuery } from '@fabwright/data-access';
import type { ParetoView, TrendAlarmKind, TrendView } from '@fabwright/charts';
import type { FabCalendar } from '@fabwright/facts';

export type Overview = OverviewQuery['overview'];

const YIELD_KINDS = { FINAL: 'final', FIRST_PASS: 'first-pass', RECORD: 'record' } as const;
const ALARM_KINDS: readonly TrendAlarmKind[] = ['sigma', 'slope', 'floor'];

/** The query's trend as the chart's view. Alarms of a kind that this version does not draw are left to the table. */
export function toTrendView(overview: Overview, calendar: FabCalendar): TrendView {
  const { trend, floor, target, period } = overview;
  return {
    yieldKind: YIELD_KINDS[trend.kind],
    grouping: trend.grouping === 'WEEK' ? 'week' : 'lot',
    calendar,
    points: trend.points.map((point) => ({
      key: point.key,
      at: new Date(point.at),
      value: point.value,
      median: point.median7 ?? null,
      wafers: point.wafers,
      gross: point.gross,
      incomplete: !point.complete,
      alarms: point.alarms.flatMap(({ kind, rule }) =>
        ALARM_KINDS.filter((known) => known === kind).map((known) => ({ kind: known, rule })),
      ),
    })),
    limits: trend.limits ?? null,
    floor: floor ?? null,
    target: target ?? null,
    from: new Date(period.from),
    to: new Date(period.to),
  };
}

/** `2026-W41..2026-W48` → `W41–W48`: the years stand on the chart's axis. */
export function weeksText(label: string): string {
  return label.replace(/\d{4}-(?=W)/g, '').replace('..', '–');
}

/** Bins that lost dies in the current week, in the server's order: largest loss first. */
export function toParetoView(overview: Overview): ParetoView {
  return {
    losses: overview.losses.map(({ number, name, slot, loss, baseline, change }) => ({
      number,
      name,
      slot,
      loss,
      baseline: baseline ?? null,
      change: change ?? null,
    })),
  };
}

export interface YieldChange {
  /** Fractions of 1. */
  readonly delta: number;
  readonly halfWidth: number;
  readonly baseline: string;
  /** `flat`: the interval holds zero, so nothing is claimed. */
  readonly reading: 'up' | 'down' | 'flat';
}

/** The week's change as the tile reads it; null while there is too little data. */
export function toYieldChange(overview: Overview): YieldChange | null {
  const { change } = overview;
  if (!change) return null;
  const moved = change.delta < 0 ? 'down' : 'up';
  return {
    delta: change.delta,
    halfWidth: (change.high - change.low) / 2,
    baseline: weeksText(change.baselineLabel),
    reading: change.conclusive ? moved : 'flat',
  };
}

export interface HistoryProgress {
  readonly done: number;
  readonly weeks: number;
}

/** How much of the demonstration's history has arrived; null when there is none to wait for. */
export function toHistoryProgress({ dataHealth }: OverviewQuery): HistoryProgress | null {
  const { history } = dataHealth.ingest;
  if (!history || history.weeksFilled >= history.weeks) return null;
  return { done: history.weeksFilled, weeks: history.weeks };
}
