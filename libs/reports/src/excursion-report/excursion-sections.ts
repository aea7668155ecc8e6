import type { Printing } from '../content/printing.ts';
import { numberColumn, textColumn, wideColumn } from '../content/tables.ts';
import type { ReportSection, ReportTable } from '../document/report-content.ts';
import { factorName, fewestLots, measured, probability, reasonText } from './excursion-printing.ts';
import type { ExcursionReportFigures } from './excursion-report-figures.ts';
import { excursionReportWords } from './excursion-report-words.ts';
import type { ExcursionReportWords } from './excursion-words-shape.ts';

/** What the affected wafers share, and which parameters stand elsewhere on them. */
export function comparisonSection(figures: ExcursionReportFigures, printing: Printing): ReportSection {
  const words = excursionReportWords(printing.locale);
  return {
    heading: words.commonality,
    short: words.commonalityShort,
    lead: words.lead,
    blocks: [
      { kind: 'table', table: commonalityTable(figures, printing) },
      { kind: 'table', table: movedTable(figures, printing) },
    ],
  };
}

const MOST_ROWS = 24;
const LARGEST_ODDS = 999;

function commonalityTable({ commonality }: ExcursionReportFigures, printing: Printing): ReportTable {
  const words = excursionReportWords(printing.locale);
  const { column } = words;
  const rows = commonality?.rows.slice(0, MOST_ROWS) ?? [];
  return {
    title: words.commonalityShort,
    caption: commonality
      ? words.commonalityCaption(
          printing.count(commonality.caseWafers, 'wafers'),
          printing.count(commonality.wafers - commonality.caseWafers, 'wafers'),
          printing.digits(commonality.levels),
        )
      : '',
    columns: [
      textColumn(column.step),
      wideColumn(column.factor),
      numberColumn(column.cases),
      numberColumn(column.others),
      numberColumn(column.odds),
      numberColumn(column.p),
      numberColumn(column.pGiven),
      numberColumn(column.lots),
      textColumn(column.reading),
    ],
    rows: rows.map(({ levels, exposed, others, oddsRatio, p, pGivenFirst, reading, because }) => {
      const [first, ...rest] = levels.map((level) => factorName(level, printing));
      const [cases, all] = [exposed.caseWafers + others.caseWafers, exposed.wafers + others.wafers];
      return [
        printing.asIs(levels[0]?.stepName),
        rest.length > 0 ? printing.asIs(words.together(first ?? '', rest.join(', '))) : (first ?? ''),
        printing.asIs(`${exposed.caseWafers}/${cases}`),
        printing.asIs(`${exposed.wafers - exposed.caseWafers}/${all - cases}`),
        oddsRatio ? printing.asIs(oddsText(oddsRatio, printing)) : '–',
        probability(p, printing),
        probability(pGivenFirst, printing),
        printing.digits(exposed.caseLots),
        readingText(words, reading, because, printing),
      ];
    }),
    empty: words.noCommonality,
  };
}

/** With what stands in the way, where nothing is decided. */
function readingText(words: ExcursionReportWords, reading: string, because: string | null, printing: Printing): string {
  const why = because === null ? undefined : words.because[because]?.(fewestLots(printing));
  return printing.asIs([words.reading[reading] ?? reading, why].filter(Boolean).join(' · '));
}

function oddsText({ ratio, low, high }: { ratio: number; low: number; high: number }, printing: Printing): string {
  const said = (value: number): string => (value > LARGEST_ODDS ? `> ${LARGEST_ODDS}` : measured(value, '', printing));
  return `${said(ratio)} [${said(low)}, ${said(high)}]`;
}

function movedTable({ moved }: ExcursionReportFigures, printing: Printing): ReportTable {
  const words = excursionReportWords(printing.locale);
  const { column } = words;
  return {
    title: words.moved,
    caption: words.movedCaption,
    columns: [
      wideColumn(column.parameter),
      textColumn(column.step),
      numberColumn(column.cases),
      numberColumn(column.others),
      numberColumn(column.shift),
      numberColumn(column.q),
    ],
    rows: (moved ?? [])
      .slice(0, MOST_ROWS)
      .map((one) => [
        printing.asIs([one.name, one.statistic].filter(Boolean).join(' · ')),
        printing.asIs(one.stepName),
        measured(one.affected, one.unit, printing),
        measured(one.others, one.unit, printing),
        measured(one.shift, 'σ', printing),
        probability(one.q, printing),
      ]),
    empty: words.noMoved,
  };
}

/** The lots, what was changed around that time, and what looked alike before. */
export function scopeSection(figures: ExcursionReportFigures, printing: Printing): ReportSection {
  const words = excursionReportWords(printing.locale);
  return {
    heading: words.lots,
    short: words.lots,
    lead: '',
    blocks: [lotTable, aroundTable, similarTable].map((table) => ({ kind: 'table', table: table(figures, printing) })),
  };
}

function lotTable({ lots }: ExcursionReportFigures, printing: Printing): ReportTable {
  const words = excursionReportWords(printing.locale);
  const { column } = words;
  return {
    title: words.lots,
    caption: '',
    columns: [
      textColumn(column.lot),
      numberColumn(column.wafers),
      numberColumn(column.yield),
      numberColumn(column.loss),
      wideColumn(column.alarms),
      textColumn(column.time),
    ],
    rows: lots.map((lot) => [
      printing.asIs(lot.lotId),
      words.wafersOf(printing.digits(lot.waferIds.length), printing.digits(lot.wafers)),
      printing.yield(lot.finalYield, 1),
      typeof lot.lossPp === 'number' ? printing.points(lot.lossPp / 100) : '–',
      [...new Set(lot.alarms.map(({ rule }) => words.rule[rule] ?? rule))].join(', '),
      printing.time(lot.testedAt),
    ]),
    empty: words.noLots,
  };
}

function aroundTable({ around }: ExcursionReportFigures, printing: Printing): ReportTable {
  const words = excursionReportWords(printing.locale);
  const { column } = words;
  return {
    title: words.around,
    caption: '',
    columns: [textColumn(column.time), textColumn(column.change), textColumn(column.place), wideColumn(column.words)],
    rows: (around ?? []).slice(0, MOST_ROWS).map((change) => [
      printing.time(change.at),
      words.change[change.kind] ?? change.kind,
      printing.asIs([change.toolId, change.chamber].filter(Boolean).join('/')),
      // what a technician wrote is quoted, and stands as it is
      printing.asIs(
        [change.what, [change.before, change.after].filter(Boolean).join(' → '), change.note && `“${change.note}”`]
          .filter(Boolean)
          .join(' · '),
      ),
    ]),
    empty: words.noAround,
  };
}

function similarTable({ similar }: ExcursionReportFigures, printing: Printing): ReportTable {
  const words = excursionReportWords(printing.locale);
  const { column } = words;
  return {
    title: words.similar,
    caption: '',
    columns: [textColumn(column.id), textColumn(column.time), textColumn(column.state), wideColumn(column.cause)],
    rows: (similar ?? []).map((past) => [
      printing.asIs(past.excursionId),
      printing.time(past.openedAt),
      words.state[past.state] ?? past.state,
      printing.asIs(past.cause),
    ]),
    empty: words.noSimilar,
  };
}

/** What was agreed, and what was done by whom. */
export function historySection({ actions, entries }: ExcursionReportFigures, printing: Printing): ReportSection {
  const words = excursionReportWords(printing.locale);
  const { column } = words;
  const agreed: ReportTable = {
    title: words.actions,
    caption: '',
    columns: [wideColumn(column.what), textColumn(column.who), textColumn(column.until), textColumn(column.state)],
    rows: actions.map((action) => [
      printing.asIs(action.what),
      printing.asIs(action.assigneeName),
      printing.time(action.dueAt),
      action.doneAt ? words.done : words.open,
    ]),
    empty: words.noActions,
  };
  const done: ReportTable = {
    title: words.history,
    caption: '',
    columns: [textColumn(column.time), textColumn(column.what), textColumn(column.who), wideColumn(column.words)],
    rows: entries.map((entry) => [
      printing.time(entry.at),
      words.act[entry.act] ?? entry.act,
      entry.byDetectors ? words.detectors : printing.asIs(entry.actorName),
      entry.byDetectors ? reasonText(entry.reason, printing) : printing.asIs(entry.reason),
    ]),
    empty: words.noHistory,
  };
  return {
    heading: words.whatWasDone,
    short: words.history,
    lead: '',
    blocks: [agreed, done].map((table) => ({ kind: 'table', table })),
  };
}
