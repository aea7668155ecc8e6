import { keyFigure } from '../content/key-figures.ts';
import type { Printing } from '../content/printing.ts';
import { reportId } from '../content/report-id.ts';
import type { EvidenceRow, KeyFigure, ReportContent, ReportSpan } from '../document/report-content.ts';
import { FIGURE_GAP_PT } from '../figures/figure-size.ts';
import { pageOneHeights } from '../document/page-one-heights.ts';
import { pageFrame, type Paper } from '../render/paper.ts';
import { stackFigures, timelineFigure } from './excursion-figures.ts';
import { factorName, fewestLots, probability, streamName, whySentence } from './excursion-printing.ts';
import type { ExcursionReportFigures } from './excursion-report-figures.ts';
import { excursionReportWords } from './excursion-report-words.ts';
import { comparisonSection, historySection, scopeSection } from './excursion-sections.ts';

/** Reasons on page 1; every lot's rules stand in the table of lots. */
const REASONS = 3;

/** An evidence package. Pure: the same figures give the same content. */
export function excursionReportContent(
  figures: ExcursionReportFigures,
  paper: Paper,
  printing: Printing,
): ReportContent {
  const words = excursionReportWords(printing.locale);
  const { excursion } = figures;
  const headline = headlineOf(figures, printing);
  const paragraphs = paragraphsOf(figures, printing);
  const content = {
    language: printing.locale,
    paper,
    title: words.title,
    subject: printing.asIs(
      [excursion.excursionId, excursion.productName, excursion.insertion].filter(Boolean).join(' · '),
    ),
    fab: printing.asIs(figures.fab),
    headline,
    scope: words.scope(
      words.severity[excursion.severity] ?? excursion.severity,
      words.state[excursion.state] ?? excursion.state,
      excursion.ownerName ? printing.asIs(excursion.ownerName) : words.nobody,
    ),
    keyFigures: keyFiguresOf(figures, printing),
    badge: words.badge,
    paragraphs,
    pageOne: pageOneOf(figures, { headline, paragraphs }, paper, printing),
    sections: [
      comparisonSection(figures, printing),
      scopeSection(figures, printing),
      historySection(figures, printing),
    ],
    evidence: evidenceOf(figures, printing),
    completeness: [isWhole(figures) ? words.everything : words.partMissing],
    dataTo: printing.timeWithZone(figures.dataTo),
    livePath: figures.live,
    createdAt: figures.dataTo,
  };
  return { ...content, reportId: printing.asIs(reportId(content)) };
}

function isWhole({ timeline, moved, around, similar }: ExcursionReportFigures): boolean {
  return [timeline, moved, around, similar].every((part) => part !== null);
}

function lossText({ excursion }: ExcursionReportFigures, printing: Printing): string {
  return typeof excursion.lossPp === 'number' ? printing.points(excursion.lossPp / 100) : '–';
}

function headlineOf(figures: ExcursionReportFigures, printing: Printing): ReportSpan[] {
  const words = excursionReportWords(printing.locale);
  const lots = printing.count(figures.excursion.lotCount, 'lots');
  return [{ text: words.headline(streamName(figures.excursion.subject, printing), lots, lossText(figures, printing)) }];
}

/** Why now, and what is known of the cause: association words unless a person confirmed one. */
function paragraphsOf({ excursion }: ExcursionReportFigures, printing: Printing): ReportSpan[][] {
  const words = excursionReportWords(printing.locale);
  const why = excursion.reasons.slice(0, REASONS).map((reason) => whySentence(reason, printing));
  const { cause, suspect, undecided } = excursion;
  const known = cause
    ? words.cause(factorName(cause, printing), printing.asIs(cause.words))
    : suspect
      ? `${words.sharedMost(factorName(suspect, printing), probability(suspect.pValue, printing))} ${words.association}`
      : noSuspect(undecided, printing);
  return [[{ text: why.join(' ') }], [{ text: known, emphasis: true }]].filter(([span]) => span?.text !== '');
}

/** Why nothing is named that the lots share. */
function noSuspect(undecided: string | null | undefined, printing: Printing): string {
  const sentences = excursionReportWords(printing.locale).noSuspect;
  const sentence = sentences[undecided ?? 'other'] ?? sentences['other'];
  return sentence?.(fewestLots(printing)) ?? '';
}

function keyFiguresOf(figures: ExcursionReportFigures, printing: Printing): KeyFigure[] {
  const words = excursionReportWords(printing.locale);
  const { excursion } = figures;
  return [
    keyFigure(words.affectedLots, printing.count(excursion.lotCount, 'lots'), words.inFabTime),
    keyFigure(words.affectedWafers, printing.count(excursion.waferCount, 'wafers'), words.standOut),
    keyFigure(words.loss, lossText(figures, printing), words.against),
    keyFigure(words.lostDies, printing.count(excursion.lostDies, 'dies'), words.perLots),
    keyFigure(words.opened, printing.date(excursion.openedAt), printing.time(excursion.openedAt)),
  ];
}

function pageOneOf(
  figures: ExcursionReportFigures,
  said: Pick<ReportContent, 'headline' | 'paragraphs'>,
  paper: Paper,
  printing: Printing,
): ReportContent['pageOne'] {
  const frame = pageFrame(paper);
  const { trend, pair } = pageOneHeights(said, frame, printing.locale);
  const heightPt = Math.min(pair, (frame.contentWidth - FIGURE_GAP_PT) / 2);
  return [
    { kind: 'figure', figure: timelineFigure(figures, { widthPt: frame.contentWidth, heightPt: trend }, printing) },
    { kind: 'figures', figures: stackFigures(figures, heightPt, printing) },
  ];
}

/** What each number of page 1 means, and the query that answers it again. */
function evidenceOf(figures: ExcursionReportFigures, printing: Printing): EvidenceRow[] {
  const { excursion, lots, dataTo } = figures;
  const { fact } = excursionReportWords(printing.locale);
  const wafers = lots.reduce((sum, lot) => sum + lot.wafers, 0);
  const rows = [
    { name: 'lots', value: printing.count(excursion.lotCount, 'lots'), n: printing.count(wafers, 'wafers') },
    { name: 'wafers', value: printing.count(excursion.waferCount, 'wafers'), n: printing.count(wafers, 'wafers') },
    { name: 'loss', value: lossText(figures, printing), n: printing.count(lots.length, 'lots') },
    { name: 'dies', value: printing.count(excursion.lostDies, 'dies'), n: printing.count(lots.length, 'lots') },
  ] as const;
  return rows.map(({ name, value, n }, at) => ({
    reference: printing.asIs(`F${at + 1}`),
    value,
    definition: fact[name],
    key: printing.asIs(`excursion.${name}`),
    n,
    query: printing.asIs(`excursion(excursionId: "${excursion.excursionId}", version: ${excursion.version})`),
    rows: printing.count(lots.length, 'rows'),
    asOf: printing.time(dataTo),
  }));
}
