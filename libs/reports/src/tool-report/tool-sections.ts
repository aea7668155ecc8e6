import { formatProbability } from '@fabwright/facts';
import { shareOf, type SectionsOf } from '../content/chosen-sections.ts';
import { NO_VALUE, type Printing } from '../content/printing.ts';
import { numberColumn, textColumn, wideColumn } from '../content/tables.ts';
import type { ReportSection, ReportTable } from '../document/report-content.ts';
import { decidedOnes, differences, toolsOf } from './tool-matching.ts';
import type { ToolComparison, ToolReportFigures } from './tool-report-figures.ts';
import { toolReportWords } from './tool-report-words.ts';

/** By their keys, as a definition names them. */
export const TOOL_SECTIONS: SectionsOf<ToolReportFigures> = {
  differences: differenceSection,
  comparisons: comparisonSection,
};

function differenceSection({ comparisons }: ToolReportFigures, printing: Printing): ReportSection {
  const words = toolReportWords(printing.locale);
  const found = differences(comparisons);
  const [differing, decided] = [toolsOf(found), toolsOf(decidedOnes(comparisons))];
  return {
    heading:
      differing.length === 0 ? words.differHeading : words.differAnswer(shareOf(differing, decided, 'tools', printing)),
    short: words.differHeading,
    lead: words.lead,
    blocks: [{ kind: 'table', table: comparisonTable(found, words.noGap, printing) }],
  };
}

function comparisonSection({ comparisons }: ToolReportFigures, printing: Printing): ReportSection {
  const words = toolReportWords(printing.locale);
  return {
    heading: words.allHeading,
    short: words.allHeading,
    lead: words.lead,
    blocks: [{ kind: 'table', table: comparisonTable(comparisons, words.none, printing) }],
  };
}

function comparisonTable(rows: readonly ToolComparison[], empty: string, printing: Printing): ReportTable {
  const { column, reading } = toolReportWords(printing.locale);
  return {
    title: '',
    caption: '',
    columns: [
      textColumn(column.tool),
      wideColumn(column.step),
      textColumn(column.product),
      ...[column.lots, column.yield, column.others, column.difference, column.p].map(numberColumn),
      textColumn(column.reading),
    ],
    rows: rows.map((row) => [
      printing.asIs(row.toolId),
      printing.asIs(row.stepName),
      printing.asIs(row.productName),
      printing.digits(row.lots),
      printing.yieldDigits(row.value),
      printing.yieldDigits(row.others),
      printing.pointsDigits(row.difference, 2, true),
      row.p === null ? NO_VALUE : printing.asIs(formatProbability(row.p, printing.locale)),
      reading[row.reading],
    ]),
    empty,
  };
}
