import { shareOf, type SectionsOf } from '../content/chosen-sections.ts';
import type { Printing } from '../content/printing.ts';
import type { ReportSection } from '../document/report-content.ts';
import { actionTable, excursionTable } from '../month-report/case-sections.ts';
import { monthReportWords } from '../month-report/month-report-words.ts';
import { overdueActions } from '../month-report/month-sheet.ts';
import type { ExcursionReviewFigures } from './excursion-review-figures.ts';
import { excursionReviewWords } from './excursion-review-words.ts';

/** By their keys, as a definition names them. */
export const REVIEW_SECTIONS: SectionsOf<ExcursionReviewFigures> = {
  excursions: openedSection,
  carried: carriedSection,
  actions: actionSection,
};

function openedSection({ opened }: ExcursionReviewFigures, printing: Printing): ReportSection {
  const words = excursionReviewWords(printing.locale);
  const contained = opened.filter(({ containedAt }) => containedAt !== null);
  const answer = monthReportWords(printing.locale).excursionsAnswer;
  return {
    heading:
      opened.length === 0
        ? words.openedHeading
        : answer(printing.count(opened.length, 'excursions'), shareOf(contained, opened, 'excursions', printing)),
    short: words.openedHeading,
    lead: words.openedLead,
    blocks: [{ kind: 'table', table: excursionTable(opened, words.noneOpened, printing) }],
  };
}

function carriedSection({ carried }: ExcursionReviewFigures, printing: Printing): ReportSection {
  const words = excursionReviewWords(printing.locale);
  return {
    heading:
      carried.length === 0 ? words.carriedHeading : words.carriedAnswer(printing.count(carried.length, 'excursions')),
    short: words.carriedHeading,
    lead: words.carriedLead,
    blocks: [{ kind: 'table', table: excursionTable(carried, words.noneCarried, printing) }],
  };
}

function actionSection(figures: ExcursionReviewFigures, printing: Printing): ReportSection {
  const words = monthReportWords(printing.locale);
  const { openActions } = figures;
  const overdue = shareOf(overdueActions(figures), openActions, 'actions', printing);
  return {
    heading: openActions.length === 0 ? words.actionsHeading : words.actionsAnswer(overdue),
    short: words.actionsHeading,
    lead: excursionReviewWords(printing.locale).actionsLead,
    blocks: [{ kind: 'table', table: actionTable(figures, printing) }],
  };
}
