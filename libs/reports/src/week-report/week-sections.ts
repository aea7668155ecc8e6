import type { SectionsOf } from '../content/chosen-sections.ts';
import { NO_VALUE, type Printing } from '../content/printing.ts';
import { sharedWords } from '../content/shared-words.ts';
import { lossTable, numberColumn, textColumn, wideColumn } from '../content/tables.ts';
import type { ReportSection, ReportTable } from '../document/report-content.ts';
import { lowestSection, type WeekPages } from './low-lots.ts';
import type { WeekLotFigures, WeekReportFigures } from './week-report-figures.ts';
import { weekReportWords } from './week-report-words.ts';

/** By their keys, as a definition names them. */
export const WEEK_SECTIONS: SectionsOf<WeekPages> = { losses: lossSection, lowest: lowestSection, lots: lotSection };

/** Every loss of the week beside its baseline. */
function lossSection({ losses }: WeekReportFigures, printing: Printing): ReportSection {
  const words = weekReportWords(printing.locale);
  const [top] = losses;
  const table = lossTable(losses, printing, { title: '', caption: '', empty: words.noLosses });
  return {
    heading: top ? words.lossesAnswer(printing.asIs(top.name), printing.points(top.loss)) : words.lossesHeading,
    short: words.lossesHeading,
    lead: words.lossesLead,
    blocks: [{ kind: 'table', table }],
  };
}

/** Lots below the floor, of those that have a final yield. */
export function lotsBelowFloor({ lots }: WeekReportFigures): { below: number; of: number } {
  const judged = lots.filter((lot) => lot.yields !== null && lot.yields.final !== null);
  return { below: judged.filter((lot) => lot.belowFloor).length, of: judged.length };
}

/** The lots of the week with their three yields. */
function lotSection(figures: WeekReportFigures, printing: Printing): ReportSection {
  const words = weekReportWords(printing.locale);
  const { floor } = figures;
  const { below, of } = lotsBelowFloor(figures);
  const heading =
    floor === null ? words.lotsHeading : words.lotsAnswer(printing.share(below, of, 'lots'), printing.yield(floor, 1));
  return {
    heading,
    short: words.lotsHeading,
    lead: words.lotsLead,
    blocks: [{ kind: 'table', table: lotTable(figures, printing) }],
  };
}

function lotTable({ lots, incompleteLots }: WeekReportFigures, printing: Printing): ReportTable {
  const { column } = sharedWords(printing.locale);
  return {
    title: '',
    caption: '',
    columns: [
      textColumn(column.lot),
      textColumn(column.time),
      numberColumn(column.wafers),
      numberColumn(column.final),
      numberColumn(column.firstPass),
      numberColumn(column.record),
      wideColumn(column.topLoss),
      wideColumn(column.remark),
    ],
    rows: lots.map((lot) => [
      printing.asIs(lot.lotId),
      printing.time(lot.firstPassEndedAt),
      printing.digits(lot.yields?.wafers ?? lot.wafers),
      printing.yieldDigits(lot.yields?.final),
      printing.yieldDigits(lot.yields?.firstPass),
      printing.yieldDigits(lot.yields?.record),
      printing.asIs(lot.topLoss?.name),
      remark(lot, incompleteLots, printing),
    ]),
    empty: weekReportWords(printing.locale).noLots,
  };
}

function remark(
  { lotId, belowFloor, onHold }: WeekLotFigures,
  incomplete: readonly string[],
  printing: Printing,
): string {
  const words = weekReportWords(printing.locale);
  const remarks = [
    ...(belowFloor ? [words.below] : []),
    ...(onHold ? [words.onHold] : []),
    ...(incomplete.includes(lotId) ? [words.incomplete] : []),
  ];
  return remarks.join(sharedWords(printing.locale).clause) || NO_VALUE;
}
