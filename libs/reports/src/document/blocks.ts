import type { Column, Content, ContentTable, TableCell } from 'pdfmake/interfaces.js';
import { FIGURE_GAP_PT } from '../figures/figure-size.ts';
import type { PageFrame } from '../render/paper.ts';
import { LATIN_FONT } from '../render/fonts.ts';
import { textRuns } from '../render/text-runs.ts';
import { HAIRLINE, INK, INK_BODY, INK_CAPTION, SUNKEN, TYPE } from './ink.ts';
import type { Figure, LegendEntry, MapTile, ReportBlock, ReportLanguage, ReportTable } from './report-content.ts';
import { mapTileSize, ROW_GAP_PT, TILES_A_ROW } from './map-tiles.ts';
import { LEADING } from './text-size.ts';
import { reportWords } from './report-words.ts';

function titleLine(title: string, caption: string): Content {
  return {
    text: [
      ...textRuns(title, { bold: true, color: INK, fontSize: TYPE.body }),
      ...textRuns(caption ? `   ${caption}` : '', { color: INK_CAPTION, fontSize: TYPE.caption }),
    ],
    margin: [0, 0, 0, 4],
  };
}

/** A figure never breaks from its title; one that could not be drawn leaves a box of its size that says why. */
function figureContent(figure: Figure, width: number, language: ReportLanguage): Content {
  const body: Content = figure.svg
    ? { svg: figure.svg, width, height: figure.heightPt }
    : missingBox(figure, width, language);
  return { unbreakable: true, stack: [titleLine(figure.title, figure.caption), body], margin: [0, 0, 0, 10] };
}

function missingBox(figure: Figure, width: number, language: ReportLanguage): Content {
  const reason = figure.missing || reportWords(language).notAvailable;
  return {
    table: {
      widths: [width - 2],
      heights: [figure.heightPt - 2],
      body: [[{ text: textRuns(reason, { color: INK_CAPTION }), margin: [8, 8, 8, 8] }]],
    },
    layout: { hLineColor: () => HAIRLINE, vLineColor: () => HAIRLINE, hLineWidth: () => 0.5, vLineWidth: () => 0.5 },
  };
}

function legendLine(entries: readonly LegendEntry[]): Content {
  return {
    text: entries.flatMap((entry) => [
      { text: '■ ', color: entry.colour, font: LATIN_FONT },
      ...textRuns(`${entry.label}    `, { color: INK_BODY }),
    ]),
    fontSize: TYPE.caption,
    margin: [0, 0, 0, 5],
  };
}

function tileContent(tile: MapTile, width: number, size: number): Column {
  return {
    width,
    stack: [
      { svg: tile.svg, width: size, height: size },
      { text: textRuns(tile.title, { bold: true, color: INK }), fontSize: TYPE.caption, margin: [0, 2, 0, 0] },
      ...tile.lines.map((line): Content => ({ text: textRuns(line, { color: INK_CAPTION }), fontSize: TYPE.note })),
    ],
  };
}

function tileRows(tiles: readonly MapTile[], frame: PageFrame, language: ReportLanguage): Content[] {
  const width = frame.contentWidth / TILES_A_ROW;
  const size = mapTileSize(frame, language);
  const rows: Content[] = [];
  for (let first = 0; first < tiles.length; first += TILES_A_ROW) {
    const row = tiles.slice(first, first + TILES_A_ROW);
    rows.push({
      unbreakable: true,
      columns: row.map((tile) => tileContent(tile, width, size)),
      margin: [0, 0, 0, ROW_GAP_PT],
    });
  }
  return rows;
}

function headCell(label: string, align: 'left' | 'right'): TableCell {
  return {
    text: textRuns(label, { color: INK_BODY, bold: true }),
    alignment: align,
    fillColor: SUNKEN,
    fontSize: TYPE.caption,
    noWrap: true,
  };
}

/** A table whose head repeats on each page that it runs over. */
export function tableContent(table: ReportTable): Content[] {
  const title = table.title || table.caption ? [titleLine(table.title, table.caption)] : [];
  if (table.rows.length === 0)
    return [
      ...title,
      { text: textRuns(table.empty, { color: INK_CAPTION }), fontSize: TYPE.caption, margin: [0, 0, 0, 8] },
    ];
  const body: ContentTable = {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: table.columns.map(({ wide }) => (wide ? '*' : 'auto')),
      body: [
        table.columns.map((column) => headCell(column.label, column.align)),
        ...table.rows.map((row) =>
          row.map(
            (cell, index): TableCell => ({
              text: textRuns(cell),
              alignment: table.columns[index]?.align ?? 'left',
              noWrap: !table.columns[index]?.wide,
              fontSize: TYPE.caption,
              color: INK,
            }),
          ),
        ),
      ],
    },
    layout: {
      hLineWidth: (line: number) => (line === 0 ? 0 : 0.5),
      vLineWidth: () => 0,
      hLineColor: () => HAIRLINE,
      paddingTop: () => 2.5,
      paddingBottom: () => 2.5,
    },
    margin: [0, 0, 0, 10],
  };
  return [...title, body];
}

/** One block of a page in pdfmake's terms; `frame` gives the width it may take. */
export function blockContent(block: ReportBlock, frame: PageFrame, language: ReportLanguage): Content {
  switch (block.kind) {
    case 'figure':
      return figureContent(block.figure, frame.contentWidth, language);
    case 'figures': {
      const width = (frame.contentWidth - FIGURE_GAP_PT) / 2;
      return {
        columns: block.figures.map((figure) => ({ width, stack: [figureContent(figure, width, language)] })),
        columnGap: FIGURE_GAP_PT,
      };
    }
    case 'maps':
      return {
        stack: [
          ...(block.title || block.caption ? [titleLine(block.title, block.caption)] : []),
          legendLine(block.legend),
          ...tileRows(block.tiles, frame, language),
        ],
      };
    case 'table':
      return { stack: tableContent(block.table) };
    case 'text':
      return {
        text: textRuns(block.text, { color: INK_BODY }),
        fontSize: TYPE.body,
        lineHeight: LEADING[language],
        margin: [0, 0, 0, 6],
      };
  }
}
