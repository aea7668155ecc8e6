import { weekRange } from '@fabwright/facts';
import { ExcursionState, type LabelledExcursion } from '@fabwright/quality';
import { describe, expect, it, vi } from 'vitest';
import { pdfText } from '../../test/pdf-text.ts';
import { checkReport } from '../content/closing-check.ts';
import { reportDocument } from '../document/report-document.ts';
import { renderPdf } from '../render/render-pdf.ts';
import { excursionReview } from '../report-job/finished-report.ts';
import type { ExcursionReviewFigures } from './excursion-review-figures.ts';

// a busy machine lays out a report in seconds, not in the usual fraction of one
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const calendar = { zone: 'Asia/Shanghai', weekStart: 1 } as const;
const week = { year: 2026, week: 47 };
const { from, to } = weekRange(week, calendar);
const at = (day: number): Date => new Date(Date.UTC(2026, 10, day, 2));

function excursion(over: Partial<LabelledExcursion>): LabelledExcursion {
  return {
    ...{ excursionId: 'EX-0042', productId: 'A', productName: 'Product 7', insertion: 'CP1', kind: 'bin' },
    ...{ severity: 'major', state: 'open', label: 'Contact chain open', openedAt: at(17), containedAt: null },
    ...{ lostDies: 4_120, lossPp: 12.6, cause: null, suspect: null },
    ...over,
  } as LabelledExcursion;
}

const action = (what: string, dueAt: Date | null) => ({
  ...{
    excursionId: 'EX-0042',
    productId: 'A',
    productName: 'Product 7',
    what,
    assigneeName: 'Ada',
    dueAt,
    addedAt: at(17),
  },
});

const BUSY: ExcursionReviewFigures = {
  ...{ fab: 'Fab 3', calendar, live: '/excursions', week, current: { key: '2026-W47', from, to }, productName: null },
  opened: [
    excursion({ containedAt: at(18), state: ExcursionState.CONTAINED }),
    excursion({ excursionId: 'EX-0043', state: ExcursionState.DISMISSED, lossPp: 0.4, lostDies: 30 }),
  ],
  carried: [excursion({ excursionId: 'EX-0031', openedAt: at(2) })],
  openActions: [action('Replace the 2 focus rings', at(19)), action('Check card 7', at(29)), action('Ask', null)],
};

describe.each([
  ['en', 'LETTER'],
  ['zh-CN', 'A4'],
] as const)('the excursions of a week in %s on %s', (language, paper) => {
  it.each([
    ['a busy week', BUSY],
    ['a quiet week', { ...BUSY, opened: [], carried: [], openActions: [] }],
  ])('pass their closing check: %s', async (_, figures) => {
    const report = excursionReview(figures, { language, paper });
    const document = reportDocument(report.content);
    checkReport(document, report, language);
    const text = await pdfText(await renderPdf(document));
    for (const { excursionId } of [...figures.opened, ...figures.carried]) expect(text.all).toContain(excursionId);
    expect(text.pages.filter((page) => page.replaceAll(/\s/g, '').length < 200)).toEqual([]);
  });
});

describe('the excursions of a week', () => {
  const content = (figures: ExcursionReviewFigures, sections?: string[]) =>
    excursionReview(figures, { language: 'en', paper: 'A4', sections }).content;

  it('count what is new, what is contained, what nobody has settled, and what is late', () => {
    const { headline, keyFigures, paragraphs } = content(BUSY);
    expect(headline[0]?.text).toBe('New in this week: 2 excursions; contained: 1 of 2 excursions.');
    expect(keyFigures.map(({ value }) => value)).toEqual(['2', '1', '2', '4,150', '1']);
    expect(paragraphs.map(([span]) => span?.text)).toEqual([
      'From before and not settled: 1 excursion.',
      'Actions past their date: 1 of 3 actions.',
    ]);
  });

  it('say so when there were none, and claim nothing', () => {
    const { headline, pageOne } = content({ ...BUSY, opened: [], carried: [], openActions: [] });
    expect(headline[0]?.text).toBe('No excursion was opened in this week.');
    expect(pageOne[0]).toMatchObject({ figure: { svg: null, missing: 'no new excursion cost yield' } });
  });

  it('have the sections that were chosen, in their order', () => {
    expect(content(BUSY, ['actions', 'weather', 'carried']).sections.map(({ short }) => short)).toEqual([
      'Open actions',
      'Open from before',
    ]);
  });
});
