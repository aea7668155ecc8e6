import { formatProbability } from '@fabwright/facts';
import { shareOf, type SectionsOf } from '../content/chosen-sections.ts';
import { NO_VALUE, type Printing } from '../content/printing.ts';
import { numberColumn, textColumn, wideColumn } from '../content/tables.ts';
import type { ReportSection, ReportTable } from '../document/report-content.ts';
import { decidedChanges, effects } from './change-effects.ts';
import type { ChangeFigures, ChangeReportFigures } from './change-report-figures.ts';
import { changeReportWords } from './change-report-words.ts';

/** By their keys, as a definition names them. */
export const CHANGE_SECTIONS: SectionsOf<ChangeReportFigures> = { effects: effectSection, changes: changeSection };

function effectSection({ changes }: ChangeReportFigures, printing: Printing): ReportSection {
  const words = changeReportWords(printing.locale);
  const found = effects(changes);
  return {
    heading:
      found.length === 0
        ? words.effectHeading
        : words.effectAnswer(shareOf(found, decidedChanges(changes), 'changes', printing)),
    short: words.effectHeading,
    lead: words.lead,
    blocks: [{ kind: 'table', table: changeTable(found, words.noGap, printing) }],
  };
}

function changeSection({ changes }: ChangeReportFigures, printing: Printing): ReportSection {
  const words = changeReportWords(printing.locale);
  return {
    heading: words.allHeading,
    short: words.allHeading,
    lead: words.lead,
    blocks: [{ kind: 'table', table: changeTable(changes, words.none, printing) }],
  };
}

function changeTable(rows: readonly ChangeFigures[], empty: string, printing: Printing): ReportTable {
  const { column, reading } = changeReportWords(printing.locale);
  return {
    title: '',
    caption: '',
    columns: [
      wideColumn(column.change),
      wideColumn(column.step),
      ...[column.product, column.since].map(textColumn),
      ...[column.lots, column.lotsBefore, column.yield, column.before, column.difference, column.p].map(numberColumn),
      textColumn(column.reading),
    ],
    rows: rows.map((row) => [
      printing.asIs(row.version),
      printing.asIs(row.stepName),
      printing.asIs(row.productName),
      printing.date(row.since),
      printing.digits(row.lots),
      printing.digits(row.otherLots),
      printing.yieldDigits(row.value),
      printing.yieldDigits(row.others),
      printing.pointsDigits(row.difference, 2, true),
      row.p === null ? NO_VALUE : printing.asIs(formatProbability(row.p, printing.locale)),
      reading[row.reading],
    ]),
    empty,
  };
}
