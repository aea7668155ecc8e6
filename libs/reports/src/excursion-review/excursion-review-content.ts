import { weekKey, weekRange } from '@fabwright/facts';
import { isLive } from '@fabwright/quality';
import { chosenSections, shareOf } from '../content/chosen-sections.ts';
import { keyFigure } from '../content/key-figures.ts';
import type { Printing } from '../content/printing.ts';
import { reportId } from '../content/report-id.ts';
import type { EvidenceRow, KeyFigure, ReportBlock, ReportContent, ReportSpan } from '../document/report-content.ts';
import { drawFigure } from '../figures/draw-figure.ts';
import { paretoSvg } from '../figures/pareto-svg.ts';
import { overdueActions } from '../month-report/month-sheet.ts';
import { pageFrame, type Paper } from '../render/paper.ts';
import type { ExcursionReviewFigures } from './excursion-review-figures.ts';
import { REVIEW_SECTIONS } from './excursion-review-sections.ts';
import { excursionReviewWords } from './excursion-review-words.ts';

const FIGURE_PT = 210;

/**
 * A finished review of the excursions of a week. Pure: the same figures give the same content; its time is the week's
 * end. It has no fact sheet: each number is a count of the rows below it, printed from data.
 */
export function excursionReviewContent(
  figures: ExcursionReviewFigures,
  { paper, sections }: { readonly paper: Paper; readonly sections?: readonly string[] | null | undefined },
  printing: Printing,
): ReportContent {
  const words = excursionReviewWords(printing.locale);
  const { week, calendar, current } = figures;
  const { firstDay, lastDay } = weekRange(week, calendar);
  const content = {
    language: printing.locale,
    paper,
    title: words.title,
    subject: printing.asIs([figures.productName ?? words.allProducts, weekKey(week)].join(' · ')),
    fab: printing.asIs(figures.fab),
    headline: headlineOf(figures, printing),
    scope: words.scope(printing.days(firstDay, lastDay)),
    keyFigures: keyFiguresOf(figures, printing),
    badge: words.badge,
    paragraphs: paragraphsOf(figures, printing),
    pageOne: pageOneOf(figures, paper, printing),
    sections: chosenSections(REVIEW_SECTIONS, sections, figures, printing),
    evidence: evidenceOf(figures, printing),
    completeness: [words.completeness],
    dataTo: printing.timeWithZone(current.to),
    livePath: figures.live,
    createdAt: current.to,
  };
  return { ...content, reportId: printing.asIs(reportId(content)) };
}

function headlineOf({ opened }: ExcursionReviewFigures, printing: Printing): ReportSpan[] {
  const words = excursionReviewWords(printing.locale);
  if (opened.length === 0) return [{ text: words.quiet }];
  const contained = opened.filter(({ containedAt }) => containedAt !== null);
  const share = shareOf(contained, opened, 'excursions', printing);
  return [{ text: words.headline(printing.count(opened.length, 'excursions'), share) }];
}

function paragraphsOf(figures: ExcursionReviewFigures, printing: Printing): ReportSpan[][] {
  const words = excursionReviewWords(printing.locale);
  const { carried, openActions } = figures;
  const before =
    carried.length === 0 ? words.nothingCarried : words.carriedOn(printing.count(carried.length, 'excursions'));
  const overdue = overdueActions(figures);
  const late = overdue.length === 0 ? [] : [words.overdueNow(shareOf(overdue, openActions, 'actions', printing))];
  return [before, ...late].map((text) => [{ text }]);
}

/** Those of the week that nobody has settled yet, and those from before. */
function notSettled({ opened, carried }: ExcursionReviewFigures): ExcursionReviewFigures['carried'] {
  return [...opened.filter(({ state }) => isLive(state)), ...carried];
}

function lostDies({ opened }: ExcursionReviewFigures): number {
  return opened.reduce((sum, one) => sum + one.lostDies, 0);
}

function keyFiguresOf(figures: ExcursionReviewFigures, printing: Printing): KeyFigure[] {
  const { key, note } = excursionReviewWords(printing.locale);
  const { opened, carried, openActions } = figures;
  const contained = opened.filter(({ containedAt }) => containedAt !== null);
  const overdue = overdueActions(figures);
  return [
    keyFigure(key.opened, printing.digits(opened.length), ''),
    keyFigure(key.contained, printing.digits(contained.length), shareOf(contained, opened, 'excursions', printing)),
    keyFigure(
      key.open,
      printing.digits(notSettled(figures).length),
      note.carried(printing.count(carried.length, 'excursions')),
    ),
    keyFigure(key.lost, printing.count(lostDies(figures), 'dies'), note.lost),
    keyFigure(
      key.overdue,
      printing.digits(overdue.length),
      openActions.length === 0 ? note.noActions : shareOf(overdue, openActions, 'actions', printing),
    ),
  ];
}

/** What each new excursion costs, the most expensive first. */
function pageOneOf({ opened }: ExcursionReviewFigures, paper: Paper, printing: Printing): ReportBlock[] {
  const words = excursionReviewWords(printing.locale);
  const { contentWidth } = pageFrame(paper);
  const costs = opened
    .flatMap(({ excursionId, label, lossPp }) =>
      lossPp !== null && lossPp > 0 ? [{ name: `${excursionId} ${label}`, loss: lossPp / 100 }] : [],
    )
    .sort((a, b) => b.loss - a.loss || a.name.localeCompare(b.name))
    .map((one, at) => ({ ...one, number: at + 1, slot: 0, baseline: null, change: null }));
  const frame = { title: words.figure, caption: words.figureCaption, heightPt: FIGURE_PT };
  const figure = drawFigure(frame, words.noFigure, () => paretoSvg(costs, printing, contentWidth, FIGURE_PT));
  return [{ kind: 'figure', figure }];
}

/** What each number of page 1 means, and the query that answers it again. */
function evidenceOf(figures: ExcursionReviewFigures, printing: Printing): EvidenceRow[] {
  const { fact } = excursionReviewWords(printing.locale);
  const { opened, openActions, week, productName, current } = figures;
  const open = notSettled(figures).length;
  const product = productName === null ? '' : `product=${productName}, `;
  const query = printing.asIs(`excursion-review(${product}week=${weekKey(week)})`);
  const rows = [
    { name: 'opened', value: printing.count(opened.length, 'excursions'), n: opened.length },
    { name: 'open', value: printing.count(open, 'excursions'), n: open },
    { name: 'lost', value: printing.count(lostDies(figures), 'dies'), n: opened.length },
    { name: 'overdue', value: printing.count(overdueActions(figures).length, 'actions'), n: openActions.length },
  ] as const;
  return rows.map(({ name, value, n }, at) => ({
    reference: printing.asIs(`F${at + 1}`),
    value,
    definition: fact[name],
    key: printing.asIs(`excursions.${name}`),
    n: printing.digits(n),
    query,
    rows: printing.count(n, 'rows'),
    asOf: printing.time(current.to),
  }));
}
