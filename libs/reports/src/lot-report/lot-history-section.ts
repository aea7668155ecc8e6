import { wordOf } from '../content/message-words.ts';
import type { Printing } from '../content/printing.ts';
import { sharedWords } from '../content/shared-words.ts';
import { numberColumn, textColumn, wideColumn } from '../content/tables.ts';
import type { ReportSection, ReportTable } from '../document/report-content.ts';
import type { LotReportFigures } from './lot-report-figures.ts';
import { lotReportWords } from './lot-report-words.ts';

/** Steps, holds, child lots and test runs, retests and corrections among them. */
export function historySection(figures: LotReportFigures, printing: Printing): ReportSection {
  const words = lotReportWords(printing.locale);
  const since = figures.history[0]?.at ?? figures.runs[0]?.startedAt ?? null;
  const tables = [
    stepTable(figures, printing),
    holdTable(figures, printing),
    childTable(figures, printing),
    runTable(figures, printing),
  ];
  return {
    heading: words.historyHeading,
    short: words.historyHeading,
    lead: words.historyLead(printing.date(since)),
    blocks: tables.map((table) => ({ kind: 'table', table })),
  };
}

function stepTable({ history }: LotReportFigures, printing: Printing): ReportTable {
  const { column } = sharedWords(printing.locale);
  const words = lotReportWords(printing.locale);
  return {
    title: words.stepsTitle,
    caption: '',
    columns: [
      textColumn(column.time),
      textColumn(column.what),
      textColumn(column.lot),
      wideColumn(column.step),
      textColumn(column.tool),
      wideColumn(column.remark),
    ],
    rows: history.map((event) => [
      printing.time(event.at),
      wordOf(words.eventKind, event.kind),
      printing.asIs(event.lotNo),
      printing.asIs(event.stepName ?? event.stepId),
      printing.asIs(event.toolId),
      printing.asIs(event.detail),
    ]),
    empty: words.none.steps,
  };
}

function holdTable({ holds }: LotReportFigures, printing: Printing): ReportTable {
  const { column } = sharedWords(printing.locale);
  const words = lotReportWords(printing.locale);
  return {
    title: words.holdsTitle,
    caption: '',
    columns: [
      textColumn(column.from),
      textColumn(column.to),
      textColumn(column.step),
      wideColumn(column.reason),
      wideColumn(column.comment),
    ],
    rows: holds.map((hold) => [
      printing.time(hold.heldAt),
      hold.releasedAt ? printing.time(hold.releasedAt) : words.stillHeld,
      printing.asIs(hold.stepId),
      printing.asIs(hold.reason),
      printing.asIs(hold.comment),
    ]),
    empty: words.none.holds,
  };
}

function childTable({ children }: LotReportFigures, printing: Printing): ReportTable {
  const { column } = sharedWords(printing.locale);
  const words = lotReportWords(printing.locale);
  return {
    title: words.childrenTitle,
    caption: '',
    columns: [
      textColumn(column.lot),
      textColumn(column.parent),
      textColumn(column.what),
      textColumn(column.time),
      numberColumn(column.wafers),
    ],
    rows: children.map((child) => [
      printing.asIs(child.lotNo),
      printing.asIs(child.parentLotNo),
      wordOf(words.childKind, child.kind),
      printing.time(child.at),
      printing.digits(child.wafers),
    ]),
    empty: words.none.children,
  };
}

function runTable({ runs }: LotReportFigures, printing: Printing): ReportTable {
  const { column } = sharedWords(printing.locale);
  const words = lotReportWords(printing.locale);
  return {
    title: words.runsTitle,
    caption: words.runsCaption,
    columns: [
      textColumn(column.wafer),
      textColumn(column.what),
      textColumn(column.from),
      wideColumn(column.program),
      textColumn(column.tester),
      numberColumn(column.records),
    ],
    rows: runs.map((run) => [
      printing.asIs(run.waferId),
      wordOf(words.runKind, run.kind),
      printing.time(run.startedAt),
      printing.asIs(`${run.insertion} · ${run.program} ${run.programRevision}`.trim()),
      printing.asIs(run.tester),
      printing.digits(run.records),
    ]),
    empty: words.none.runs,
  };
}
