import type { Locale } from '@fabwright/facts';
import { narrateByTemplate } from '@fabwright/language';
import { ToolReading } from '@fabwright/quality';
import { expect, it } from 'vitest';
import { checkReport } from '../content/closing-check.ts';
import { reportDocument } from '../document/report-document.ts';
import { monthPeriod } from '../month-report/month-sheet.ts';
import { changeReport, type FinishedReport } from '../report-job/finished-report.ts';
import { changeSheet, changesInOrder } from './change-effects.ts';
import type { ChangeFigures } from './change-report-figures.ts';

const MONTH = { year: 2026, month: 10 };
const changed = (version: string, reading: ToolReading, difference: number | null, day: number): ChangeFigures => ({
  ...{
    version,
    stepId: '4210',
    stepName: 'Contact etch',
    productId: 'K7',
    productName: 'PMIC-K7',
    reading,
    difference,
  },
  ...{ value: 0.92, others: 0.93, lots: 9, otherLots: 30, wafers: 225, since: new Date(Date.UTC(2026, 9, day)) },
  p: reading === ToolReading.INCONCLUSIVE ? null : 0.003,
});
const CHANGES = [
  changed('CONTACT_ETCH 14', ToolReading.INCONCLUSIVE, null, 28),
  changed('GATE_OX 4', ToolReading.NO_DIFFERENCE, 0.001, 9),
  changed('CONTACT_ETCH 13', ToolReading.LOWER, -0.0148, 12),
];

function report(language: Locale, rows: readonly ChangeFigures[]): FinishedReport {
  const changes = changesInOrder(rows);
  const source = { query: 'process-changes(month=2026-10)', hash: 'a1', rows: rows.length, asOf: '0' };
  const sheet = changeSheet(changes, { name: 'Fab 2', period: monthPeriod(MONTH), source });
  const narrative = narrateByTemplate(sheet, language);
  const calendar = { zone: 'Asia/Shanghai', weekStart: 1 };
  const about = { fab: 'Fab 2', calendar, live: '/yield', month: MONTH, productName: null };
  return changeReport({ ...about, changes, sheet, narrative }, { language, paper: 'A4' });
}

it.each(['en', 'zh-CN'] as const)(
  'process changes in %s pass the closing check, those with an effect first',
  (language) => {
    const finished = report(language, CHANGES);
    checkReport(reportDocument(finished.content), finished, language);
    const tables = finished.content.sections.map(({ blocks: [block] }) =>
      block?.kind === 'table' ? block.table.rows.map(([version]) => version) : [],
    );
    expect(tables).toEqual([['CONTACT_ETCH 13'], ['CONTACT_ETCH 13', 'GATE_OX 4', 'CONTACT_ETCH 14']]);
  },
);

it('says in one sentence what came of the changes, and nothing where nothing did', () => {
  const headline = (rows: readonly ChangeFigures[]): string =>
    report('en', rows)
      .content.headline.map(({ text }) => text)
      .join('');
  expect(headline(CHANGES)).toBe('1 of 2 process changes go with another yield.');
  expect(headline(CHANGES.slice(1, 2))).toBe('No process change goes with another yield.');
  expect(headline(CHANGES.slice(0, 1))).toBe('No process change can be judged yet: too few lots.');
  expect(headline([])).toBe('No process change was seen.');
});
