import { mixChange, ratio, type LotDies, type MixChange } from '@fabwright/analytics';
import type { ProductInsertion } from '@fabwright/fab';
import type { FactSource } from '@fabwright/facts';
import type { LotYield } from '../yield/lot-yield.repository.ts';
import { addSums, yieldOf, type YieldSums } from '../yield/yield-sums.ts';
import { YieldKind, type BinLoss } from '../yield/yield.types.ts';
import type { KeyedPeriod } from './keyed-period.ts';
import type { OpenAction, PeriodExcursion } from './period-excursions.repository.ts';

/** What is missing against a target. */
export interface Shortfall {
  /** Good dies that the target asks for beyond those there are; below zero where the target is passed. */
  readonly dies: number;
  /** Those dies in wafers as the target would have them; below zero likewise. */
  readonly wafers: number;
}

/** A product at its insertion over the period and the one before. Yields are fractions of 1. */
export interface ProductFigures extends ProductInsertion {
  readonly now: YieldSums;
  readonly before: YieldSums;
  readonly lots: number;
  readonly final: number | null;
  readonly finalBefore: number | null;
  /** `final` − `finalBefore`, a fraction of 1; null where one of them is missing. */
  readonly change: number | null;
  /** Null without a target, or without dies. */
  readonly shortfall: Shortfall | null;
  /** What it added to the change of the total, percentage points; null where nothing can be compared. */
  readonly withinPp: number | null;
  readonly mixPp: number | null;
}

/** The total of a period; a gap in the trend where there were no dies. */
export interface PeriodPoint extends KeyedPeriod {
  readonly final: number | null;
  readonly sums: YieldSums;
  readonly lots: number;
  readonly complete: boolean;
}

/** Losses of a period by the name of their bin, fractions of 1. */
export interface PeriodLosses {
  readonly key: string;
  readonly byName: ReadonlyMap<string, number>;
}

/** With the name of what shows it best: a bin as its product calls it; empty where the kind says it all. */
export interface NamedExcursion extends PeriodExcursion {
  readonly label: string;
}

/** Everything that is said about all products over a period. */
export interface PortfolioFigures {
  readonly current: KeyedPeriod;
  readonly before: KeyedPeriod;
  /** By name. */
  readonly products: readonly ProductFigures[];
  readonly total: YieldSums;
  readonly totalBefore: YieldSums;
  readonly lots: number;
  readonly lotsBefore: number;
  /** Null where one of the periods has no dies. */
  readonly change: MixChange | null;
  /** Against all targets together; null without one. Products without a target are left out. */
  readonly shortfall: Shortfall | null;
  readonly losses: readonly BinLoss[];
  /** Oldest first, the current period last. */
  readonly trend: readonly PeriodPoint[];
  readonly lossTrend: readonly PeriodLosses[];
  readonly excursions: readonly NamedExcursion[];
  readonly openActions: readonly OpenAction[];
  readonly incompleteLots: readonly string[];
  readonly excludedWafers: number;
  readonly newestLotAt: Date | null;
  readonly sources: PortfolioSources;
}

/** Which query each group of figures comes from. */
export interface PortfolioSources {
  readonly yields: FactSource;
  readonly losses: FactSource;
  readonly excursions: FactSource;
  readonly actions: FactSource;
}

/** Lots of a product in each period. */
export function lotsIn(lots: readonly LotYield[], { from, to }: KeyedPeriod): LotYield[] {
  return lots.filter(({ testedAt }) => testedAt >= from && testedAt < to);
}

/** Products with their share in the change. Pure. */
export function productFigures(
  pairs: readonly ProductInsertion[],
  now: readonly LotYield[],
  before: readonly LotYield[],
): { readonly products: ProductFigures[]; readonly change: MixChange | null } {
  const sides = pairs.map((pair) => ({ pair, now: ofPair(now, pair), before: ofPair(before, pair) }));
  const tested = sides.filter((side) => side.now.length + side.before.length > 0);
  const change = mixChange(
    tested.map((side) => ({ name: side.pair.productId, now: side.now.map(diesOf), before: side.before.map(diesOf) })),
  );
  const added = new Map(change?.products.map((product) => [product.name, product]));
  const products = sides.map(({ pair, now: lots, before: earlier }) => {
    const [sums, sumsBefore] = [addSums(lots), addSums(earlier)];
    const [final, finalBefore] = [yieldOf(sums, YieldKind.FINAL), yieldOf(sumsBefore, YieldKind.FINAL)];
    const part = added.get(pair.productId);
    return {
      ...pair,
      ...{ now: sums, before: sumsBefore, lots: lots.length, final, finalBefore },
      change: final === null || finalBefore === null ? null : final - finalBefore,
      shortfall: shortfallOf(sums, pair.target),
      withinPp: part?.withinPp ?? null,
      mixPp: part?.mixPp ?? null,
    };
  });
  return { products, change };
}

function ofPair(lots: readonly LotYield[], { productId, insertion }: ProductInsertion): LotYield[] {
  return lots.filter((lot) => lot.productId === productId && lot.insertion === insertion);
}

const diesOf = ({ goodFinal, gross }: LotYield): LotDies => ({ good: goodFinal, gross });

/**
 * Good dies missing to a target, and the wafers that would have brought them at that target. Null without a target or
 * without dies. `target` is a fraction of 1.
 */
export function shortfallOf(sums: YieldSums, target: number | null): Shortfall | null {
  if (target === null || sums.gross === 0) return null;
  const dies = target * sums.gross - sums.goodFinal;
  const aWafer = ratio(target * sums.gross, sums.wafers).value;
  return { dies, wafers: aWafer === null || aWafer === 0 ? 0 : dies / aWafer };
}

/** Of all products that have one: one that passes its target makes up for another that does not. */
export function sumOfShortfalls(products: readonly ProductFigures[]): Shortfall | null {
  const known = products.flatMap(({ shortfall }) => shortfall ?? []);
  if (known.length === 0) return null;
  return {
    dies: known.reduce((sum, { dies }) => sum + dies, 0),
    wafers: known.reduce((sum, { wafers }) => sum + wafers, 0),
  };
}

export function pointOfPeriod(period: KeyedPeriod, lots: readonly LotYield[]): PeriodPoint {
  const own = lotsIn(lots, period);
  const sums = addSums(own);
  return {
    ...period,
    sums,
    final: yieldOf(sums, YieldKind.FINAL),
    lots: own.length,
    complete: own.every(({ complete }) => complete),
  };
}
