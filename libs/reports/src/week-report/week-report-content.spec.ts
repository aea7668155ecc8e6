import { formatYield } from '@fabwright/facts';
import { describe, expect, it, vi } from 'vitest';
import { pdfText } from '../../test/pdf-text.ts';
import { weekFigures } from '../../test/week-figures.ts';
import { checkReport } from '../content/closing-check.ts';
import { Printing } from '../content/printing.ts';
import { reportDocument } from '../document/report-document.ts';
import { renderPdf } from '../render/render-pdf.ts';
import { weekReportContent } from './week-report-content.ts';

// a busy machine lays out a report in seconds, not in the usual fraction of one
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe.each([
  ['en', 'LETTER'],
  ['zh-CN', 'A4'],
] as const)('a week report in %s on %s', (language, paper) => {
  const figures = weekFigures(language);
  const printing = new Printing(language, 'Asia/Shanghai');
  const content = weekReportContent(figures, { paper }, printing);

  it('passes its closing check and prints every lot', async () => {
    const document = reportDocument(content);
    checkReport(document, { facts: figures.sheet.facts, printing }, language);
    const text = await pdfText(await renderPdf(document));
    expect(text.language).toBe(language);
    for (const { lotId } of figures.lots) expect(text.all).toContain(lotId);
    expect(text.pages.filter((page) => page.replaceAll(/\s/g, '').length < 200)).toEqual([]);
  });

  it('gives the change with its interval beside the final yield, by the one formatter', () => {
    expect(content.keyFigures[0]?.value).toBe(formatYield(figures.current.final ?? 0, language).replace(' %', ''));
    const unit = language === 'en' ? 'pp' : '个百分点';
    expect(content.keyFigures[0]?.note).toBe(`−1.8 ${unit} [−2.3, −1.2]`);
    expect(content.keyFigures[3]).toMatchObject({ value: '9' });
  });
});

it('without a floor says so, and judges no lot', () => {
  const printing = new Printing('en', 'UTC');
  const content = weekReportContent({ ...weekFigures('en'), floor: null, change: null }, { paper: 'A4' }, printing);
  expect(content.keyFigures[3]).toMatchObject({ value: '–', note: 'no floor is set' });
  expect(content.keyFigures[0]?.note).toBe('target 95.5 %');
  expect(content.sections[1]?.heading).toBe('Lots of the week');
});
