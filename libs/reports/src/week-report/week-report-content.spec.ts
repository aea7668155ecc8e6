import { formatYield } from '@fabwright/facts';
import { describe, expect, it, vi } from 'vitest';
import { pdfText } from '../../test/pdf-text.ts';
import { weekFigures } from '../../test/week-figures.ts';
import { checkReport } from '../content/closing-check.ts';
import { Printing } from '../content/printing.ts';
import { reportDocument } from '../document/report-document.ts';
import { renderPdf } from '../render/render-pdf.ts';
import { lowestLots } from './low-lots.ts';
import { weekReportContent } from './week-report-content.ts';

// a busy machine lays out a report in seconds, not in the usual fraction of one
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe('the lots that read lowest', () => {
  const printing = new Printing('en', 'UTC');
  const [low] = weekFigures('en').lowest;

  it('are at most six, the lowest first, without those that have no final yield', () => {
    const finals = [0.9, null, 0.8, 0.95, 0.85, 0.8, 0.93, 0.94];
    const lots = weekFigures('en').lots.slice(0, finals.length);
    const read = lots.map((lot, at) => ({
      ...lot,
      lotId: `L${at}`,
      yields: lot.yields && { ...lot.yields, final: finals[at]! },
    }));
    expect(lowestLots(read).map(({ lotId }) => lotId)).toEqual(['L2', 'L5', 'L4', 'L0', 'L6', 'L7']);
  });

  it('stand with their losses and their map, and what could not be read leaves its box', () => {
    const lowest = [low!, { ...low!, lotId: 'N4K999', losses: null, stack: null }];
    const { sections } = weekReportContent(
      { ...weekFigures('en'), lowest },
      { paper: 'A4', sections: ['lowest'] },
      printing,
    );
    const [section] = sections;
    expect(section?.heading).toBe(`${low!.lotId} reads lowest with ${formatYield(low!.final, 'en', 1)}`);
    const pictures = section!.blocks.flatMap((block) => (block.kind === 'figures' ? block.figures : []));
    expect(pictures.map(({ svg, missing }) => [svg !== null, missing])).toEqual([
      [true, undefined],
      [true, undefined],
      [false, ''],
      [false, 'The wafer maps could not be read.'],
    ]);
  });
});

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
  expect(content.sections[2]?.heading).toBe('Lots of the week');
});
