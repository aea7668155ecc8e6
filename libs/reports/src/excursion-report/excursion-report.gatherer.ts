import { Injectable } from '@nestjs/common';
import { decodeStackedDies } from '@fabwright/contracts';
import { FabConfig, UnitOfWork, type ProductScope } from '@fabwright/platform';
import {
  calendarOf,
  ChangesAroundService,
  ExcursionCommonality,
  ExcursionLotsService,
  ExcursionsService,
  LotService,
  MovedParametersService,
  SimilarService,
  StacksService,
  TimelineService,
  type ExcursionRecord,
} from '@fabwright/quality';
import { liveAddress } from '../content/live-address.ts';
import { orNull } from '../content/or-null.ts';
import type { ExcursionReportFigures } from './excursion-report-figures.ts';

/** What an excursion is set against. */
@Injectable()
export class ExcursionComparisons {
  constructor(
    private readonly shared: ExcursionCommonality,
    private readonly parameters: MovedParametersService,
    private readonly around: ChangesAroundService,
    private readonly past: SimilarService,
  ) {}

  async of(record: ExcursionRecord, scope: ProductScope) {
    return {
      commonality: await orNull('commonality', () => this.shared.of(record, scope)),
      moved: await orNull('moved parameters', () => this.parameters.moved(record, scope)),
      around: await orNull('changes around', () => this.around.changes(record, scope)),
      similar: await orNull('similar excursions', () => this.past.similar(record, scope)),
    };
  }
}

/** Where the fab is, and how the wafers of a lot are laid out. */
@Injectable()
export class ExcursionPlace {
  constructor(
    private readonly lots: LotService,
    private readonly config: FabConfig,
  ) {}

  of(excursionId: string) {
    return {
      fab: this.config.fab.name,
      calendar: calendarOf(this.config),
      live: liveAddress(this.config, `/excursions/${encodeURIComponent(excursionId)}`),
    };
  }

  async geometry(lotId: string | null, { insertion }: ExcursionRecord, scope: ProductScope) {
    if (lotId === null || insertion === null) return null;
    return this.lots.geometry(await this.lots.lot(lotId, insertion, scope), scope);
  }
}

/** Asks the services of the page of an excursion for everything that its evidence package shows. */
@Injectable()
export class ExcursionReportGatherer {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly excursions: ExcursionsService,
    private readonly belongings: ExcursionLotsService,
    private readonly times: TimelineService,
    private readonly maps: StacksService,
    private readonly comparisons: ExcursionComparisons,
    private readonly place: ExcursionPlace,
  ) {}

  /** All from one snapshot of the database, so that the pages agree. Throws NOT_FOUND, FORBIDDEN. */
  gather(excursionId: string, scope: ProductScope): Promise<ExcursionReportFigures> {
    return this.uow.run(() => this.#gather(excursionId, scope), { isolation: 'REPEATABLE READ' });
  }

  async #gather(excursionId: string, scope: ProductScope): Promise<ExcursionReportFigures> {
    const record = await this.excursions.record(excursionId, scope);
    const lots = await this.belongings.lots(record, scope);
    const entries = await this.belongings.entries(record);
    const facts = {
      ...this.place.of(excursionId),
      excursion: await this.excursions.one(excursionId, scope),
      lots,
      entries,
      actions: await this.belongings.actions(record),
      geometry: await orNull('die geometry', () => this.place.geometry(lots[0]?.lotId ?? null, record, scope)),
      dataTo: newestOf(record, entries),
    };
    // Last, because one that fails may end the transaction: the report goes out without it.
    return {
      ...facts,
      timeline: await orNull('timeline', () => this.times.timeline(record, scope)),
      stacks: await orNull('stacked maps', () => this.#stacks(record, scope)),
      ...(await this.comparisons.of(record, scope)),
    };
  }

  async #stacks(record: ExcursionRecord, scope: ProductScope): Promise<ExcursionReportFigures['stacks']> {
    const counted = await this.maps.stacks(record, scope);
    if (!counted || counted.affectedWafers === 0) return null;
    const read = async (group: 'affected' | 'baseline') =>
      decodeStackedDies(Uint8Array.from(await this.maps.stacked(record, group, scope)).buffer);
    return { affected: await read('affected'), baseline: await read('baseline') };
  }
}

function newestOf(record: ExcursionRecord, entries: ExcursionReportFigures['entries']): Date {
  return new Date(Math.max(record.lastLotAt.getTime(), ...entries.map(({ fabAt }) => fabAt.getTime())));
}
