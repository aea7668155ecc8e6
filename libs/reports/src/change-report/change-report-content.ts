import { monthKey, monthRange } from '@fabwright/facts';
import { badgeLabel } from '@fabwright/language';
import { ToolReading } from '@fabwright/quality';
import { chosenSections } from '../content/chosen-sections.ts';
import { evidenceRows, numberFacts, reportSpans } from '../content/evidence.ts';
import { keyFigure } from '../content/key-figures.ts';
import type { Printing } from '../content/printing.ts';
import { reportId } from '../content/report-id.ts';
import type { KeyFigure, ReportBlock, ReportContent } from '../document/report-content.ts';
import { drawFigure } from '../figures/draw-figure.ts';
import { paretoSvg } from '../figures/pareto-svg.ts';
import { pageFrame, type Paper } from '../render/paper.ts';
import { decidedChanges, effects } from './change-effects.ts';
import type { ChangeReportFigures } from './change-report-figures.ts';
import { changeReportWords } from './change-report-words.ts';
import { CHANGE_SECTIONS } from './change-sections.ts';

const FIGURE_PT = 210;

/** A finished report on process changes. Pure: the same figures give the same content; its time is the month's end. */
export function changeReportContent(
  figures: ChangeReportFigures,
  { paper, sections }: { readonly paper: Paper; readonly sections?: readonly string[] | null | undefined },
  printing: Printing,
): ReportContent {
  const words = changeReportWords(printing.locale);
  const { narrative, month, calendar, changes } = figures;
  const numbered = numberFacts(figures.sheet, narrative);
  const { to, firstDay, lastDay } = monthRange(month, calendar);
  const content = {
    language: printing.locale,
    paper,
    title: words.title,
    subject: printing.asIs([figures.productName ?? words.allProducts, monthKey(month)].join(' · ')),
    fab: printing.asIs(figures.fab),
    headline: reportSpans(narrative.headline, numbered),
    scope: words.scope(printing.days(firstDay, lastDay), printing.count(changes.length, 'changes')),
    keyFigures: changeKeyFigures(figures, printing),
    badge: badgeLabel(narrative.badge, printing.locale),
    paragraphs: narrative.paragraphs.map((paragraph) => reportSpans(paragraph, numbered)),
    pageOne: pageOne(figures, paper, printing),
    sections: chosenSections(CHANGE_SECTIONS, sections, figures, printing),
    evidence: evidenceRows(numbered, printing),
    completeness: completenessOf(figures, printing),
    dataTo: printing.timeWithZone(to),
    livePath: figures.live,
    createdAt: to,
  };
  return { ...content, reportId: printing.asIs(reportId(content)) };
}

function changeKeyFigures({ changes }: ChangeReportFigures, printing: Printing): KeyFigure[] {
  const words = changeReportWords(printing.locale);
  const decided = decidedChanges(changes).length;
  const count = (reading: ToolReading): string =>
    printing.digits(changes.filter((change) => change.reading === reading).length);
  return [
    keyFigure(words.seen, printing.digits(changes.length), words.judged(printing.digits(decided))),
    keyFigure(words.lower, count(ToolReading.LOWER), ''),
    keyFigure(words.higher, count(ToolReading.HIGHER), ''),
    keyFigure(words.undecided, count(ToolReading.INCONCLUSIVE), words.tooFewLots),
  ];
}

/** How far yields lie below those before the change. */
function pageOne({ changes }: ChangeReportFigures, paper: Paper, printing: Printing): ReportBlock[] {
  const words = changeReportWords(printing.locale);
  const { contentWidth } = pageFrame(paper);
  const lower = effects(changes)
    .filter(({ reading }) => reading === ToolReading.LOWER)
    .map(({ version, difference }, at) => ({
      ...{ number: at + 1, name: version, slot: 0, baseline: null, change: null },
      loss: Math.abs(difference ?? 0),
    }));
  const frame = { title: words.gap, caption: words.gapCaption, heightPt: FIGURE_PT };
  const figure = drawFigure(frame, words.noGap, () => paretoSvg(lower, printing, contentWidth, FIGURE_PT));
  return [{ kind: 'figure', figure }];
}

function completenessOf({ changes }: ChangeReportFigures, printing: Printing): string[] {
  const { lacks } = changeReportWords(printing.locale);
  const undecided = changes.filter(({ reading }) => reading === ToolReading.INCONCLUSIVE);
  if (undecided.length === 0) return [lacks.everything];
  return [lacks.undecided(undecided.map(({ version }) => printing.asIs(version)).join(', '))];
}
