import type { PageFrame } from '../render/paper.ts';
import type { ReportSpan } from './report-content.ts';

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

/** Width of a letter against its type size, on average; a Chinese character is as wide as high. */
const LATIN_WIDTH = 0.53;
const CHINESE = /[\u2e80-\u9fff\uff00-\uffef]/;
const HEADLINE_PT = { size: 19, line: 26 } as const;
const BODY_PT = { size: 9.4, line: 15.5, gap: 5 } as const;
/** Scope line, key figures, rules, titles of the figures, contents line. */
const FIXED_PT = 180;
const TREND_SHARE = 0.49;
const LEAST_PT = 104;
const MOST_PT = 210;

/** Page 1 stands alone: the figures get the height that its words leave. */
export function pageOneHeights({ headline, paragraphs }: PageOneWords, frame: PageFrame): PageOneHeights {
  const words =
    lines(headline, HEADLINE_PT.size, frame.contentWidth) * HEADLINE_PT.line +
    paragraphs.reduce(
      (sum, paragraph) => sum + lines(paragraph, BODY_PT.size, frame.contentWidth) * BODY_PT.line + BODY_PT.gap,
      0,
    );
  const free = frame.heightPt - frame.margins[1] - frame.margins[3] - FIXED_PT - words;
  const between = (height: number): number => Math.round(Math.max(LEAST_PT, Math.min(MOST_PT, height)));
  return { trend: between(free * TREND_SHARE), pair: between(free * (1 - TREND_SHARE)) };
}

function lines(spans: readonly ReportSpan[], size: number, width: number): number {
  let used = 0;
  for (const { text } of spans) for (const letter of text) used += CHINESE.test(letter) ? size : size * LATIN_WIDTH;
  return Math.max(1, Math.ceil((used * 1.05) / width));
}
