import type { PageFrame } from '../render/paper.ts';
import { TYPE } from './ink.ts';
import { mapRowHeight, TILES_A_ROW } from './map-tiles.ts';
import type { ReportBlock, ReportLanguage, ReportSection, ReportTable } from './report-content.ts';
import { lineHeight, textWidth } from './text-size.ts';

/** A page may stay this empty before a section that asks for a new one. */
const EMPTIEST_PAGE = 0.36;
/** Heading with its lead, a title, a legend, the gap after a block; points. */
const HEADING_PT = 48;
const TITLE_PT = 15;
const LEGEND_PT = 16;
const GAP_PT = 10;
const ROW_PADDING_PT = 5.5;
/** Of a cell, left and right. */
const CELL_PADDING_PT = 8;

/**
 * Which sections begin a page of their own: all, except those that follow a page which would stay less than a third
 * filled. Heights are estimated: asking the layout itself would lay the whole document out once a section.
 */
export function newPages(sections: readonly ReportSection[], frame: PageFrame, language: ReportLanguage): boolean[] {
  const page = frame.heightPt - frame.margins[1] - frame.margins[3];
  let filled = page;
  return sections.map((section) => {
    const breaks = filled > EMPTIEST_PAGE * page;
    filled = section.blocks.reduce(
      (at, block) => advance(at, piecesOf(block, frame, language), page),
      (breaks ? 0 : filled) + HEADING_PT,
    );
    return breaks;
  });
}

/** Where on a page the pieces of a block end when it begins at `at`. */
function advance(at: number, pieces: readonly number[], page: number): number {
  return pieces.reduce((y, height) => (y + height > page ? height : y + height), at);
}

/** Heights of what can't break: rows of a table, rows of maps, a figure. */
function piecesOf(block: ReportBlock, frame: PageFrame, language: ReportLanguage): number[] {
  switch (block.kind) {
    case 'figure':
      return [TITLE_PT + block.figure.heightPt + GAP_PT];
    case 'figures':
      return [TITLE_PT + Math.max(...block.figures.map((figure) => figure.heightPt)) + GAP_PT];
    case 'maps':
      return [LEGEND_PT, ...rowsOf(block.tiles.length).map(() => mapRowHeight(frame, language))];
    case 'table':
      return tablePieces(block.table, frame.contentWidth, lineHeight(TYPE.caption, language));
    case 'text':
      return [TITLE_PT + GAP_PT];
  }
}

function rowsOf(tiles: number): unknown[] {
  return Array.from({ length: Math.ceil(tiles / TILES_A_ROW) });
}

function tablePieces(table: ReportTable, width: number, linePt: number): number[] {
  const wide = wideWidth(table, width);
  const rows = table.rows.map((row) => {
    const lines = row.map((cell, at) => (table.columns[at]?.wide ? linesOf(cell, wide) : 1));
    return Math.max(1, ...lines) * linePt + ROW_PADDING_PT;
  });
  return [TITLE_PT, linePt + ROW_PADDING_PT, ...rows, GAP_PT];
}

/** What the columns that don't wrap leave to each that does. */
function wideWidth({ columns, rows }: ReportTable, width: number): number {
  const wides = columns.filter((column) => column.wide).length;
  const fixed = columns.map(({ wide, label }, at) => {
    if (wide) return CELL_PADDING_PT;
    const widths = rows.map((row) => textWidth(row[at] ?? '', TYPE.caption));
    return Math.max(textWidth(label, TYPE.caption), ...widths) + CELL_PADDING_PT;
  });
  return Math.max(30, (width - fixed.reduce((sum, one) => sum + one, 0)) / Math.max(1, wides));
}

function linesOf(cell: string, width: number): number {
  return cell.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line, TYPE.caption) / width)), 0);
}
