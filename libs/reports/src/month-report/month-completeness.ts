import type { Printing } from '../content/printing.ts';
import type { MonthReportFigures } from './month-report-figures.ts';
import { monthReportWords } from './month-report-words.ts';

/** What was not available and why, in sentences. */
export function monthCompleteness({ portfolio }: MonthReportFigures, printing: Printing): string[] {
  const { lacks } = monthReportWords(printing.locale);
  const { products, incompleteLots, excludedWafers, change } = portfolio;
  const list = (names: readonly string[]): string => names.map((name) => printing.asIs(name)).join(', ');
  const untested = products.filter(({ final }) => final === null).map(({ productName }) => productName);
  const untargeted = products
    .filter(({ final, target }) => final !== null && target === null)
    .map(({ productName }) => productName);
  const lines = [
    ...(untested.length > 0 ? [lacks.noLots(list(untested))] : []),
    ...(untargeted.length > 0 ? [lacks.noTarget(list(untargeted))] : []),
    ...(incompleteLots.length > 0 ? [lacks.incomplete(list(incompleteLots))] : []),
    ...(excludedWafers > 0 ? [lacks.excluded(printing.count(excludedWafers, 'wafers'))] : []),
    ...(change === null ? [lacks.noBefore] : []),
    ...(change && 'kind' in change.total.interval
      ? [lacks.tooFewLots(printing.count(change.total.interval.lots, 'lots'))]
      : []),
  ];
  return lines.length > 0 ? lines : [lacks.everything];
}
