import { expect, it } from 'vitest';
import { seeded } from '../../test/lot-figures.ts';
import { monthFigures, type MonthScenario } from '../../test/month-figures.ts';
import { reportDocument } from '../document/report-document.ts';
import { monthReport } from '../report-job/finished-report.ts';
import { checkReport } from './closing-check.ts';

const REPORTS = 20;

/** A month with more or less of everything, down to none. */
function scenarioOf(random: () => number): MonthScenario {
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const products = 1 + upTo(5);
  return { products, excursions: upTo(9), actions: upTo(6), targeted: upTo(products), lotsBefore: upTo(8) };
}

it(`each number of ${REPORTS} generated reports is a fact, or was printed from data`, () => {
  const random = seeded(2_026);
  for (let seed = 1; seed <= REPORTS; seed += 1) {
    const language = seed % 2 === 0 ? 'en' : 'zh-CN';
    const paper = seed % 3 === 0 ? 'LETTER' : 'A4';
    const report = monthReport(monthFigures(language, seed, scenarioOf(random)), { language, paper });
    const { texts, figures } = checkReport(reportDocument(report.content), report, language);
    expect(texts).toBeGreaterThan(40);
    expect(figures).toBeGreaterThan(0);
  }
});
