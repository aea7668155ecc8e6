import { Injectable } from '@nestjs/common';
import { ProductInsertionStore, ProductVersionStore, type ProductInsertion } from '@fabwright/fab';
import { parseWeekKey, weekRange, type FabCalendar } from '@fabwright/facts';
import { FabClock, FabConfig, type ProductScope } from '@fabwright/platform';
import { dieMapInForce } from '../derivation/die-map-in-force.ts';
import { LotsService } from '../lots/lots.service.ts';
import { BinLossRepository, lossesOf } from '../yield/bin-loss.repository.ts';
import { calendarOf, chosenPeriod, type ChosenPeriod } from '../yield/fab-calendar.ts';
import { factSource } from '../yield/fact-source.ts';
import { LotYieldRepository, type LotYield, type LotYieldQuery } from '../yield/lot-yield.repository.ts';
import { NO_DIES, threeYieldsOf } from '../yield/yield-sums.ts';
import { Grouping, LotType, YieldKind, type BinLoss, type YieldFilter } from '../yield/yield.types.ts';
import { chooseInsertions } from './overview-choice.ts';
import {
  currentWeekOf,
  lotsBelow,
  periodFigures,
  weekDifference,
  type CurrentWeek,
  type PeriodFigures,
} from './overview-figures.ts';
import { changeOf, floorFor, limitsMissingOf, limitsOf, pointOf, summaryOf } from './overview-shapes.ts';
import type { Overview, StackedMap, YieldChange, YieldTrend } from './overview.types.ts';
import { chartedLots, chartOf, lotTrend, weekTrend } from './trend.ts';

const LATEST_LOTS = 8;

/** What an overview is computed from, once. */
interface Ground {
  readonly kind: YieldKind;
  readonly by: Grouping;
  readonly calendar: FabCalendar;
  readonly period: ChosenPeriod;
  readonly query: LotYieldQuery;
  /** The one product it is about; null for several or none. */
  readonly only: ProductInsertion | null;
  readonly lots: readonly LotYield[];
  readonly week: CurrentWeek | null;
  readonly losses: readonly BinLoss[];
  readonly excludedWafers: number;
}

/** The Overview: trend with limits, change, losses, newest lots, and each product at a glance. */
@Injectable()
export class OverviewService {
  readonly #calendar: FabCalendar;

  constructor(
    private readonly insertions: ProductInsertionStore,
    private readonly lotYields: LotYieldRepository,
    private readonly losses: BinLossRepository,
    private readonly lots: LotsService,
    private readonly versions: ProductVersionStore,
    private readonly clock: FabClock,
    config: FabConfig,
  ) {
    this.#calendar = calendarOf(config);
  }

  /** Throws NOT_FOUND for a product that is not there or may not be seen. */
  async overview(filter: YieldFilter, kind: YieldKind, by: Grouping, scope: ProductScope): Promise<Overview> {
    const fabNow = await this.clock.now();
    const period = chosenPeriod(filter, fabNow, this.#calendar);
    const choice = chooseInsertions(await this.insertions.all(scope), filter);
    const lotTypes = filter.lotTypes ?? [LotType.PRODUCTION];
    const common = { lotTypes, from: period.from, to: period.to, scope, kind };
    const all = await this.lotYields.lots({ pairs: choice.pairs, ...common });
    const query = { pairs: choice.selected, ...common };
    const ground = await this.#ground({ kind, by, query, period, all });
    return {
      period,
      fabNow,
      insertion: choice.insertion,
      insertions: [...choice.insertions],
      lotTypes,
      ...figuresOf(ground, choice.selected),
      trend: trendOf(ground),
      latestLots: await this.#latest(ground, filter.insertion ?? null, scope),
      products: choice.pairs.map((pair) => summaryOf(pair, lotsOf(all, [pair]), kind, this.#calendar)),
      figures: await this.#periodFigures(ground),
    };
  }

  async #ground(
    input: Pick<Ground, 'kind' | 'by' | 'query' | 'period'> & { all: readonly LotYield[] },
  ): Promise<Ground> {
    const { kind, query, all, by, period } = input;
    const pairs = query.pairs as readonly ProductInsertion[];
    const lots = chartedLots(lotsOf(all, pairs), kind);
    const withLots = pairs.filter((pair) => lots.some((lot) => lot.productId === pair.productId));
    const candidates = withLots.length > 0 ? withLots : pairs;
    const week = currentWeekOf(lots, this.#calendar);
    return {
      kind,
      by,
      period,
      query,
      calendar: this.#calendar,
      only: candidates.length === 1 ? (candidates[0] ?? null) : null,
      lots,
      week,
      losses: week ? await this.#losses(week, query) : [],
      excludedWafers: await this.lotYields.excludedWafers(query),
    };
  }

  async #losses(week: CurrentWeek, query: LotYieldQuery): Promise<BinLoss[]> {
    const groups = [
      { group: 'now', lotIds: week.lots.map((lot) => lot.lotId) },
      { group: 'before', lotIds: week.baseline.map((lot) => lot.lotId) },
    ];
    const insertions = [...new Set(query.pairs.map((pair) => pair.insertion))];
    const fails = Map.groupBy(await this.losses.failsOfLots(groups, insertions, query.scope), (fail) => fail.group);
    const names = await this.losses.names(query.pairs.map((pair) => pair.productId));
    const before = { fails: fails.get('before') ?? [], gross: grossOf(week.baseline) };
    return lossesOf(names, { fails: fails.get('now') ?? [], gross: week.sums.gross }, before);
  }

  #latest({ lots }: Ground, insertion: string | null, scope: ProductScope) {
    const newest = lots.slice(-LATEST_LOTS).map((lot) => lot.lotId);
    return this.lots.byIds(newest, insertion, scope);
  }

  async #periodFigures({
    only,
    week,
    lots,
    losses,
    excludedWafers,
    period,
    query,
  }: Ground): Promise<PeriodFigures | null> {
    if (!only || !week) return null;
    const maps = await this.versions.dieMapVersions([only.productId]);
    const parameters = { product: only.productId, insertion: only.insertion, from: period.from, to: period.to };
    const seq = lots.reduce((max, lot) => Math.max(max, lot.seq), 0);
    const source = (name: string, rows: readonly unknown[]) => factSource(name, parameters, rows, seq);
    const charted = chartedLots(lots, YieldKind.FINAL);
    return periodFigures({
      product: only.productName,
      insertion: only.insertion,
      week,
      floor: only.floor,
      losses,
      chart: chartOf(charted, YieldKind.FINAL, only.floor),
      mapDies: dieMapInForce(maps, query.to).grossDies,
      excludedWafers,
      sources: {
        yields: source('lot-yields', countsOf(week.lots)),
        losses: source('bin-losses', losses),
        alarms: source('lot-chart', countsOf(charted)),
        completeness: source('wafer-completeness', countsOf(week.lots)),
      },
    });
  }
}

/** Lots of these pairs, in time order as they came. */
function lotsOf(lots: readonly LotYield[], pairs: readonly ProductInsertion[]): LotYield[] {
  const wanted = new Set(pairs.map((pair) => JSON.stringify([pair.productId, pair.insertion])));
  return lots.filter((lot) => wanted.has(JSON.stringify([lot.productId, lot.insertion])));
}

/** What a lot's yields follow from, and when it was derived: enough to tell whether anything has changed. */
function countsOf(lots: readonly LotYield[]): unknown[] {
  return lots.map((lot) => [lot.lotId, lot.goodFinal, lot.goodFirst, lot.goodRecord, lot.gross, lot.seq]);
}

function grossOf(lots: readonly LotYield[]): number {
  return lots.reduce((sum, lot) => sum + lot.gross, 0);
}

function figuresOf(ground: Ground, selected: readonly ProductInsertion[]) {
  const { week, lots, kind, only, losses } = ground;
  const floors = new Map(selected.map((pair) => [pair.productId, pair.floor]));
  return {
    current: threeYieldsOf(week?.sums ?? NO_DIES),
    currentWeek: week?.key ?? null,
    change: week && weekChange(week, kind),
    lotsBelowFloor: lotsBelow(lots, kind, (lot) => floorFor(kind, floors.get(lot.productId) ?? null)),
    floor: only?.floor ?? null,
    target: only?.target ?? null,
    losses: [...losses],
    stacked: stackedOf(ground),
  };
}

function weekChange(week: CurrentWeek, kind: YieldKind): YieldChange | null {
  const [first, last] = [week.baselineKeys[0], week.baselineKeys.at(-1)];
  if (first === undefined || last === undefined) return null;
  return changeOf(weekDifference(week, kind), first === last ? first : `${first}..${last}`);
}

function trendOf({ lots, kind, by, only, calendar, excludedWafers }: Ground): YieldTrend {
  const chart = chartOf(lots, kind, floorFor(kind, only?.floor ?? null));
  const severalProducts = new Set(lots.map((lot) => lot.productId)).size > 1;
  const figures =
    by === Grouping.WEEK ? weekTrend(lots, kind, calendar) : lotTrend(lots, kind, severalProducts ? [] : chart.alarms);
  const missing = severalProducts ? 'several-products' : by === Grouping.WEEK ? 'by-week' : limitsMissingOf(chart);
  return {
    grouping: by,
    kind,
    points: figures.map(pointOf),
    limits: missing === null && chart.limits.kind === 'limits' ? limitsOf(chart.limits, lots) : null,
    limitsMissing: missing,
    excludedWafers,
  };
}

/** The wafers of the newest week; null for several products, whose dies are not the same. */
function stackedOf({ only, week, calendar, query }: Ground): StackedMap | null {
  const range = week && parseWeekKey(week.key);
  if (!only || !week || !range || week.sums.wafers === 0) return null;
  const { from, to } = weekRange(range, calendar);
  const parameters = new URLSearchParams({
    product: only.productId,
    insertion: only.insertion,
    from: from.toISOString(),
    to: to.toISOString(),
    types: query.lotTypes.join(','),
  });
  return {
    wafers: week.sums.wafers,
    dieCount: Math.round(week.sums.gross / week.sums.wafers),
    url: `/maps/v1/stacked.bin?${parameters}`,
  };
}
