import { stackWafers } from '@fabwright/analytics';
import { badgeLabel } from '@fabwright/language';
import { evidenceRows, numberFacts, reportSpans } from '../content/evidence.ts';
import { keyFigures } from '../content/key-figures.ts';
import { wordOf } from '../content/message-words.ts';
import { pageOneBlocks, type PageOneFigures } from '../content/page-one-blocks.ts';
import type { Printing } from '../content/printing.ts';
import { reportId } from '../content/report-id.ts';
import type { ReportBlock, ReportContent } from '../document/report-content.ts';
import { trendView } from '../figures/trend-svg.ts';
import { pageFrame, type Paper } from '../render/paper.ts';
import { lotCompleteness } from './lot-completeness.ts';
import { historySection } from './lot-history-section.ts';
import type { LotReportFigures } from './lot-report-figures.ts';
import { lotReportWords } from './lot-report-words.ts';
import { mapSection } from './wafer-map-section.ts';
import { waferSection } from './wafer-table-section.ts';

/**
 * A finished lot report. Pure: the same figures give the same content, its time is that of the newest result, so the
 * same data give the same file.
 */
export function lotReportContent(figures: LotReportFigures, paper: Paper, printing: Printing): ReportContent {
  const words = lotReportWords(printing.locale);
  const numbered = numberFacts(figures.sheet, figures.narrative);
  const { row, narrative } = figures;
  const newest = newestResult(figures);
  const content = {
    language: printing.locale,
    paper,
    title: words.title,
    subject: printing.asIs([row.lotId, row.productName, row.insertion].filter((name) => name !== null).join(' · ')),
    fab: printing.asIs(figures.fab),
    headline: reportSpans(narrative.headline, numbered),
    scope: scopeLine(figures, printing),
    keyFigures: row.yields ? keyFigures(keyInput(figures, row.yields), printing) : [],
    badge: badgeLabel(narrative.badge, printing.locale),
    paragraphs: narrative.paragraphs.map((paragraph) => reportSpans(paragraph, numbered)),
    pageOne: pageOne(figures, paper, printing),
    sections: [
      mapSection(figures, paper, printing),
      waferSection(figures, printing),
      historySection(figures, printing),
    ],
    evidence: evidenceRows(numbered, printing),
    completeness: lotCompleteness(figures, printing),
    dataTo: printing.timeWithZone(newest),
    livePath: figures.live,
    createdAt: newest,
  };
  return { ...content, reportId: printing.asIs(reportId(content)) };
}

/** End of the newest result that the report rests on. */
export function newestResult({ wafers, row }: LotReportFigures): Date {
  const times = wafers.map((wafer) => wafer.lastEndedAt.getTime());
  return new Date(Math.max(row.firstPassEndedAt?.getTime() ?? 0, ...times));
}

function keyInput({ row, target, losses }: LotReportFigures, yields: NonNullable<LotReportFigures['row']['yields']>) {
  return { yields, floor: row.floor, target, topLoss: losses[0] ?? null };
}

function scopeLine({ row, wafers }: LotReportFigures, printing: Printing): string {
  const words = lotReportWords(printing.locale);
  const counted = printing.count(wafers.length, 'wafers');
  const lotType = wordOf(words.lotType, row.lotType);
  const parts = [
    row.firstPassEndedAt ? words.scope(lotType, counted, printing.time(row.firstPassEndedAt)) : words.notTested,
    ...(row.currentStep === null ? [] : [words.atStep(printing.asIs(row.currentStep))]),
    ...(row.onHold ? [words.onHold] : []),
  ];
  return parts.join(printing.locale === 'zh-CN' ? '' : ' ');
}

function pageOne(figures: LotReportFigures, paper: Paper, printing: Printing): ReportBlock[] {
  const words = lotReportWords(printing.locale);
  const { row, trend, calendar, target, losses, maps, geometry, narrative } = figures;
  const counted = countedMaps(figures);
  const page: PageOneFigures = {
    trend: trend && trendView(trend, { calendar, floor: row.floor, target, marked: row.lotId }),
    losses,
    stack: counted.length === 0 ? null : stackWafers(counted),
    geometry,
    mapsMissing: maps === null,
    captions: {
      trend: words.trendCaption(printing.asIs(row.insertion)),
      stacked: words.stackedCaption(printing.count(counted.length, 'wafers')),
    },
  };
  return pageOneBlocks(page, narrative, pageFrame(paper), printing);
}

/** Maps of the wafers that count. */
function countedMaps({ maps, wafers }: LotReportFigures) {
  const excluded = new Set(wafers.filter((wafer) => wafer.excluded).map((wafer) => wafer.waferId));
  return (maps ?? []).filter((map) => !excluded.has(map.waferId));
}
