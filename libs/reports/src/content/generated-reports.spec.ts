import { expect, it } from 'vitest';
import { seeded } from '../../test/lot-figures.ts';
import { monthFigures, monthScenario } from '../../test/month-figures.ts';
import { reportDocument } from '../document/report-document.ts';
import { monthReport } from '../report-job/finished-report.ts';
import { checkReport } from './closing-check.ts';

const REPORTS = 20;

it(`each number of ${REPORTS} generated reports is a fact, or was printed from data`, () => {
  const random = seeded(2_026);
  for (let seed = 1; seed <= REPORTS; seed += 1) {
    const language = seed % 2 === 0 ? 'en' : 'zh-CN';
    const paper = seed % 3 === 0 ? 'LETTER' : 'A4';
    const report = monthReport(monthFigures(language, seed, monthScenario(random)), { language, paper });
    const { texts, figures } = checkReport(reportDocument(report.content), report, language);
    expect(texts).toBeGreaterThan(40);
    expect(figures).toBeGreaterThan(0);
  }
});
