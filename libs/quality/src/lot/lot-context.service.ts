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
    return contextIn(await this.#around([lot], scope), lot);
  }

  /** The same of several lots, in their order; those of a product, insertion and type are read at once. */
  async contexts(lots: readonly LotAtInsertion[], scope: ProductScope): Promise<LotContext[]> {
    const read = new Map<string, readonly LotYield[]>();
    for (const [kind, alike] of Map.groupBy(lots, kindOf)) read.set(kind, await this.#around(alike, scope));
    return lots.map((lot) => contextIn(read.get(kindOf(lot)) ?? [], lot));
  }

  /** Losses of the lot's wafers that count, with those of the lots before it beside them. */
  async lossesOf(context: LotContext, scope: ProductScope): Promise<BinLoss[]> {
    const [losses = []] = await this.lossesOfAll([context], scope);
    return losses;
  }

  /** The same of several contexts of one insertion, in their order. */
  async lossesOfAll(contexts: readonly LotContext[], scope: ProductScope): Promise<BinLoss[][]> {
    const lots = contexts.flatMap(({ lot }) => lot ?? []);
    const groups = contexts.flatMap(({ lot, before }, at) =>
      lot
        ? [
            { group: `now ${at}`, lotIds: [lot.lotId] },
            { group: `before ${at}`, lotIds: before.map(idOf) },
          ]
        : [],
    );
    const insertions = [...new Set(lots.map(({ insertion }) => insertion))];
    const byGroup = Map.groupBy(await this.losses.failsOfLots(groups, insertions, scope), ({ group }) => group);
    const names = await this.losses.names(lots.map(({ productId }) => productId));
    return contexts.map(({ lot, before }, at) => {
      if (!lot) return [];
      const baseline = before.length === 0 ? NO_DIES : addSums(before);
      return lossesOf(
        names,
        { fails: byGroup.get(`now ${at}`) ?? [], gross: lot.gross },
        { fails: byGroup.get(`before ${at}`) ?? [], gross: baseline.gross },
      );
    });
  }

  /** Every lot that may stand in the context of one of these, which are of one product, insertion and type. */
  #around(lots: readonly LotAtInsertion[], scope: ProductScope): Promise<LotYield[]> {
    const times = lots.map(({ testedAt }) => testedAt.getTime());
    return this.lotYields.lots({
      pairs: lots.slice(0, 1),
      lotTypes: lots.slice(0, 1).map(({ lotType }) => lotType),
      from: new Date(Math.min(...times) - WEEKS_BEFORE_MS),
      to: new Date(Math.max(...times) + 1),
      scope,
    });
  }
}

const idOf = ({ lotId }: LotYield): string => lotId;
const kindOf = ({ productId, insertion, lotType }: LotAtInsertion): string =>
  JSON.stringify([productId, insertion, lotType]);

function contextIn(around: readonly LotYield[], { lotId, testedAt }: LotAtInsertion): LotContext {
  const lots = around.filter((other) => {
    const before = testedAt.getTime() - other.testedAt.getTime();
    return before >= 0 && before <= WEEKS_BEFORE_MS;
  });
  return {
    lots,
    lot: lots.find((other) => other.lotId === lotId) ?? null,
    before: lots.filter((other) => other.lotId !== lotId),
  };
}
