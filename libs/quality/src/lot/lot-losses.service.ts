import { Injectable } from '@nestjs/common';
import type { ProductScope } from '@fabwright/platform';
import { WaferRepository, type WaferRecord } from '../wafer/wafer.repository.ts';
import type { WaferRow } from '../wafer/wafer.types.ts';
import { BinLossRepository, lossesOf } from '../yield/bin-loss.repository.ts';
import { threeYieldsOf } from '../yield/yield-sums.ts';
import type { BinLoss } from '../yield/yield.types.ts';
import { LotContextService } from './lot-context.service.ts';
import type { LotRow } from '../lots/lots.types.ts';
import type { Lot } from './lot.types.ts';

/** A wafer as a row, with all its losses. */
export interface WaferWithLosses {
  readonly row: WaferRow;
  readonly losses: readonly BinLoss[];
  readonly record: WaferRecord;
}

/** What a lot and each of its wafers lost to which bin. */
@Injectable()
export class LotLossesService {
  constructor(
    private readonly context: LotContextService,
    private readonly wafers: WaferRepository,
    private readonly losses: BinLossRepository,
  ) {}

  async lotLosses({ insertion, row }: Lot, scope: ProductScope): Promise<BinLoss[]> {
    if (insertion === null) return [];
    return (await this.lossesOfLots([row], insertion, scope)).get(row.lotId) ?? [];
  }

  /** Of several lots at an insertion, by their ids; those whose first pass has not ended are left out. */
  async lossesOfLots(
    rows: readonly LotRow[],
    insertion: string,
    scope: ProductScope,
  ): Promise<ReadonlyMap<string, BinLoss[]>> {
    const lots = rows.flatMap(({ lotId, productId, lotType, firstPassEndedAt }) =>
      firstPassEndedAt ? [{ lotId, productId, insertion, testedAt: firstPassEndedAt, lotType }] : [],
    );
    const losses = await this.context.lossesOfAll(await this.context.contexts(lots, scope), scope);
    return new Map(lots.map(({ lotId }, at) => [lotId, losses[at] ?? []]));
  }

  async waferRows(lot: Lot, scope: ProductScope): Promise<WaferRow[]> {
    return (await this.wafersWithLosses(lot, scope)).map(({ row }) => row);
  }

  /** By slot; the wafer's losses are fractions of its own gross dies. */
  async wafersWithLosses(lot: Lot, scope: ProductScope): Promise<WaferWithLosses[]> {
    const { lotId, insertion, productId } = lot;
    if (insertion === null) return [];
    const records = await this.wafers.wafers(lotId, insertion, scope);
    const fails = Map.groupBy(await this.losses.failsOfWafers(lotId, insertion, scope), (fail) => fail.group);
    const names = await this.losses.names([productId]);
    return records.map((record) => {
      const losses = lossesOf(names, { fails: fails.get(record.waferId) ?? [], gross: record.gross }, null);
      return { record, losses, row: waferRow(record, losses[0] ?? null) };
    });
  }
}

function waferRow(record: WaferRecord, topLoss: BinLoss | null): WaferRow {
  return {
    waferId: record.waferId,
    slot: record.slot,
    lotNo: record.lotNo,
    yields: threeYieldsOf(record),
    excluded: record.exclusion,
    complete: record.complete,
    lastEndedAt: record.lastEndedAt,
    tester: record.tester,
    probeCard: record.probeCard,
    programRevision: record.programRevision,
    topLoss,
  };
}
