import type { Content, ContentText } from 'pdfmake/interfaces.js';
import type { PageFrame } from '../render/paper.ts';
import { LATIN_FONT } from '../render/fonts.ts';
import { textRuns } from '../render/text-runs.ts';
import { blockContent } from './blocks.ts';
import { ACCENT, HAIRLINE, INK, INK_BODY, INK_CAPTION, TYPE } from './ink.ts';
import { rule } from './page-furniture.ts';
import { LEADING } from './text-size.ts';
import type { KeyFigure, ReportContent, ReportSpan } from './report-content.ts';

/** Reference numbers follow the order in which facts are first read. */
export type FactNumbers = ReadonlyMap<string, string>;

/** Letters of a fact that is never broken. */
const LONGEST_UNBROKEN = 24;
/** pdfmake sets a superscript at 0.58 of its size: 6.8 pt. */
const SUPERSCRIPT_BASE = 11.7;

function spanRuns(span: ReportSpan, numbers: FactNumbers): ContentText[] {
  const isFact = span.factId !== undefined;
  const style = isFact || span.emphasis ? { bold: true, color: INK } : { color: INK_BODY };
  const reference = span.factId === undefined ? undefined : numbers.get(span.factId);
  // a value and its unit stay on one line; a long name may still break
  const together = isFact && span.text.length <= LONGEST_UNBROKEN ? { noWrap: true } : {};
  const runs = textRuns(span.text, { ...style, ...together });
  return reference === undefined
    ? runs
    : [...runs, { text: reference, sup: true, color: ACCENT, fontSize: SUPERSCRIPT_BASE, font: LATIN_FONT }];
}

function keyFigureCell(figure: KeyFigure, isFirst: boolean): Content {
  return {
    margin: [isFirst ? 0 : 8, 5, 4, 5],
    stack: [
      { text: textRuns(figure.label, { fontSize: TYPE.caption, color: INK_CAPTION }) },
      {
        margin: [0, 1, 0, 1],
        text: [
          ...textRuns(figure.value, { fontSize: TYPE.value, bold: true, color: INK }),
          ...textRuns(figure.unit ? ` ${figure.unit}` : '', { fontSize: 8, color: INK_CAPTION }),
        ],
      },
      { text: textRuns(figure.note, { fontSize: TYPE.caption, color: INK_BODY }) },
    ],
  };
}

function keyFigureRow(figures: readonly KeyFigure[]): Content {
  return {
    table: {
      widths: figures.map(() => '*'),
      body: [figures.map((figure, index) => keyFigureCell(figure, index === 0))],
    },
    layout: {
      hLineWidth: () => 0.5,
      vLineWidth: (column: number) => (column === 0 || column === figures.length ? 0 : 0.5),
      hLineColor: () => HAIRLINE,
      vLineColor: () => HAIRLINE,
      paddingLeft: () => 0,
      paddingRight: () => 0,
      paddingTop: () => 0,
      paddingBottom: () => 0,
    },
    margin: [0, 8, 0, 8],
  };
}

/** Page 1 stands alone: headline, scope, key figures, narrative, and the first pictures. */
export function pageOne(content: ReportContent, frame: PageFrame, numbers: FactNumbers): Content[] {
  return [
    {
      text: content.headline.flatMap((span) => textRuns(span.text, { bold: true })),
      fontSize: TYPE.headline,
      lineHeight: 1.15,
      color: INK,
      outline: true,
      outlineText: content.headline.map((span) => span.text).join(''),
    },
    { text: textRuns(content.scope, { color: INK_CAPTION }), fontSize: 8.4, margin: [0, 3, 0, 0] },
    keyFigureRow(content.keyFigures),
    ...content.paragraphs.map(
      (paragraph): Content => ({
        text: paragraph.flatMap((span) => spanRuns(span, numbers)),
        fontSize: TYPE.body,
        lineHeight: LEADING[content.language],
        margin: [0, 0, 0, 5],
      }),
    ),
    { ...rule(frame.contentWidth), margin: [0, 2, 0, 6] },
    ...content.pageOne.map((block) => blockContent(block, frame, content.language)),
  ];
}
