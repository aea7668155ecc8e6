import { Injectable } from '@nestjs/common';
import type { Breakpoint } from '@fabwright/analytics';
import type { ProductScope } from '@fabwright/platform';
import { NoteRepository } from '../note/note.repository.ts';
import type { PopulationFilter } from '../population/population.types.ts';
import { PopulationService } from '../population/population.service.ts';
import type { Population } from '../population/population.ts';
import { ChangeEventsRepository } from './change-events.repository.ts';
import { chartKey } from './chart-key.ts';
import {
  MeasureKind,
  TrendUnit,
  type MeasureInput,
  type SplitInput,
  type Trend,
  type TrendEvent,
} from './explore.types.ts';
import { FrozenLimitsRepository, type FrozenLimits } from './frozen-limits.repository.ts';
import { trendChart } from './trend-chart.ts';
import { columnsOf, groupsOf, periodPoints, valueOf, waferPoints, type MeasuredPoint } from './trend-points.ts';
import { TrendRepository } from './trend.repository.ts';
import { siteSplit } from './site-split.sql.ts';
import { thinnedIndices } from './thin-points.ts';
import type { MeasuredQuery } from './trend.sql.ts';
import { TrendStatisticalLimits } from './trend-statistical-limits.ts';
import { UnitRepository } from './unit.repository.ts';

const NOT_OF_SITES = { chart: null, chartMissing: 'in-groups' } as const;
const NO_LIMITS = { floor: null, target: null } as const;

export interface TrendRequest {
  readonly filter: PopulationFilter;
  readonly measure: MeasureInput;
  readonly by: TrendUnit;
  readonly split: SplitInput | null;
  /** Null: time is the end of sort. */
  readonly trackOutOf: string | null;
}

/** A measure over time: points, honest limits, what was changed meanwhile, and what engineers noted. */
@Injectable()
export class TrendService {
  constructor(
    private readonly populations: PopulationService,
    private readonly repository: TrendRepository,
    private readonly changes: ChangeEventsRepository,
    private readonly frozen: FrozenLimitsRepository,
    private readonly notes: NoteRepository,
    private readonly units: UnitRepository,
    private readonly statistical: TrendStatisticalLimits,
  ) {}

  /** Throws NOT_FOUND for a product that may not be seen, INVALID_INPUT for a measure or split that says too little. */
  async trend(request: TrendRequest, scope: ProductScope): Promise<Trend> {
    const population = await this.populations.choose(request.filter, scope);
    const query: MeasuredQuery = { population, ...request };
    const bySite = siteSplit(request.measure, request.split) !== null;
    // what a person set or approved judges whole wafers
    const inPart = bySite || population.dies !== null;
    const [all, changes, notFound, unit, sited, statisticalLimits] = await Promise.all([
      this.#points(query, request.by),
      this.changes.changes(query),
      this.populations.notFound(population),
      this.units.unit(population, request.measure),
      bySite ? this.repository.sited(population) : null,
      inPart ? [] : this.statistical.of(population, request.measure, request.by),
    ]);
    const span = spanOf(all, population);
    const events = changes.filter(({ time }) => time > span.from && time <= span.to);
    const groups = groupsOf(all, request.by);
    const frozen = await this.#frozenFor(request, population);
    const { by, measure } = request;
    // limits are those of gross dies: a site has tested dies alone
    const chart = bySite ? NOT_OF_SITES : trendChart({ points: all, by, groups, population, measure, events, frozen });
    // a chart's limits stand at each of its points
    const points = chart.chart ? all : thinned(all);
    return {
      unit: unit ?? '',
      isFraction: unit === null,
      by: request.by,
      groups,
      points: columnsOf(points, groups),
      pointsInAll: all.length,
      wafers: sited ?? groups.reduce((sum, group) => sum + group.wafers, 0),
      lots: lotsIn(all, request.by),
      excludedWafers: notFound.excluded,
      ...(inPart ? NO_LIMITS : limitsOfProduct(measure, population)),
      statisticalLimits,
      ...chart,
      events: events.map(eventOf),
      notes: await this.notes.between(productsOf(population), toolsOf(population), span, scope),
      notFound,
      from: new Date(span.from),
      to: new Date(span.to),
    };
  }

  async #points(query: MeasuredQuery, by: TrendUnit): Promise<readonly MeasuredPoint[]> {
    if (by === TrendUnit.WAFER) return waferPoints(await this.repository.byWafer(query));
    const lots = await this.repository.byLot(query);
    return by === TrendUnit.LOT ? lots : periodPoints(lots, by, this.populations.calendar);
  }

  async #frozenFor({ measure }: TrendRequest, population: Population): Promise<readonly FrozenLimits[]> {
    const [pair] = population.pairs;
    const known = population.pairs.length === 1 && population.dies === null;
    return pair && known ? this.frozen.of(chartKey(pair, measure)) : [];
  }
}

function thinned(points: readonly MeasuredPoint[]): readonly MeasuredPoint[] {
  const kept = thinnedIndices(points.map(valueOf));
  return kept.length === points.length ? points : kept.flatMap((at) => points[at] ?? []);
}

/** First to last point; the period asked for while there are none. Milliseconds. */
function spanOf(points: readonly MeasuredPoint[], { period }: Population): { from: number; to: number } {
  const [first, last] = [points[0], points.at(-1)];
  if (first && last) return { from: first.at, to: last.at };
  return { from: period?.from.getTime() ?? 0, to: period?.to.getTime() ?? 0 };
}

function lotsIn(points: readonly MeasuredPoint[], by: TrendUnit): number {
  if (by === TrendUnit.LOT) return lotsAmong(points);
  if (by === TrendUnit.WAFER) return new Set(points.map(({ key }) => key.slice(0, key.indexOf('/')))).size;
  return points.length;
}

function lotsAmong(points: readonly MeasuredPoint[]): number {
  const lots = new Set<string>();
  for (const { key } of points) lots.add(key);
  return lots.size;
}

/** Floor and target are set for the final yield of a product at an insertion. */
function limitsOfProduct({ kind }: MeasureInput, { pairs }: Population): Pick<Trend, 'floor' | 'target'> {
  const [pair] = pairs;
  if (!pair || pairs.length > 1 || kind !== MeasureKind.FINAL_YIELD) return { floor: null, target: null };
  return { floor: pair.floor, target: pair.target };
}

const productsOf = ({ pairs }: Population): string[] => pairs.map((pair) => pair.productId);
const toolsOf = ({ through }: Population): string[] => through.flatMap((passage) => passage.toolId ?? []);

function eventOf(event: Breakpoint): TrendEvent {
  return { at: new Date(event.time), kind: event.kind, label: event.label, startsPhase: event.startsPhase ?? true };
}
