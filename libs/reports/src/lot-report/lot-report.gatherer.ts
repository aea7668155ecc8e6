import { Injectable } from '@nestjs/common';
import { decodeWaferMaps, type WaferMap } from '@fabwright/contracts';
import { lotFactSheet } from '@fabwright/language';
import { DomainError, FabConfig, UnitOfWork, type ProductScope } from '@fabwright/platform';
import {
  calendarOf,
  Grouping,
  LotFiguresService,
  LotLossesService,
  LotService,
  MapsService,
  OverviewService,
  YieldKind,
  type Lot,
  type Overview,
} from '@fabwright/quality';
import { liveAddress } from '../content/live-address.ts';
import { orNull } from '../content/or-null.ts';
import type { LotReportFigures } from './lot-report-figures.ts';

/** Figures of a report that still has to be told. */
export type LotReportGround = Omit<LotReportFigures, 'narrative'> & { readonly productId: string };

const WEEK_MS = 7 * 86_400_000;
const WEEKS_BEFORE = 8;
const WEEKS_AFTER = 2;

/** Asks the services of the screens for everything a lot report shows. */
@Injectable()
export class LotReportGatherer {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly lots: LotService,
    private readonly figures: LotFiguresService,
    private readonly losses: LotLossesService,
    private readonly overviews: OverviewService,
    private readonly maps: MapsService,
    private readonly config: FabConfig,
  ) {}

  /**
   * All from one snapshot of the database, so that the pages agree. Throws NOT_FOUND, FORBIDDEN, and INVALID_INPUT for
   * a lot of which nothing counts.
   */
  gather(lotId: string, insertion: string | null, scope: ProductScope): Promise<LotReportGround> {
    return this.uow.run(() => this.#gather(lotId, insertion, scope), { isolation: 'REPEATABLE READ' });
  }

  async #gather(lotId: string, insertion: string | null, scope: ProductScope): Promise<LotReportGround> {
    const lot = await this.lots.lot(lotId, insertion, scope);
    const figures = await this.figures.figures(lot, scope);
    if (!figures) throw nothingCounts(lotId);
    const facts = {
      fab: this.config.fab.name,
      calendar: calendarOf(this.config),
      live: liveAddress(this.config, `/lots/${encodeURIComponent(lotId)}`),
      productId: lot.productId,
      row: lot.row,
      wafers: await this.losses.waferRows(lot, scope),
      losses: await this.losses.lotLosses(lot, scope),
      geometry: await this.lots.geometry(lot, scope),
      bins: await this.lots.bins(lot),
      history: await this.lots.events(lot, scope),
      holds: await this.lots.holds(lot, scope),
      children: await this.lots.children(lot, scope),
      runs: await this.lots.runs(lot, scope),
      sheet: lotFactSheet(figures),
    };
    // Last, because one that fails may end the transaction: the report goes out without it.
    const maps = await orNull('wafer maps', () => this.#maps(lot, scope));
    const around = await orNull('trend', () => this.#around(lot, scope));
    return { ...facts, maps, trend: around?.trend ?? null, target: around?.target ?? null };
  }

  async #maps({ lotId, insertion }: Lot, scope: ProductScope): Promise<WaferMap[]> {
    return decodeWaferMaps(await this.maps.lotMaps(lotId, insertion, null, scope));
  }

  /** The lots of its product and type before and after it, on the Overview's own chart. */
  async #around({ row, productId, insertion }: Lot, scope: ProductScope): Promise<Overview> {
    const at = row.firstPassEndedAt?.getTime() ?? 0;
    const filter = {
      productId,
      insertion,
      lotTypes: [row.lotType],
      from: new Date(at - WEEKS_BEFORE * WEEK_MS),
      to: new Date(at + WEEKS_AFTER * WEEK_MS),
    };
    return this.overviews.overview(filter, YieldKind.FINAL, Grouping.LOT, scope);
  }
}

function nothingCounts(lotId: string): DomainError {
  return new DomainError(
    'INVALID_INPUT',
    `Nothing of lot ${lotId} counts yet: it was not tested, or every wafer is excluded. There is nothing to report.`,
    { detail: { field: 'lotId', reason: 'no-results' } },
  );
}
