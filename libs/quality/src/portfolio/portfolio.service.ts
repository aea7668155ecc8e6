import { Injectable } from '@nestjs/common';
import { ProductInsertionStore, type ProductInsertion } from '@fabwright/fab';
import { DomainError, type ProductScope } from '@fabwright/platform';
import { chooseInsertions } from '../overview/overview-choice.ts';
import { chartedLots } from '../overview/trend.ts';
import { BinLossRepository, lossesOf, type BinFails, type BinNames } from '../yield/bin-loss.repository.ts';
import { factSource } from '../yield/fact-source.ts';
import { LotYieldRepository, type LotYield, type LotYieldQuery } from '../yield/lot-yield.repository.ts';
import { addSums } from '../yield/yield-sums.ts';
import { LotType, YieldKind, type BinLoss } from '../yield/yield.types.ts';
import type { KeyedPeriod } from './keyed-period.ts';
import { labelOf } from './excursion-label.ts';
import { PeriodExcursionsRepository } from './period-excursions.repository.ts';
import {
  lotsIn,
  pointOfPeriod,
  productFigures,
  sumOfShortfalls,
  type PeriodLosses,
  type PortfolioFigures,
} from './portfolio-figures.ts';

export interface PortfolioQuestion {
  /** Null = every product in scope, each at its first insertion. */
  readonly productId: string | null;
  /** Null = the first. */
  readonly insertion: string | null;
  /** Null = production lots. */
  readonly lotTypes: readonly LotType[] | null;
  /** Oldest first and without a gap; the last is the one that is asked about. Two or more. */
  readonly periods: readonly KeyedPeriod[];
}

/** All products over a period: what their yield did, what is lost, what went wrong and what is being done. */
@Injectable()
export class PortfolioService {
  constructor(
    private readonly insertions: ProductInsertionStore,
    private readonly lotYields: LotYieldRepository,
    private readonly losses: BinLossRepository,
    private readonly excursions: PeriodExcursionsRepository,
  ) {}

  /** Throws NOT_FOUND for a product that may not be seen, INVALID_INPUT where no lot of the period was tested. */
  async figures(question: PortfolioQuestion, scope: ProductScope): Promise<PortfolioFigures> {
    const { productId, insertion, periods } = question;
    const [first, before, current] = [periods[0], periods.at(-2), periods.at(-1)];
    if (!first || !before || !current) throw new RangeError('A portfolio is compared over two periods or more.');
    const { selected } = chooseInsertions(await this.insertions.all(scope), { productId, insertion });
    const lotTypes = question.lotTypes ?? [LotType.PRODUCTION];
    const query = { pairs: selected, lotTypes, from: first.from, to: current.to, scope };
    const lots = chartedLots(await this.lotYields.lots(query), YieldKind.FINAL);
    const now = lotsIn(lots, current);
    if (now.length === 0) throw noLots(current.key);
    const earlier = lotsIn(lots, before);
    const { products, change } = productFigures(selected, now, earlier);
    const names = await this.losses.names(selected.map((pair) => pair.productId));
    const losses = await this.#losses(lots, periods, query, names);
    const asked = { ...current, productIds: productId === null ? null : [productId], scope };
    const [opened, openActions] = [await this.excursions.opened(asked), await this.excursions.openActions(asked)];
    const excursions = opened.map((one) => ({ ...one, label: labelOf(one, names) }));
    const parameters = { product: productId, insertion, types: lotTypes, from: first.from, to: current.to };
    const seq = lots.reduce((max, lot) => Math.max(max, lot.seq), 0);
    const source = (name: string, rows: readonly unknown[]) => factSource(name, parameters, rows, seq);
    return {
      ...{ current, before, products, change, ...losses, openActions, excursions },
      ...{ total: addSums(now), totalBefore: addSums(earlier), lots: now.length, lotsBefore: earlier.length },
      shortfall: sumOfShortfalls(products),
      trend: periods.map((period) => pointOfPeriod(period, lots)),
      incompleteLots: now.filter(({ complete }) => !complete).map(({ lotId }) => lotId),
      excludedWafers: await this.lotYields.excludedWafers({ ...query, from: current.from }),
      newestLotAt: now.at(-1)?.testedAt ?? null,
      sources: {
        yields: source('lot-yields', now.concat(earlier).map(countsOf)),
        losses: source('bin-losses', losses.losses),
        excursions: source(
          'excursions-opened',
          opened.map(({ excursionId, version }) => [excursionId, version]),
        ),
        actions: source('open-actions', openActions),
      },
    };
  }

  async #losses(
    lots: readonly LotYield[],
    periods: readonly KeyedPeriod[],
    query: LotYieldQuery & { readonly pairs: readonly ProductInsertion[] },
    names: BinNames,
  ): Promise<{ losses: BinLoss[]; lossTrend: PeriodLosses[] }> {
    const fails = await this.#fails(lots, periods, query);
    const samples = periods.map((period) => ({
      fails: fails.get(period.key) ?? [],
      gross: addSums(lotsIn(lots, period)).gross,
    }));
    const [before = null, now] = [samples.at(-2), samples.at(-1)];
    const lossTrend = periods.map(({ key }, at) => {
      const sample = samples[at];
      const losses = sample ? lossesOf(names, sample, null) : [];
      return { key, byName: new Map(losses.map(({ name, loss }) => [name, loss])) };
    });
    return { losses: now ? lossesOf(names, now, before) : [], lossTrend };
  }

  /** By period. A lot counts at its product's insertion only, also where it was tested at others. */
  async #fails(
    lots: readonly LotYield[],
    periods: readonly KeyedPeriod[],
    { pairs, scope }: LotYieldQuery,
  ): Promise<Map<string, BinFails[]>> {
    const found: BinFails[] = [];
    for (const insertion of new Set(pairs.map((pair) => pair.insertion))) {
      const own = lots.filter((lot) => lot.insertion === insertion);
      const groups = periods.map((period) => ({
        group: period.key,
        lotIds: lotsIn(own, period).map(({ lotId }) => lotId),
      }));
      found.push(...(await this.losses.failsOfLots(groups, [insertion], scope)));
    }
    return Map.groupBy(found, ({ group }) => group);
  }
}

/** What a lot's yields follow from, and when it was derived. */
function countsOf({ lotId, goodFinal, gross, seq }: LotYield): unknown[] {
  return [lotId, goodFinal, gross, seq];
}

function noLots(period: string): DomainError {
  return new DomainError('INVALID_INPUT', `No lot ended its first pass in ${period}. There is nothing to report.`, {
    detail: { field: 'period', reason: 'no-lots' },
  });
}
