import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { LATIN_FONT } from '../render/fonts.ts';
import { pageFrame, type PageFrame } from '../render/paper.ts';
import { textRuns } from '../render/text-runs.ts';
import { blockContent, tableContent } from './blocks.ts';
import { INK, INK_BODY, INK_CAPTION, TYPE } from './ink.ts';
import { pageFoot, pageHead } from './page-furniture.ts';
import { type FactNumbers, pageOne } from './page-one.ts';
import type { ReportContent, ReportSection } from './report-content.ts';
import { reportWords } from './report-words.ts';

function heading(text: string, pageBreak: boolean): Content {
  return {
    text: textRuns(text, { bold: true }),
    fontSize: TYPE.section,
    color: INK,
    outline: true,
    outlineText: text,
    margin: [0, 0, 0, 4],
    ...(pageBreak ? { pageBreak: 'before' as const } : {}),
  };
}

function sectionContent(section: ReportSection, content: ReportContent, frame: PageFrame): Content[] {
  return [
    heading(section.heading, true),
    { text: textRuns(section.lead, { color: INK_BODY }), fontSize: TYPE.body, lineHeight: 1.3, margin: [0, 0, 0, 10] },
    ...section.blocks.map((block) => blockContent(block, frame, content.language)),
  ];
}

function evidenceTable(content: ReportContent): Content[] {
  const words = reportWords(content.language);
  const rows = content.evidence.map((row) => [
    row.reference,
    row.value,
    `${row.definition}\n${row.key}`,
    row.n,
    `${row.query}\n${words.rowsOf(row.rows)}`,
    row.asOf,
  ]);
  const { fact, value, definition, n, query, asOf } = words.columns;
  const left = (label: string): { label: string; align: 'left' } => ({ label, align: 'left' });
  return tableContent({
    title: '',
    caption: '',
    columns: [
      left(fact),
      left(value),
      left(definition),
      { label: n, align: 'right' },
      left(query),
      { label: asOf, align: 'right' },
    ],
    rows,
    empty: words.notAvailable,
  });
}

/** The appendix: each fact with value, definition, n, query, rows; then what the data lack. */
function appendix(content: ReportContent): Content[] {
  const words = reportWords(content.language);
  return [
    heading(words.evidence, true),
    { text: textRuns(words.evidenceLead, { color: INK_BODY }), fontSize: TYPE.body, margin: [0, 0, 0, 8] },
    ...evidenceTable(content),
    heading(words.completeness, false),
    {
      ul: content.completeness.map((line) => ({ text: textRuns(line, { color: INK_BODY }) })),
      fontSize: TYPE.body,
      color: INK_CAPTION,
    },
  ];
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
      ...content.sections.flatMap((section) => sectionContent(section, content, frame)),
      ...appendix(content),
    ],
  };
}
