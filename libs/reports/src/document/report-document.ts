import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { LATIN_FONT } from '../render/fonts.ts';
import { pageFrame, type PageFrame } from '../render/paper.ts';
import { textRuns } from '../render/text-runs.ts';
import { blockContent } from './blocks.ts';
import { INK, INK_BODY, INK_CAPTION, TYPE } from './ink.ts';
import { pageFoot, pageHead } from './page-furniture.ts';
import { contentsLine, sectionId } from './contents-line.ts';
import { type FactNumbers, pageOne } from './page-one.ts';
import type { ReportContent, ReportLanguage, ReportSection, ReportTable } from './report-content.ts';
import { reportWords } from './report-words.ts';
import { LEADING } from './text-size.ts';
import { newPages } from './section-flow.ts';

/** A section's heading; most begin a page. */
function heading(text: string, id: string, newPage: boolean): Content {
  // typed as a variable: the types of pdfmake know no `id`, which its page references go by
  const content = {
    text: textRuns(text, { bold: true }),
    id,
    fontSize: TYPE.section,
    color: INK,
    outline: true,
    outlineText: text,
    margin: [0, newPage ? 0 : 10, 0, 4] as [number, number, number, number],
    ...(newPage ? { pageBreak: 'before' as const } : {}),
  };
  return content;
}

function sectionContent(section: ReportSection, at: number, newPage: boolean, page: PageOf): Content[] {
  return [
    heading(section.heading, sectionId(at), newPage),
    {
      text: textRuns(section.lead, { color: INK_BODY }),
      fontSize: TYPE.body,
      lineHeight: LEADING[page.language],
      margin: [0, 0, 0, 10],
    },
    ...section.blocks.map((block) => blockContent(block, page.frame, page.language)),
  ];
}

interface PageOf {
  readonly frame: PageFrame;
  readonly language: ReportLanguage;
}

/** The appendix: each fact with value, definition, n, query and rows. */
function evidenceSection({ evidence, language }: ReportContent): ReportSection {
  const words = reportWords(language);
  const { fact, value, definition, n, query, asOf } = words.columns;
  const table: ReportTable = {
    title: '',
    caption: '',
    columns: [
      { label: fact, align: 'left' },
      { label: value, align: 'left' },
      { label: definition, align: 'left', wide: true },
      { label: n, align: 'right' },
      { label: query, align: 'left', wide: true },
      { label: asOf, align: 'right' },
    ],
    rows: evidence.map((row) => [
      row.reference,
      row.value,
      `${row.definition}\n${row.key}`,
      row.n,
      `${row.query}\n${row.rows}`,
      row.asOf,
    ]),
    empty: words.notAvailable,
  };
  return {
    heading: words.evidence,
    short: words.evidence,
    lead: words.evidenceLead,
    blocks: [{ kind: 'table', table }],
  };
}

/** A longer list may break over pages. */
const MOST_LINES_TOGETHER = 20;

/** What the data lack stands behind the evidence. */
function completenessContent({ completeness, language }: ReportContent): Content {
  const title = textRuns(reportWords(language).completeness, { bold: true });
  return {
    unbreakable: completeness.length <= MOST_LINES_TOGETHER,
    stack: [
      { text: title, fontSize: TYPE.body, color: INK, margin: [0, 4, 0, 4] },
      {
        ul: completeness.map((line) => ({ text: textRuns(line, { color: INK_BODY }) })),
        fontSize: TYPE.body,
        color: INK_CAPTION,
      },
    ],
  };
}

/** Facts get their numbers in the order of the evidence table: F1 is 1. */
function factNumbers(content: ReportContent): FactNumbers {
  return new Map(content.evidence.map((row) => [row.reference, row.reference.replace(/^F/, '')]));
}

/**
 * The pdfmake definition of a finished report. Pure: the same content gives the same definition.
 * pdfmake's own tagging writes an empty structure tree, so none is claimed.
 */
export function reportDocument(content: ReportContent): TDocumentDefinitions {
  const frame = pageFrame(content.paper);
  const { language } = content;
  const sections = [...content.sections, evidenceSection(content)];
  const begins = newPages(sections, frame, language);
  return {
    pageSize: frame.size,
    pageMargins: frame.margins,
    info: {
      title: `${content.title} · ${content.subject}`,
      author: 'Fabwright',
      subject: content.headline.map((span) => span.text).join(''),
      creator: 'Fabwright',
      producer: 'Fabwright, pdfmake',
      creationDate: content.createdAt,
      modDate: content.createdAt,
    },
    language: content.language,
    displayTitle: true,
    defaultStyle: { font: LATIN_FONT, fontSize: TYPE.body, color: INK },
    header: () => pageHead(content, frame),
    footer: pageFoot(content, frame),
    content: [
      ...pageOne(content, frame, factNumbers(content)),
      ...contentsLine(content),
      ...sections.flatMap((section, at) => sectionContent(section, at, begins[at] ?? true, { frame, language })),
      completenessContent(content),
    ],
  };
}
