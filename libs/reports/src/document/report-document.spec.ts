import { createHash } from 'node:crypto';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it, vi } from 'vitest';
import { renderPdf } from '../render/render-pdf.ts';
import type { ReportContent } from './report-content.ts';
import { reportDocument } from './report-document.ts';

// a busy machine lays out a report in seconds, not in the usual fraction of one
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const square =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10h-10z" fill="#9a2f0c"/></svg>';

const content: ReportContent = {
  language: 'en',
  paper: 'A4',
  title: 'Lot report',
  subject: 'N4K791 · PMIC-K7 · CP1',
  fab: 'Fab 2',
  headline: [{ text: 'Final yield of N4K791 is ' }, { text: '88.1 %', factId: 'F1' }],
  scope: '25 wafers, 22 Nov 2026',
  keyFigures: [{ label: 'Final yield', value: '88.1', unit: '%', note: 'floor 89 %' }],
  badge: 'Template text',
  paragraphs: [[{ text: 'Final yield was ' }, { text: '88.1 %', factId: 'F1' }, { text: '.' }]],
  pageOne: [
    { kind: 'figure', figure: { title: 'Figure 1', caption: 'pp', svg: square, heightPt: 80 } },
    { kind: 'figure', figure: { title: 'Figure 2', caption: '', svg: null, missing: 'It timed out.', heightPt: 60 } },
  ],
  sections: [
    {
      heading: 'Wafers',
      short: 'Wafers',
      lead: 'Two wafers.',
      blocks: [
        {
          kind: 'maps',
          title: 'Maps',
          caption: 'soft bin',
          legend: [{ label: 'Good', colour: '#dbe2e9' }],
          tiles: [{ title: 'W01', lines: ['92.5 %'], svg: square }],
        },
        {
          kind: 'table',
          table: {
            title: 'History',
            caption: '',
            columns: [{ label: 'Step', align: 'left' }],
            rows: [['4210 接触孔刻蚀']],
            empty: 'none',
          },
        },
      ],
    },
  ],
  evidence: [
    {
      reference: 'F1',
      value: '88.1 %',
      definition: 'good dies after the last test of each die / gross dies',
      key: 'yield.final/N4K791/CP1',
      n: '16050',
      query: 'lot-yield',
      rows: '25 rows',
      asOf: '412',
    },
  ],
  completeness: ['No wafer is excluded.'],
  dataTo: '23 Nov 2026, 08:20',
  reportId: '8c41-e07d',
  livePath: '/lots/N4K791',
  createdAt: new Date('2026-11-23T00:20:00Z'),
};

async function textOf(pdf: Uint8Array): Promise<{ text: string; pages: number; outline: number; language: string }> {
  const document = await getDocument({ data: new Uint8Array(pdf), useSystemFonts: false }).promise;
  const parts: string[] = [];
  for (let page = 1; page <= document.numPages; page++) {
    const items = (await (await document.getPage(page)).getTextContent()).items;
    parts.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  const { info } = (await document.getMetadata()) as { info: { Language?: string } };
  return {
    text: parts.join('\n'),
    pages: document.numPages,
    outline: (await document.getOutline())?.length ?? 0,
    language: info.Language ?? '',
  };
}

describe('a report as PDF', () => {
  it('holds its words as text in both scripts, with bookmarks and a language', async () => {
    const read = await textOf(await renderPdf(reportDocument(content)));
    expect(read.text).toContain('88.1 %');
    expect(read.text).toContain('接触孔刻蚀');
    expect(read.text).toContain('1 of 2');
    expect(read.outline).toBeGreaterThanOrEqual(3);
    expect(read.language).toBe('en');
  });

  it('names its pages on page 1 when it is long, and begins a section on a hardly filled page', async () => {
    const [wafers] = content.sections;
    if (!wafers) throw new Error('There is a section.');
    expect((await textOf(await renderPdf(reportDocument(content)))).text).not.toContain('Contents');
    const rows = Array.from({ length: 40 }, () => ['4210']);
    const long = wafers.blocks.map((block) =>
      block.kind === 'table' ? { ...block, table: { ...block.table, rows } } : block,
    );
    const sections = ['One', 'Two', 'Three'].map((short) => ({ ...wafers, heading: short, short, blocks: long }));
    const read = await textOf(await renderPdf(reportDocument({ ...content, sections })));
    expect(read.text).toContain('Contents One 2 Two 3 Three 4 Evidence 5');
  });

  it('is the same to the byte for the same content', async () => {
    const digest = async (): Promise<string> =>
      createHash('sha256')
        .update(await renderPdf(reportDocument(content)))
        .digest('hex');
    expect(await digest()).toBe(await digest());
  });

  it('leaves a box that says why where a figure could not be drawn', async () => {
    const read = await textOf(await renderPdf(reportDocument(content)));
    expect(read.text).toContain('It timed out.');
  });

  it.each(['A4', 'LETTER'] as const)('fits %s', async (paper) => {
    const document = await getDocument({ data: new Uint8Array(await renderPdf(reportDocument({ ...content, paper }))) })
      .promise;
    const [, , width, height] = (await document.getPage(1)).view;
    expect([width, height].map((side) => Math.round(side ?? 0))).toEqual(paper === 'A4' ? [595, 842] : [612, 792]);
  });
});
