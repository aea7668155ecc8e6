import type { Content } from 'pdfmake/interfaces.js';
import { textRuns } from '../render/text-runs.ts';
import { INK, INK_CAPTION, TYPE } from './ink.ts';
import type { ReportContent } from './report-content.ts';
import { reportWords } from './report-words.ts';

/** Shorter reports need no contents. */
const MOST_PAGES_WITHOUT = 4;

/** Where a section begins, for its page number in the contents. */
export function sectionId(at: number): string {
  return `section-${at}`;
}

/**
 * The contents at the foot of page 1, on reports of more than four pages. Page 1, each section and the evidence take a
 * page or more, so the count of sections tells before the layout does.
 */
export function contentsLine({ sections, language }: ReportContent): Content[] {
  if (sections.length + 2 <= MOST_PAGES_WITHOUT) return [];
  const words = reportWords(language);
  const headings = [...sections.map((section) => section.short), words.evidence];
  const style = { fontSize: TYPE.caption, color: INK_CAPTION };
  return [
    {
      text: [
        ...textRuns(`${words.contents}   `, { ...style, bold: true, color: INK }),
        // room for the number is kept at its right: that is the gap between entries
        ...headings.flatMap((heading, at) => [
          ...textRuns(`${heading} `, { ...style, linkToDestination: sectionId(at) }),
          { ...style, pageReference: sectionId(at) },
        ]),
      ],
      margin: [0, 2, 0, 0],
    },
  ];
}
