import { describe, expect, it } from 'vitest';
import { pdfText } from '../../test/pdf-text.ts';
import { excursionReport } from '../report-job/finished-report.ts';
import { reportPdf } from '../report-job/report-pdf.ts';
import { excursionReportWords } from './excursion-report-words.ts';
import { excursionFigures } from '../../test/excursion-figures.ts';

/** Fonts are read and a document is laid out: seconds on a busy machine. */
const SLOW_MS = 60_000;

describe('the evidence package of an excursion', { timeout: SLOW_MS }, () => {
  it.each([
    ['en', 'A4', 'Shared most: Chamber ETC-207/B'],
    ['zh-CN', 'LETTER', '共同点'],
  ] as const)('passes its closing check in %s on %s', async (language, paper, said) => {
    const report = excursionReport(excursionFigures(), { language, paper });
    const { all: text } = await pdfText(await reportPdf(report));
    expect(text.replaceAll(/\s+/g, ' ')).toContain(said);
    for (const shown of ['EX-0042', 'K2640-286', 'he_flow_outer', 'ETC-207/B', 'focus ring replaced', '71/73']) {
      expect(text).toContain(shown);
    }
  });

  it('is the same file for the same figures', async () => {
    const make = () => reportPdf(excursionReport(excursionFigures(), { language: 'en', paper: 'A4' }));
    expect(Buffer.compare(await make(), await make())).toBe(0);
  });

  it('says that nobody has confirmed a cause, until somebody has', () => {
    const words = (figures: ReturnType<typeof excursionFigures>): string =>
      JSON.stringify(excursionReport(figures, { language: 'en', paper: 'A4' }).content.paragraphs);
    const figures = excursionFigures();
    expect(words(figures)).toContain('nobody has confirmed a cause');
    const cause = { ...figures.excursion.suspect!, words: 'Focus ring badly seated' };
    const known = words({ ...figures, excursion: { ...figures.excursion, cause } });
    expect(known).toContain('Focus ring badly seated');
    expect(known).not.toContain('nobody has confirmed');
  });

  it('says in the reader’s language what detectors wrote, and what a row that decides nothing lacks', () => {
    const figures = excursionFigures();
    const [entry] = figures.entries;
    const withdrawn = { ...entry!, act: 'withdrawn' as never, reason: 'part of EX-0003' };
    const [row] = figures.commonality!.rows;
    const since = { ...row!.levels[0]!, kind: 'pm-interval' as never, id: 'ETC-207/B since pm 2026-11-01T08:15Z' };
    const undecided = { ...row!, levels: [since], reading: 'inconclusive' as never, because: 'not-lot-by-lot' };
    const told = {
      ...figures,
      excursion: { ...figures.excursion, suspect: null, undecided: 'fewer-than-three-affected-lots' },
      entries: [withdrawn],
      commonality: { ...figures.commonality!, rows: [undecided] },
    };
    const { content } = excursionReport(told, { language: 'zh-CN', paper: 'A4' });
    const text = JSON.stringify(content);
    for (const said of ['属于 EX-0003', '批次间不一致', 'PM之后', '至少要有 3 批']) expect(text).toContain(said);
    for (const not of ['part of', 'since pm']) expect(text).not.toContain(not);
  });

  it.each(['en', 'zh-CN'] as const)(
    'passes its closing check whatever the reason that nothing is named, in %s',
    async (language) => {
      const figures = excursionFigures();
      const reasons = Object.keys(excursionReportWords(language).noSuspect);
      expect(reasons).toContain('few-affected-with-it');
      for (const undecided of reasons) {
        const excursion = { ...figures.excursion, suspect: null, undecided };
        const report = excursionReport({ ...figures, excursion }, { language, paper: 'A4' });
        await expect(reportPdf(report, () => Promise.resolve(new Uint8Array()))).resolves.toBeDefined();
      }
    },
  );

  it('goes out with a box in place of what could not be read', () => {
    const { content } = excursionReport(
      { ...excursionFigures(), timeline: null, stacks: null, commonality: null, moved: null },
      { language: 'en', paper: 'A4' },
    );
    const figure = content.pageOne[0];
    expect(figure?.kind === 'figure' && figure.figure.missing).toBeTruthy();
    expect(content.completeness[0]).toContain('could not be read');
  });
});
