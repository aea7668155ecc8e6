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
import { decidedOnes, differences, toolsOf } from './tool-matching.ts';
import type { ToolReportFigures } from './tool-report-figures.ts';
import { toolReportWords } from './tool-report-words.ts';
import { TOOL_SECTIONS } from './tool-sections.ts';

const FIGURE_PT = 210;

/** A finished report on tool matching. Pure: the same figures give the same content; its time is the month's end. */
export function toolReportContent(
  figures: ToolReportFigures,
  { paper, sections }: { readonly paper: Paper; readonly sections?: readonly string[] | null | undefined },
  printing: Printing,
): ReportContent {
  const words = toolReportWords(printing.locale);
  const { narrative, month, calendar } = figures;
  const numbered = numberFacts(figures.sheet, narrative);
  const { to, firstDay, lastDay } = monthRange(month, calendar);
  const content = {
    language: printing.locale,
    paper,
    title: words.title,
    subject: printing.asIs([figures.productName ?? words.allProducts, monthKey(month)].join(' · ')),
    fab: printing.asIs(figures.fab),
    headline: reportSpans(narrative.headline, numbered),
    scope: words.scope(printing.days(firstDay, lastDay), printing.count(figures.tools, 'tools')),
    keyFigures: toolKeyFigures(figures, printing),
    badge: badgeLabel(narrative.badge, printing.locale),
    paragraphs: narrative.paragraphs.map((paragraph) => reportSpans(paragraph, numbered)),
    pageOne: pageOne(figures, paper, printing),
    sections: chosenSections(TOOL_SECTIONS, sections, figures, printing),
    evidence: evidenceRows(numbered, printing),
    completeness: completenessOf(figures, printing),
    dataTo: printing.timeWithZone(to),
    livePath: figures.live,
    createdAt: to,
  };
  return { ...content, reportId: printing.asIs(reportId(content)) };
}

function toolKeyFigures({ comparisons, tools }: ToolReportFigures, printing: Printing): KeyFigure[] {
  const words = toolReportWords(printing.locale);
  const count = (reading: ToolReading): string =>
    printing.digits(toolsOf(comparisons.filter((one) => one.reading === reading)).length);
  const decided = toolsOf(decidedOnes(comparisons)).length;
  return [
    keyFigure(words.compared, printing.digits(decided), words.ofTools(printing.count(tools, 'tools'))),
    keyFigure(words.lower, count(ToolReading.LOWER), ''),
    keyFigure(words.higher, count(ToolReading.HIGHER), ''),
    keyFigure(words.undecided, printing.digits(undecidedTools(comparisons).length), words.tooFewLots),
  ];
}

function undecidedTools(comparisons: ToolReportFigures['comparisons']): string[] {
  const decided = new Set(toolsOf(decidedOnes(comparisons)));
  return toolsOf(comparisons).filter((tool) => !decided.has(tool));
}

/** How far the tools that read lower lie below the others. */
function pageOne({ comparisons }: ToolReportFigures, paper: Paper, printing: Printing): ReportBlock[] {
  const words = toolReportWords(printing.locale);
  const { contentWidth } = pageFrame(paper);
  const lower = differences(comparisons)
    .filter(({ reading }) => reading === ToolReading.LOWER)
    .map(({ toolId, stepName, difference }, at) => ({
      ...{ number: at + 1, name: `${toolId} ${stepName}`, slot: 0, baseline: null, change: null },
      loss: Math.abs(difference ?? 0),
    }));
  const frame = { title: words.gap, caption: words.gapCaption, heightPt: FIGURE_PT };
  const figure = drawFigure(frame, words.noGap, () => paretoSvg(lower, printing, contentWidth, FIGURE_PT));
  return [{ kind: 'figure', figure }];
}

function completenessOf({ comparisons, excludedWafers }: ToolReportFigures, printing: Printing): string[] {
  const { lacks } = toolReportWords(printing.locale);
  const undecided = undecidedTools(comparisons).map((tool) => printing.asIs(tool));
  const lines = [
    ...(undecided.length > 0 ? [lacks.undecided(undecided.join(', '))] : []),
    ...(excludedWafers > 0 ? [lacks.excluded(printing.count(excludedWafers, 'wafers'))] : []),
  ];
  return lines.length > 0 ? lines : [lacks.everything];
}
