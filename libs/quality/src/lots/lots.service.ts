import { Injectable } from '@nestjs/common';
import type { FabCalendar } from '@fabwright/facts';
import {
  decodeCursor,
  encodeCursor,
  FabClock,
  FabConfig,
  PageInfo,
  pageSize,
  type ProductScope,
} from '@fabwright/platform';
import { BinLossRepository, lossesOf } from '../yield/bin-loss.repository.ts';
import { calendarOf, chosenPeriod } from '../yield/fab-calendar.ts';
import { threeYieldsOf, yieldOf } from '../yield/yield-sums.ts';
import { LotType, YieldKind, type BinLoss } from '../yield/yield.types.ts';
import { LotsRepository, type LotListQuery, type LotPage, type LotRecord } from './lots.repository.ts';
import { LotSort, type LotConnection, type LotFilter, type LotRow } from './lots.types.ts';

export interface LotListArguments {
  readonly filter: LotFilter;
  readonly sort: LotSort;
  readonly descending: boolean;
  readonly first: number;
  readonly after: string | null;
}

/** Lots as rows: for the list, for the newest on the Overview, and for the head of one lot. */
@Injectable()
export class LotsService {
  readonly #calendar: FabCalendar;

  constructor(
    private readonly lots: LotsRepository,
    private readonly losses: BinLossRepository,
    private readonly clock: FabClock,
    config: FabConfig,
  ) {
    this.#calendar = calendarOf(config);
  }

  /** Throws INVALID_INPUT for a cursor that we did not make. */
  async page(args: LotListArguments, scope: ProductScope): Promise<LotConnection> {
    const query = listQuery(await this.#withPeriod(args.filter), scope);
    const first = pageSize(args.first);
    const page = { sort: args.sort, descending: args.descending, first: first + 1, after: cursorOf(args.after) };
    const found = await this.lots.list(query, page);
    const records = found.slice(0, first);
    const last = records.at(-1);
    const endCursor = last ? encodeCursor([last.sortKey, last.lotId]) : null;
    return {
      rows: await this.rows(records, scope),
      total: last?.total ?? (page.after ? await this.lots.count(query, page) : 0),
      pageInfo: new PageInfo(endCursor, found.length > first),
    };
  }

  /** Weeks are counted back from the fab's now, which is not the browser's. */
  async #withPeriod(filter: LotFilter): Promise<LotFilter> {
    if (filter.weeks === undefined || filter.weeks === null) return filter;
    return { ...filter, ...chosenPeriod(filter, await this.clock.now(), this.#calendar) };
  }

  /** These lots, newest first. */
  async byIds(lotIds: readonly string[], insertion: string | null, scope: ProductScope): Promise<LotRow[]> {
    if (lotIds.length === 0) return [];
    const query = { ...listQuery({}, scope), lotTypes: null, lotIds, insertion };
    const page: LotPage = { sort: LotSort.TESTED_AT, descending: true, first: lotIds.length, after: null };
    return this.rows(await this.lots.list(query, page), scope);
  }

  async rows(records: readonly LotRecord[], scope: ProductScope): Promise<LotRow[]> {
    const tested = records.filter((record) => record.insertion !== null);
    const groups = tested.map(({ lotId }) => ({ group: lotId, lotIds: [lotId] }));
    const insertions = [...new Set(tested.map(({ insertion }) => insertion ?? ''))];
    const fails = await this.losses.failsOfLots(groups, insertions, scope);
    const names = await this.losses.names(tested.map(({ productId }) => productId));
    const byLot = Map.groupBy(fails, (fail) => fail.group);
    return records.map((record) => {
      const [top] = lossesOf(names, { fails: byLot.get(record.lotId) ?? [], gross: record.gross }, null);
      return rowOf(record, top ?? null);
    });
  }
}

function listQuery(filter: LotFilter, scope: ProductScope): LotListQuery {
  return {
    lotIds: null,
    productId: filter.productId ?? null,
    lotTypes: filter.lotTypes ?? [LotType.PRODUCTION],
    search: filter.search?.trim() || null,
    from: filter.from ?? null,
    to: filter.to ?? null,
    insertion: filter.insertion ?? null,
    belowFloor: filter.belowFloor ?? false,
    onHold: filter.onHold ?? null,
    scope,
  };
}

function cursorOf(after: string | null): LotPage['after'] {
  if (after === null) return null;
  const [sortKey, lotId] = decodeCursor(after, 2);
  return { sortKey: Number(sortKey), lotId: String(lotId) };
}

function rowOf(record: LotRecord, topLoss: BinLoss | null): LotRow {
  const tested = record.insertion !== null;
  const final = tested ? yieldOf(record, YieldKind.FINAL) : null;
  return {
    lotId: record.lotId,
    productId: record.productId,
    productName: record.productName,
    lotType: record.lotType,
    priority: record.priority,
    wafers: Math.max(record.waferCount, tested ? record.wafers + record.excludedWafers : 0),
    insertion: record.insertion,
    yields: tested ? threeYieldsOf(record) : null,
    firstPassEndedAt: record.testedAt,
    floor: record.floor,
    belowFloor: final !== null && record.floor !== null && final < record.floor,
    onHold: record.onHold,
    currentStep: record.currentStep,
    topLoss,
  };
}
