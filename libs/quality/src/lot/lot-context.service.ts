import { Injectable } from '@nestjs/common';
import type { ProductScope } from '@fabwright/platform';
import { BinLossRepository, lossesOf } from '../yield/bin-loss.repository.ts';
import { LotYieldRepository, type LotYield } from '../yield/lot-yield.repository.ts';
import { addSums, NO_DIES } from '../yield/yield-sums.ts';
import type { BinLoss } from '../yield/yield.types.ts';

export interface LotAtInsertion {
  readonly lotId: string;
  readonly productId: string;
  readonly insertion: string;
  readonly testedAt: Date;
  readonly lotType: string;
}

/** A lot among those of its product and type that were tested in the eight weeks up to it. */
export interface LotContext {
  /** In time order, this lot among them. */
  readonly lots: readonly LotYield[];
  /** Null when all its wafers are excluded. */
  readonly lot: LotYield | null;
  readonly before: readonly LotYield[];
}

const WEEKS_BEFORE_MS = 8 * 7 * 86_400_000;

/** What a lot is compared with. */
@Injectable()
export class LotContextService {
  constructor(
    private readonly lotYields: LotYieldRepository,
    private readonly losses: BinLossRepository,
  ) {}

  /** The lots of its product and type before it, and itself. */
  async context(lot: LotAtInsertion, scope: ProductScope): Promise<LotContext> {
    const lots = await this.lotYields.lots({
      pairs: [lot],
      lotTypes: [lot.lotType],
      from: new Date(lot.testedAt.getTime() - WEEKS_BEFORE_MS),
      to: new Date(lot.testedAt.getTime() + 1),
      scope,
    });
    return {
      lots,
      lot: lots.find((other) => other.lotId === lot.lotId) ?? null,
      before: lots.filter((other) => other.lotId !== lot.lotId),
    };
  }

  /** Losses of the lot's wafers that count, with those of the lots before it beside them. */
  async lossesOf({ lot, before }: LotContext, scope: ProductScope): Promise<BinLoss[]> {
    if (!lot) return [];
    const groups = [
      { group: 'now', lotIds: [lot.lotId] },
      { group: 'before', lotIds: before.map((other) => other.lotId) },
    ];
    const fails = await this.losses.failsOfLots(groups, [lot.insertion], scope);
    const byGroup = Map.groupBy(fails, (fail) => fail.group);
    const names = await this.losses.names([lot.productId]);
    const baseline = before.length === 0 ? NO_DIES : addSums(before);
    return lossesOf(
      names,
      { fails: byGroup.get('now') ?? [], gross: lot.gross },
      { fails: byGroup.get('before') ?? [], gross: baseline.gross },
    );
  }
}
