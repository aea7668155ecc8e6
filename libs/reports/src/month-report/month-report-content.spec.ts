import { describe, expect, it, vi } from 'vitest';
import { monthFigures } from '../../test/month-figures.ts';
import { pdfText } from '../../test/pdf-text.ts';
import { checkReport } from '../content/closing-check.ts';
import { Printing } from '../content/printing.ts';
import { reportDocument } from '../document/report-document.ts';
import { renderPdf } from '../render/render-pdf.ts';
import { monthReportContent } from './month-report-content.ts';

// a busy machine lays out a report in seconds, not in the usual fraction of one
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe.each([
  ['en', 'LETTER'],
  ['zh-CN', 'A4'],
] as const)('a monthly summary in %s on %s', (language, paper) => {
  const figures = monthFigures(language);
  const printing = new Printing(language, 'Asia/Shanghai');
  const content = monthReportContent(figures, { paper }, printing);

  it('passes its closing check and prints each product, excursion and action', async () => {
    const document = reportDocument(content);
    checkReport(document, { facts: figures.sheet.facts, printing }, language);
    const bytes = await renderPdf(document);
    const text = await pdfText(bytes);
    expect(text.language).toBe(language);
    const { products, excursions } = figures.portfolio;
    for (const { productName } of products) expect(text.all).toContain(productName);
    for (const { excursionId } of excursions) expect(text.all).toContain(excursionId);
    // the name under which it is kept is in UTC
    expect(text.all).toContain('ETC-207/B');
    expect(text.all).not.toMatch(/since pm|T08:15Z/);
    expect(text.all).toContain('Chen Yu');
    expect(text.pages.filter((page) => page.replaceAll(/\s/g, '').length < 200)).toEqual([]);
  });

  it('has the chosen sections in their order, and passes over one that it does not know', () => {
    const chosen = monthReportContent(figures, { paper, sections: ['actions', 'weather', 'products'] }, printing);
    const usual = content.sections.map(({ short }) => short);
    expect(chosen.sections.map(({ short }) => short)).toEqual([usual[3], usual[0]]);
  });
});

it('of one product has no mix, and without a target nothing is missing', () => {
  const printing = new Printing('en', 'UTC');
  const scenario = { products: 1, excursions: 0, actions: 0, targeted: 0, lotsBefore: 2 };
  const figures = { ...monthFigures('en', 3, scenario), productName: 'PMIC-K7' };
  const { keyFigures, completeness, sections } = monthReportContent(figures, { paper: 'A4' }, printing);
  expect(keyFigures.map(({ label }) => label)).toEqual([
    'Final yield',
    'Missing to target',
    'Change by product mix',
    'Excursions',
  ]);
  expect(keyFigures[1]).toMatchObject({ value: '–', note: 'no target is set' });
  expect(completeness).toContain('The change has no interval: a product has only 2 lots on one side.');
  expect(sections[3]?.heading).toBe('Open actions');
});
