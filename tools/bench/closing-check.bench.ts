import { monthReport, reportPdf } from '@fabwright/reports';
import { seeded } from '@fabwright/reports/test/lot-figures';
import { monthFigures, monthScenario } from '@fabwright/reports/test/month-figures';
import { atMost, type BenchRow } from './bench-row.ts';

const REPORTS = 500;

/**
 * How many of 500 generated monthly summaries hold a number that is no fact and was not printed from data: in both
 * languages, on both papers, with more or less of everything down to none, their figures included. None may.
 */
export async function rows(): Promise<BenchRow[]> {
  const random = seeded(2_027);
  let refused = 0;
  for (let seed = 1; seed <= REPORTS; seed += 1) {
    const language = seed % 2 === 0 ? 'en' : 'zh-CN';
    const paper = seed % 3 === 0 ? 'LETTER' : 'A4';
    const report = monthReport(monthFigures(language, seed, monthScenario(random)), { language, paper });
    try {
      await reportPdf(report, () => Promise.resolve(new Uint8Array()));
    } catch (error) {
      refused += 1;
      process.stderr.write(`  ${String(error)}\n`);
    }
  }
  return [atMost(`Closing check refuses, of ${REPORTS} generated reports`, refused, 'reports', 0)];
}
