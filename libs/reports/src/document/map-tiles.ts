import type { PageFrame } from '../render/paper.ts';
import type { ReportLanguage } from './report-content.ts';

/** A page holds a lot of 25 wafers: five rows of five. */
export const TILES_A_ROW = 5;
const ROWS_A_PAGE = 5;
/** Title and three lines of yields under a map, and the gap to the next row, points. */
const WORDS_PT: Readonly<Record<ReportLanguage, number>> = { en: 37, 'zh-CN': 43 };
export const ROW_GAP_PT = 6;
/** Heading, lead and legend above the maps, points. */
const ABOVE_PT: Readonly<Record<ReportLanguage, number>> = { en: 68, 'zh-CN': 78 };
const SIDE_GAP_PT = 12;

/** Edge of a map's square, points: as large as width and height of the page allow for five rows of five. */
export function mapTileSize(frame: PageFrame, language: ReportLanguage): number {
  const height = frame.heightPt - frame.margins[1] - frame.margins[3] - ABOVE_PT[language];
  const byHeight = height / ROWS_A_PAGE - WORDS_PT[language] - ROW_GAP_PT;
  return Math.floor(Math.min(frame.contentWidth / TILES_A_ROW - SIDE_GAP_PT, byHeight));
}

/** Height of a row of maps with its words, points. */
export function mapRowHeight(frame: PageFrame, language: ReportLanguage): number {
  return mapTileSize(frame, language) + WORDS_PT[language] + ROW_GAP_PT;
}
