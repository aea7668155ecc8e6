import type { Locale } from '@fabwright/facts';
import { narrateByTemplate } from '@fabwright/language';
import { ToolReading } from '@fabwright/quality';
import { describe, expect, it, vi } from 'vitest';
import { pdfText } from '../../test/pdf-text.ts';
import { checkReport } from '../content/closing-check.ts';
import { reportDocument } from '../document/report-document.ts';
import { monthPeriod } from '../month-report/month-sheet.ts';
import { renderPdf } from '../render/render-pdf.ts';
import { toolReport } from '../report-job/finished-report.ts';
import { inOrder, toolSheet } from './tool-matching.ts';
import type { ToolComparison, ToolReportFigures } from './tool-report-figures.ts';

// a busy machine lays out a report in seconds, not in the usual fraction of one
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const MONTH = { year: 2026, month: 10 };
const compared = (toolId: string, reading: ToolReading, difference: number | null): ToolComparison => ({
  ...{ toolId, stepId: '4210', stepName: 'Contact etch', productId: 'K7', productName: 'PMIC-K7', reading, difference },
  ...{ value: 0.93 + (difference ?? 0), others: 0.93, lots: 12, otherLots: 30, wafers: 300 },
  p: reading === ToolReading.INCONCLUSIVE ? null : difference !== null && difference < -0.01 ? 0.0004 : 0.6,
});
const COMPARISONS = [
  compared('ETC-201', ToolReading.NO_DIFFERENCE, 0.001),
  compared('ETC-203', ToolReading.HIGHER, 0.009),
  compared('ETC-205', ToolReading.INCONCLUSIVE, null),
  compared('ETC-207', ToolReading.LOWER, -0.021),
];

function figures(locale: Locale, rows: readonly ToolComparison[]): ToolReportFigures {
  const comparisons = inOrder(rows);
  const source = { query: 'tool-yields(month=2026-10)', hash: 'a1', rows: rows.length, asOf: '0' };
  const sheet = toolSheet(comparisons, { name: 'Fab 2', period: monthPeriod(MONTH), source });
  return {
    ...{ fab: 'Fab 2', calendar: { zone: 'Asia/Shanghai', weekStart: 1 }, live: '/tools', month: MONTH },
    ...{ productName: null, comparisons, tools: 5, excludedWafers: 1, sheet },
    narrative: narrateByTemplate(sheet, locale),
  };
}

describe.each([
  ['en', 'LETTER'],
  ['zh-CN', 'A4'],
] as const)('tool matching in %s on %s', (language, paper) => {
  const report = toolReport(figures(language, COMPARISONS), { language, paper });

  it('passes its closing check and names each tool', async () => {
    checkReport(reportDocument(report.content), report, language);
    const bytes = await renderPdf(reportDocument(report.content));
    const { all } = await pdfText(bytes);
    for (const { toolId } of COMPARISONS) expect(all).toContain(toolId);
  });

  it('puts those that differ first, largest difference first', () => {
    const [differing, everything] = report.content.sections.map(({ blocks: [block] }) =>
      block?.kind === 'table' ? block.table.rows.map(([tool]) => tool) : [],
    );
    expect(differing).toEqual(['ETC-207', 'ETC-203']);
    expect(everything).toEqual(['ETC-207', 'ETC-203', 'ETC-201', 'ETC-205']);
  });
});

it('says in one sentence what stands out, and nothing where nothing does', () => {
  const headline = (rows: readonly ToolComparison[]): string =>
    toolReport(figures('en', rows), { language: 'en', paper: 'A4' })
      .content.headline.map(({ text }) => text)
      .join('');
  expect(headline(COMPARISONS)).toBe('2 of 3 tools differ from the others of their step.');
  expect(headline(COMPARISONS.slice(0, 1))).toBe('No tool differs from the others of its step.');
  expect(headline(COMPARISONS.slice(2, 3))).toBe('No tool could be compared: too few lots.');
});
