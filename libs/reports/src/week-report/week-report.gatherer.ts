import { Injectable } from '@nestjs/common';
import { decodeStackedDies } from '@fabwright/contracts';
import { addWeeks, parseWeekKey, weekRange, type FabWeek } from '@fabwright/facts';
import { periodFactSheet } from '@fabwright/language';
import { DomainError, FabConfig, UnitOfWork, type ProductScope } from '@fabwright/platform';
import {
  calendarOf,
  Grouping,
  LotLossesService,
  LotService,
  LotsService,
  MapsService,
  OverviewService,
  YieldKind,
  type LotRow,
  type LotType,
  type Overview,
} from '@fabwright/quality';
import { liveAddress } from '../content/live-address.ts';
import { orNull } from '../content/or-null.ts';
import { lowestLots } from './low-lots.ts';
import type { LowLotFigures, WeekReportFigures } from './week-report-figures.ts';

/** Figures of a report that still has to be told. */
export type WeekReportGround = Omit<WeekReportFigures, 'narrative'>;

export interface WeekOfProduct {
  readonly productId: string;
  readonly insertion: string | null;
  /** Null = production lots. */
  readonly lotTypes?: readonly LotType[] | null;
  readonly week: string;
}

const WEEKS_BEFORE = 8;

/** Asks the services of the screens for everything a week report shows. */
@Injectable()
export class WeekReportGatherer {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly overviews: OverviewService,
    private readonly lots: LotsService,
    private readonly lot: LotService,
    private readonly losses: LotLossesService,
    private readonly maps: MapsService,
    private readonly config: FabConfig,
  ) {}

  /** All from one snapshot. Throws NOT_FOUND, and INVALID_INPUT for a week without a tested lot. */
  gather(asked: WeekOfProduct, scope: ProductScope): Promise<WeekReportGround> {
    return this.uow.run(() => this.#gather(asked, scope), { isolation: 'REPEATABLE READ' });
  }

  async #gather(asked: WeekOfProduct, scope: ProductScope): Promise<WeekReportGround> {
    const week = parseWeekKey(asked.week);
    if (!week) throw noLots(asked);
    const calendar = calendarOf(this.config);
    const overview = await this.#overview(asked, week, scope);
    const { figures, insertion } = overview;
    if (!figures || overview.currentWeek !== asked.week) throw noLots(asked);
    const { from, to } = weekRange(week, calendar);
    const points = overview.trend.points.filter((point) => point.at >= from && point.at < to);
    const lotIds = points.flatMap((point) => point.lotId ?? []);
    const lots = (await this.lots.byIds(lotIds, insertion, scope)).toReversed();
    const ground = {
      fab: this.config.fab.name,
      calendar,
      live: liveAddress(this.config, `/overview?${new URLSearchParams({ p: asked.productId, ins: insertion })}`),
      productName: figures.product,
      insertion,
      week,
      current: overview.current,
      change: overview.change,
      floor: overview.floor,
      target: overview.target,
      losses: overview.losses,
      lots,
      incompleteLots: points.filter((point) => !point.complete).map((point) => point.key),
      excluded: await this.#excluded(lots, insertion, scope),
      trend: overview.trend,
      geometry: await this.#geometry(lots, insertion, scope),
      sheet: periodFactSheet(figures),
    };
    // Last, because a query that fails may end the transaction: the report goes out without the picture.
    const stacked = { productId: asked.productId, insertion, lotTypes: overview.lotTypes, from, to };
    const stack = await orNull('stacked map', async () => decodeStackedDies(await this.maps.stacked(stacked, scope)));
    return { ...ground, stack, lowest: await this.#lowest(lots, insertion, scope) };
  }

  #overview(
    { productId, insertion, lotTypes = null }: WeekOfProduct,
    week: FabWeek,
    scope: ProductScope,
  ): Promise<Overview> {
    const calendar = calendarOf(this.config);
    const filter = {
      productId,
      insertion,
      lotTypes: lotTypes && [...lotTypes],
      from: weekRange(addWeeks(week, -WEEKS_BEFORE, calendar.weekStart), calendar).from,
      to: weekRange(week, calendar).to,
    };
    return this.overviews.overview(filter, YieldKind.FINAL, Grouping.LOT, scope);
  }

  async #excluded(lots: readonly LotRow[], insertion: string, scope: ProductScope) {
    const excluded: WeekReportFigures['excluded'][number][] = [];
    for (const { lotId, yields } of lots) {
      if (!yields || yields.excludedWafers === 0) continue;
      const wafers = await this.losses.waferRows(await this.lot.lot(lotId, insertion, scope), scope);
      excluded.push(...wafers.filter((wafer) => wafer.excluded !== null));
    }
    return excluded;
  }

  async #lowest(lots: readonly LotRow[], insertion: string, scope: ProductScope): Promise<LowLotFigures[]> {
    const lowest = lowestLots(lots);
    const rows = lots.filter(({ lotId }) => lowest.some((low) => low.lotId === lotId));
    const losses = await orNull('losses of the lowest lots', () => this.losses.lossesOfLots(rows, insertion, scope));
    const found: LowLotFigures[] = [];
    for (const { lotId, final } of lowest) {
      const stack = await orNull('stacked map of a lot', () => this.maps.stackOfLot(lotId, insertion, scope));
      found.push({ lotId, final, losses: losses && (losses.get(lotId) ?? []), stack });
    }
    return found;
  }

  async #geometry([first]: readonly LotRow[], insertion: string, scope: ProductScope) {
    if (!first) return null;
    return this.lot.geometry(await this.lot.lot(first.lotId, insertion, scope), scope);
  }
}

function noLots({ productId, week }: WeekOfProduct): DomainError {
  return new DomainError(
    'INVALID_INPUT',
    `No lot of ${productId} ended its first pass in ${week}. There is nothing to report; choose another week.`,
    { detail: { field: 'week', reason: 'no-lots' } },
  );
}
