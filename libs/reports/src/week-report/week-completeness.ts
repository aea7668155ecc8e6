import { excludedLines } from '../content/excluded-wafers.ts';
import type { Printing } from '../content/printing.ts';
import { sharedWords } from '../content/shared-words.ts';
import type { WeekReportFigures } from './week-report-figures.ts';

/** What the data of a week lack, in sentences. */
export function weekCompleteness(figures: WeekReportFigures, printing: Printing): string[] {
  const { completeness: words } = sharedWords(printing.locale);
  const { current, geometry, trend, incompleteLots, excluded } = figures;
  const hasMap = geometry?.defined ?? false;
  const untested = words.untested(printing.share(current.untested, current.gross, 'dies'));
  const incomplete = incompleteLots.map((lotId) => printing.asIs(lotId)).join(', ');
  return [
    ...(hasMap ? [current.untested === 0 ? words.noneUntested : untested] : [words.noDieMap]),
    ...excludedLines(excluded, printing),
    incomplete === '' ? words.noneIncomplete : words.incomplete(incomplete),
    ...(trend.limits ? [] : [words.noLimits]),
  ];
}
