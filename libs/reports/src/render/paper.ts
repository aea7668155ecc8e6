import type { PageSize } from 'pdfmake/interfaces.js';

export type Paper = 'A4' | 'LETTER';

export const PAPERS: readonly Paper[] = ['A4', 'LETTER'];

const POINTS_PER_MM = 72 / 25.4;

/** Millimetres to PostScript points (1/72 inch). */
export function mm(millimetres: number): number {
  return millimetres * POINTS_PER_MM;
}

export interface PageFrame {
  readonly size: PageSize;
  readonly widthPt: number;
  readonly heightPt: number;
  /** left, top, right, bottom in points; the foot holds the page line */
  readonly margins: [number, number, number, number];
  /** width between the margins, points */
  readonly contentWidth: number;
}

const SIZES: Readonly<Record<Paper, readonly [number, number]>> = { A4: [595.28, 841.89], LETTER: [612, 792] };
const SIDE_MM = 14;
const TOP_MM = 20;
const FOOT_MM = 15;

/** Letter keeps the margins and gives up chart height, never type. */
export function pageFrame(paper: Paper): PageFrame {
  const [widthPt, heightPt] = SIZES[paper];
  const side = mm(SIDE_MM);
  return {
    size: paper,
    widthPt,
    heightPt,
    margins: [side, mm(TOP_MM), side, mm(FOOT_MM)],
    contentWidth: widthPt - 2 * side,
  };
}
