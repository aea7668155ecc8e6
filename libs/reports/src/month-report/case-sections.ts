import { shareOf } from '../content/chosen-sections.ts';
import { NO_VALUE, type Printing } from '../content/printing.ts';
import { numberColumn, textColumn, wideColumn } from '../content/tables.ts';
import type { ReportSection, ReportTable } from '../document/report-content.ts';
import { levelName } from '../excursion-report/excursion-printing.ts';
import { excursionReportWords } from '../excursion-report/excursion-report-words.ts';
import type { MonthReportFigures } from './month-report-figures.ts';
import { monthReportWords } from './month-report-words.ts';
import { overdueActions } from './month-sheet.ts';

type Portfolio = MonthReportFigures['portfolio'];
type Case = Portfolio['excursions'][number];

const HOUR_MS = 3_600_000;

/** How often, how soon contained, and why. */
export function excursionSection({ portfolio }: MonthReportFigures, printing: Printing): ReportSection {
  const words = monthReportWords(printing.locale);
  const { excursions } = portfolio;
  const contained = excursions.filter(({ containedAt }) => containedAt !== null);
  return {
    heading:
      excursions.length === 0
        ? words.excursions
        : words.excursionsAnswer(
            printing.count(excursions.length, 'excursions'),
            shareOf(contained, excursions, 'excursions', printing),
          ),
    short: words.excursions,
    lead: words.excursionsLead,
    blocks: [{ kind: 'table', table: excursionTable(excursions, words.noneOpened, printing) }],
  };
}

/** `empty` is said where there are none. */
export function excursionTable(excursions: readonly Case[], empty: string, printing: Printing): ReportTable {
  const words = monthReportWords(printing.locale);
  const { severity, state } = excursionReportWords(printing.locale);
  const { column } = words;
  return {
    title: '',
    caption: '',
    columns: [
      ...[column.id, column.product, column.opened, column.severity].map(textColumn),
      wideColumn(column.where),
      numberColumn(column.lostDies),
      textColumn(column.state),
      numberColumn(column.containedAfter),
      wideColumn(column.cause),
    ],
    rows: excursions.map((one) => [
      printing.asIs(one.excursionId),
      printing.asIs(one.productName),
      printing.date(one.openedAt),
      severity[one.severity] ?? one.severity,
      printing.asIs([words.kind[one.kind] ?? one.kind, one.label].filter(Boolean).join(' · ')),
      printing.digits(one.lostDies),
      state[one.state] ?? one.state,
      containedAfter(one, printing),
      causeOf(one, printing),
    ]),
    empty,
  };
}

/** From its opening to its first containment, whole hours. */
function containedAfter({ openedAt, containedAt }: Case, printing: Printing): string {
  if (containedAt === null) return NO_VALUE;
  const hours = Math.max(0, Math.round((containedAt.getTime() - openedAt.getTime()) / HOUR_MS));
  return printing.count(hours, 'hours');
}

/** What a person confirmed, in their words; else what the lots share. */
function causeOf({ cause, suspect }: Case, printing: Printing): string {
  if (cause) return printing.asIs([cause.id, cause.words].filter(Boolean).join(': '));
  if (suspect) return monthReportWords(printing.locale).suspect(printing.asIs(levelName(suspect.id, printing)));
  return NO_VALUE;
}

/** What is still to be done, by whom and until when. */
export function actionSection({ portfolio }: MonthReportFigures, printing: Printing): ReportSection {
  const words = monthReportWords(printing.locale);
  const overdue = overdueActions(portfolio);
  const heading =
    portfolio.openActions.length === 0
      ? words.actionsHeading
      : words.actionsAnswer(shareOf(overdue, portfolio.openActions, 'actions', printing));
  return {
    heading,
    short: words.actionsHeading,
    lead: words.actionsLead,
    blocks: [{ kind: 'table', table: actionTable(portfolio, printing) }],
  };
}

export function actionTable(portfolio: Pick<Portfolio, 'openActions' | 'current'>, printing: Printing): ReportTable {
  const words = monthReportWords(printing.locale);
  const { column } = words;
  const overdue = new Set(overdueActions(portfolio));
  return {
    title: '',
    caption: '',
    columns: [
      wideColumn(column.what),
      ...[column.id, column.product, column.owner, column.due, column.remark].map(textColumn),
    ],
    rows: portfolio.openActions.map((action) => [
      printing.asIs(action.what),
      printing.asIs(action.excursionId),
      printing.asIs(action.productName),
      printing.asIs(action.assigneeName),
      printing.date(action.dueAt),
      overdue.has(action) ? words.overdue : NO_VALUE,
    ]),
    empty: words.noActions,
  };
}
