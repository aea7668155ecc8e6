import { excludedLines } from '../content/excluded-wafers.ts';
import type { Printing } from '../content/printing.ts';
import { sharedWords } from '../content/shared-words.ts';
import type { LotReportFigures } from './lot-report-figures.ts';

/** What the data of a lot lack, in sentences: untested dies, excluded and incomplete wafers, missing maps and limits. */
export function lotCompleteness(figures: LotReportFigures, printing: Printing): string[] {
  const { completeness: words } = sharedWords(printing.locale);
  const { wafers, geometry, trend } = figures;
  const incomplete = wafers.filter((wafer) => !wafer.complete).map((wafer) => printing.asIs(wafer.waferId));
  return [
    ...untested(figures, printing),
    ...excludedLines(wafers, printing),
    incomplete.length > 0 ? words.incomplete(incomplete.join(', ')) : words.noneIncomplete,
    ...(geometry.defined ? [] : [words.noDieMap]),
    ...(trend?.limits ? [] : [words.noLimits]),
  ];
}

function untested({ row, geometry }: LotReportFigures, printing: Printing): string[] {
  const { completeness: words } = sharedWords(printing.locale);
  if (!row.yields || !geometry.defined) return [];
  if (row.yields.untested === 0) return [words.noneUntested];
  return [words.untested(printing.share(row.yields.untested, row.yields.gross, 'dies'))];
}
