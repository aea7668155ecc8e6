import { addMonths, epochDay, fromEpochDay, type FabMonth, type Period } from '@fabwright/facts';
import { portfolioFactSheet, type FactSheet } from '@fabwright/language';
import { threeYieldsOf, type PortfolioFigures } from '@fabwright/quality';

/** A month as the days from its first to its last. */
export function monthPeriod(month: FabMonth): Period {
  const first = { ...month, day: 1 };
  return { kind: 'days', from: first, to: fromEpochDay(epochDay({ ...addMonths(month, 1), day: 1 }) - 1) };
}

/** Actions that were due before the end of the period. */
export function overdueActions({
  openActions,
  current,
}: Pick<PortfolioFigures, 'openActions' | 'current'>): PortfolioFigures['openActions'] {
  return openActions.filter(({ dueAt }) => dueAt !== null && dueAt < current.to);
}

/** Facts and statements of a month. Pure. */
export function monthSheet(portfolio: PortfolioFigures, month: FabMonth, name: string): FactSheet {
  const { products, excursions, total } = portfolio;
  const tested = products.filter(({ final }) => final !== null);
  return portfolioFactSheet({
    name,
    period: monthPeriod(month),
    baseline: monthPeriod(addMonths(month, -1)),
    final: threeYieldsOf(total).final,
    lots: portfolio.lots,
    wafers: total.wafers,
    baselineLots: portfolio.lotsBefore,
    change: portfolio.change,
    products: { all: products.length, tested: tested.length },
    targeted: tested.flatMap(({ productName, final, target }) =>
      final === null || target === null ? [] : [{ name: productName, final, target }],
    ),
    shortfall: portfolio.shortfall,
    losses: portfolio.losses.map(({ number, ...loss }) => ({ bin: number, ...loss })),
    excursions: {
      opened: excursions.length,
      contained: excursions.filter(({ containedAt }) => containedAt !== null).length,
      confirmed: excursions.filter(({ cause }) => cause !== null).length,
    },
    actions: { open: portfolio.openActions.length, overdue: overdueActions(portfolio).length },
    incompleteLots: portfolio.incompleteLots.length,
    excludedWafers: portfolio.excludedWafers,
    sources: portfolio.sources,
  });
}
