import { NO_VALUE, type Printing } from '../content/printing.ts';
import { sharedWords } from '../content/shared-words.ts';
import { lossTable, numberColumn, textColumn, wideColumn } from '../content/tables.ts';
import type { ReportSection, ReportTable } from '../document/report-content.ts';
import type { LotReportFigures, WaferFigures } from './lot-report-figures.ts';
import { lotReportWords } from './lot-report-words.ts';

/** The wafers as a table with their three yields, and all losses of the lot. */
export function waferSection(figures: LotReportFigures, printing: Printing): ReportSection {
  const words = lotReportWords(printing.locale);
  const losses = lossTable(figures.losses, printing, {
    title: words.lossesTitle,
    caption: words.lossesCaption,
    empty: words.none.losses,
  });
  return {
    heading: answer(figures, printing),
    short: words.wafersHeading,
    lead: words.wafersLead,
    blocks: [
      { kind: 'table', table: waferTable(figures, printing) },
      { kind: 'table', table: losses },
    ],
  };
}

function answer({ row, wafers }: LotReportFigures, printing: Printing): string {
  const words = lotReportWords(printing.locale);
  const { floor } = row;
  const counted = wafers.filter((wafer) => wafer.excluded === null && wafer.yields.final !== null);
  if (floor === null || counted.length === 0) return words.wafersHeading;
  const below = counted.filter((wafer) => (wafer.yields.final ?? 0) < floor);
  return words.wafersBelow(printing.share(below.length, counted.length, 'wafers'), printing.yield(floor, 1));
}

function waferTable({ wafers }: LotReportFigures, printing: Printing): ReportTable {
  const { column } = sharedWords(printing.locale);
  const words = lotReportWords(printing.locale);
  return {
    title: '',
    caption: '',
    columns: [
      textColumn(column.wafer),
      numberColumn(column.slot),
      numberColumn(column.final),
      numberColumn(column.firstPass),
      numberColumn(column.record),
      numberColumn(column.good),
      numberColumn(column.gross),
      numberColumn(column.retested),
      wideColumn(column.topLoss),
      textColumn(column.tester),
      textColumn(column.remark),
    ],
    rows: wafers.map((wafer) => [
      printing.asIs(wafer.waferId),
      printing.digits(wafer.slot),
      printing.yieldDigits(wafer.yields.final),
      printing.yieldDigits(wafer.yields.firstPass),
      printing.yieldDigits(wafer.yields.record),
      printing.digits(wafer.yields.goodFinal),
      printing.digits(wafer.yields.gross),
      printing.digits(wafer.yields.retested),
      printing.asIs(wafer.topLoss?.name),
      printing.asIs(wafer.tester),
      remark(wafer, printing),
    ]),
    empty: words.none.wafers,
  };
}

function remark({ excluded, complete }: WaferFigures, printing: Printing): string {
  const words = lotReportWords(printing.locale);
  const remarks = [...(excluded ? [words.mapExcluded] : []), ...(complete ? [] : [words.incomplete])];
  return remarks.join(sharedWords(printing.locale).clause) || NO_VALUE;
}
