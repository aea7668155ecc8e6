import { shareOf, type SectionsOf } from '../content/chosen-sections.ts';
import type { Printing } from '../content/printing.ts';
import { lossTable, numberColumn, textColumn, wideColumn } from '../content/tables.ts';
import type { ReportSection, ReportTable } from '../document/report-content.ts';
import { actionSection, excursionSection } from './case-sections.ts';
import type { MonthReportFigures } from './month-report-figures.ts';
import { monthReportWords } from './month-report-words.ts';

/** Losses whose months stand side by side. */
const MOST_TRENDS = 8;

/** By their keys, as a definition names them. */
export const MONTH_SECTIONS: SectionsOf<MonthReportFigures> = {
  products: productSection,
  losses: lossSection,
  excursions: excursionSection,
  actions: actionSection,
};

type Products = MonthReportFigures['portfolio']['products'];

/** Products that were tested and have a target, and those of them below it. */
export function targetedProducts(products: Products): { readonly targeted: Products; readonly below: Products } {
  const targeted = products.filter(({ final, target }) => final !== null && target !== null);
  return { targeted, below: targeted.filter(({ final, target }) => (final ?? 0) < (target ?? 0)) };
}

function productSection({ portfolio }: MonthReportFigures, printing: Printing): ReportSection {
  const words = monthReportWords(printing.locale);
  const { targeted, below } = targetedProducts(portfolio.products);
  return {
    heading:
      targeted.length === 0
        ? words.productsHeading
        : words.productsAnswer(shareOf(below, targeted, 'products', printing)),
    short: words.productsHeading,
    lead: words.productsLead,
    blocks: [{ kind: 'table', table: productTable(portfolio.products, printing) }],
  };
}

function productTable(products: Products, printing: Printing): ReportTable {
  const { column } = monthReportWords(printing.locale);
  const pp = (value: number | null): string => printing.pointsDigits(value === null ? null : value / 100, 2, true);
  return {
    title: '',
    caption: '',
    columns: [
      wideColumn(column.product),
      ...[column.lots, column.final, column.target, column.before, column.change].map(numberColumn),
      ...[column.within, column.mix, column.missingDies, column.missingWafers].map(numberColumn),
    ],
    rows: products.map((product) => [
      printing.asIs(`${product.productName} · ${product.insertion}`),
      printing.digits(product.lots),
      printing.yieldDigits(product.final),
      printing.yieldDigits(product.target),
      printing.yieldDigits(product.finalBefore),
      printing.pointsDigits(product.change, 2, true),
      pp(product.withinPp),
      pp(product.mixPp),
      printing.digits(product.shortfall?.dies),
      printing.decimals(product.shortfall?.wafers, 1),
    ]),
    empty: '',
  };
}

function lossSection({ portfolio }: MonthReportFigures, printing: Printing): ReportSection {
  const words = monthReportWords(printing.locale);
  const { losses } = portfolio;
  const [top] = losses;
  return {
    heading: top ? words.lossesAnswer(printing.asIs(top.name), printing.points(top.loss)) : words.lossesHeading,
    short: words.lossesHeading,
    lead: words.lossesLead,
    blocks: [
      {
        kind: 'table',
        table: lossTable(losses, printing, { title: '', caption: '', empty: words.noLosses }),
      },
      { kind: 'table', table: lossTrendTable(portfolio, printing) },
    ],
  };
}

/** The largest losses of the month, month by month. */
function lossTrendTable({ losses, lossTrend }: MonthReportFigures['portfolio'], printing: Printing): ReportTable {
  const words = monthReportWords(printing.locale);
  return {
    title: words.lossTrend,
    caption: words.lossTrendCaption,
    columns: [textColumn(words.kind['bin'] ?? ''), ...lossTrend.map(({ key }) => numberColumn(printing.asIs(key)))],
    rows: losses
      .slice(0, MOST_TRENDS)
      .map(({ name }) => [
        printing.asIs(name),
        ...lossTrend.map(({ byName }) => printing.pointsDigits(byName.size === 0 ? null : (byName.get(name) ?? 0))),
      ]),
    empty: words.noLosses,
  };
}
