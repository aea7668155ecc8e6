import type { PageFrame } from '../render/paper.ts';
import { TYPE } from './ink.ts';
import type { ReportLanguage, ReportSpan } from './report-content.ts';
import { LEADING, lineHeight, textWidth } from './text-size.ts';

/** What stands above the figures of page 1. */
export interface PageOneWords {
  readonly headline: readonly ReportSpan[];
  readonly paragraphs: readonly (readonly ReportSpan[])[];
}

/** Heights of the trend and of the pair under it, points. */
export interface PageOneHeights {
  readonly trend: number;
  readonly pair: number;
}

const HEADLINE_LEADING = 1.15;
const PARAGRAPH_GAP_PT = 5;
/** Scope line, key figures, rules, titles of the figures, contents line. */
const FIXED_PT: Readonly<Record<ReportLanguage, number>> = { en: 160, 'zh-CN': 205 };
const TREND_SHARE = 0.49;
const LEAST_PT = 104;
const MOST_PT = 210;

/** Page 1 stands alone: the figures get the height that its words leave. */
export function pageOneHeights(
  { headline, paragraphs }: PageOneWords,
  frame: PageFrame,
  language: ReportLanguage,
): PageOneHeights {
  const lines = (spans: readonly ReportSpan[], size: number): number => {
    const width = spans.reduce((sum, { text }) => sum + textWidth(text, size), 0);
    return Math.max(1, Math.ceil((width * 1.03) / frame.contentWidth));
  };
  const bodyLine = lineHeight(TYPE.body, language, LEADING[language]);
  const words = paragraphs.reduce(
    (sum, paragraph) => sum + lines(paragraph, TYPE.body) * bodyLine + PARAGRAPH_GAP_PT,
    lines(headline, TYPE.headline) * lineHeight(TYPE.headline, language, HEADLINE_LEADING),
  );
  const free = frame.heightPt - frame.margins[1] - frame.margins[3] - FIXED_PT[language] - words;
  const between = (height: number): number => Math.round(Math.max(LEAST_PT, Math.min(MOST_PT, height)));
  return { trend: between(free * TREND_SHARE), pair: between(free * (1 - TREND_SHARE)) };
}
