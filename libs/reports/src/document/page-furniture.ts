import type { Content, ContentCanvas, DynamicContent } from 'pdfmake/interfaces.js';
import { mm, type PageFrame } from '../render/paper.ts';
import { textRuns } from '../render/text-runs.ts';
import { ACCENT, HAIRLINE, INK, INK_CAPTION, TYPE } from './ink.ts';
import type { ReportContent } from './report-content.ts';
import { reportWords } from './report-words.ts';

/** A line across the given width; `weight` in points. */
export function rule(width: number, colour: string = HAIRLINE, weight = 0.5): ContentCanvas {
  return { canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: weight, lineColor: colour }] };
}

const BRAND_MARK = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24"><path d="M21.5 12a9.5 9.5 0 1 1 -19 0a9.5 9.5 0 1 1 19 0z" fill="none" stroke="${INK}" stroke-width="2"/><path d="M6.5 13.5h3v-4h5v4h3" fill="none" stroke="${ACCENT}" stroke-width="2"/></svg>`;

/** Top of every page: what report this is, about what, from which fab. */
export function pageHead(content: ReportContent, frame: PageFrame): Content {
  const words = reportWords(content.language);
  const subject = `${content.subject} · ${content.fab}`;
  return {
    margin: [frame.margins[0], mm(9), frame.margins[2], 0],
    stack: [
      {
        columns: [
          { svg: BRAND_MARK, width: 11, height: 11, margin: [0, 0.5, 0, 0] },
          {
            width: '*',
            margin: [6, 0, 0, 0],
            text: [
              ...textRuns(`${content.title}   `, { bold: true, fontSize: 9.4, color: INK }),
              ...textRuns(subject, { fontSize: 8, color: INK_CAPTION }),
            ],
          },
          {
            width: 'auto',
            text: textRuns(words.confidential, { fontSize: 8, color: INK_CAPTION }),
            alignment: 'right',
          },
        ],
      },
      { ...rule(frame.contentWidth, INK, 1), margin: [0, 5, 0, 0] },
    ],
  };
}

/** Foot of every page: how far the data reach, who worded it, where the live view is, which page. */
export function pageFoot(content: ReportContent, frame: PageFrame): DynamicContent {
  const words = reportWords(content.language);
  const note = { fontSize: TYPE.note, color: INK_CAPTION };
  const notes = [words.dataTo(content.dataTo), content.badge, words.report(content.reportId)].join(' · ');
  return (page, pages) => ({
    margin: [frame.margins[0], mm(4), frame.margins[2], 0],
    columns: [
      { width: '*', text: textRuns(notes, note) },
      { width: 'auto', text: textRuns(words.live(content.livePath), note), margin: [8, 0, 8, 0] },
      { width: 'auto', text: textRuns(words.page(page, pages), note), alignment: 'right' },
    ],
  });
}
