import { formatFact, formatYield } from '@fabwright/facts';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { lotFigures } from '../../test/lot-figures.ts';
import { pdfText, type PdfText } from '../../test/pdf-text.ts';
import { checkReport } from '../content/closing-check.ts';
import { Printing } from '../content/printing.ts';
import { reportDocument } from '../document/report-document.ts';
import type { ReportContent, ReportLanguage } from '../document/report-content.ts';
import type { Paper } from '../render/paper.ts';
import { renderPdf } from '../render/render-pdf.ts';
import { lotReportContent } from './lot-report-content.ts';

// a busy machine lays out a report in seconds, not in the usual fraction of one
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const ZONE = 'Asia/Shanghai';

function contentOf(language: ReportLanguage, paper: Paper, over: Partial<ReturnType<typeof lotFigures>> = {}) {
  const figures = { ...lotFigures({ locale: language }), ...over };
  const printing = new Printing(language, ZONE);
  return { figures, printing, content: lotReportContent(figures, paper, printing) };
}

describe.each([
  ['en', 'A4'],
  ['zh-CN', 'LETTER'],
] as const)('a lot report in %s on %s', (language, paper) => {
  const { figures, printing, content } = contentOf(language, paper);
  let text: PdfText;
  beforeAll(async () => {
    text = await pdfText(await renderPdf(reportDocument(content)));
  });

  it('passes its closing check', () => {
    expect(
      checkReport(reportDocument(content), { facts: figures.sheet.facts, printing }, language).texts,
    ).toBeGreaterThan(400);
  });

  it('names the three yields on page 1, with the five figures', () => {
    expect(content.keyFigures).toHaveLength(5);
    const printed = content.keyFigures.map(({ value, unit }) => `${value} ${unit}`);
    const { final = null, firstPass = null, record = null } = figures.row.yields ?? {};
    expect(printed.slice(0, 3)).toEqual(
      [final, firstPass, record].map((value) => formatYield(value ?? 0, language, 2)),
    );
  });

  it('has all wafer maps on one page, and every wafer’s yields under its map', () => {
    const page = text.pages.find((candidate) => candidate.includes('N4K811-25') && candidate.includes('N4K811-01'));
    const lines = figures.wafers.map(({ yields }) => formatYield(yields.final ?? 0, language, 2));
    for (const line of lines) expect(page?.replaceAll(/\s/g, '')).toContain(line.replaceAll(/\s/g, ''));
  });

  it('lists each numbered fact in the evidence with its query', () => {
    const mentioned = content.paragraphs.flat().flatMap((span) => span.factId ?? []);
    const listed = content.evidence.map((row) => row.reference);
    for (const reference of mentioned) expect(listed).toContain(reference);
    expect(listed).toEqual(listed.map((_, at) => `F${at + 1}`));
    const values = figures.sheet.facts.map((fact) => formatFact(fact, language));
    for (const { value, query } of content.evidence) {
      expect(values).toContain(value);
      expect(query).toContain('lot=N4K811');
    }
  });

  it('says why a wafer is excluded, in the words of who did it', () => {
    const all = text.all.replaceAll(/\s/g, '');
    expect(all).toContain('Probecard7wasdirty,40%ofsites');
    expect(all).toContain('ChenYu');
  });

  it('leaves no page empty', () => {
    expect(text.pages.filter((page) => page.replaceAll(/\s/g, '').length < 200)).toEqual([]);
    expect(text.pages.length).toBeLessThanOrEqual(7);
  });
});

describe('the closing check of a document', () => {
  it('stops a number that was neither a fact nor printed from data', () => {
    const { figures, printing, content } = contentOf('en', 'A4');
    const forged: ReportContent = { ...content, scope: 'Production lot, 24.7 % better than ever.' };
    const facts = { facts: figures.sheet.facts, printing };
    expect(() => checkReport(reportDocument(forged), facts, 'en')).toThrow(/closing check: "24.7"/);
  });

  it('stops a number hidden in a table cell and one in words', () => {
    const { figures, printing, content } = contentOf('en', 'A4');
    const facts = { facts: figures.sheet.facts, printing };
    const hidden = { ...content, completeness: ['Seven wafers are missing.'] };
    expect(() => checkReport(reportDocument(hidden), facts, 'en')).toThrow(/Seven/);
    const cell = { ...content, evidence: content.evidence.map((row) => ({ ...row, asOf: '99887766' })) };
    expect(() => checkReport(reportDocument(cell), facts, 'en')).toThrow(/99887766/);
  });
});

describe('what can’t be drawn', () => {
  it('leaves its box with the reason, and the report goes out', async () => {
    const { figures, printing, content } = contentOf('en', 'A4', { maps: null, trend: null });
    checkReport(reportDocument(content), { facts: figures.sheet.facts, printing }, 'en');
    const text = await pdfText(await renderPdf(reportDocument(content)));
    expect(text.pages[0]).toContain('There are no lots to draw in this period.');
    expect(text.pages[0]).toContain('The wafer maps could not be read.');
    expect(text.all).toContain('N4K811-25');
  });

  it('is told from nothing to draw: a lot whose dies are all good has no losses', () => {
    const { content } = contentOf('en', 'A4', { losses: [] });
    expect(content.keyFigures[4]).toMatchObject({ value: '–', note: 'no die lost' });
  });
});

it('is the same content for the same figures, and has another id for others', () => {
  const { content } = contentOf('en', 'A4');
  expect(contentOf('en', 'A4').content).toEqual(content);
  expect(contentOf('en', 'A4', { target: 0.97 }).content.reportId).not.toBe(content.reportId);
});
