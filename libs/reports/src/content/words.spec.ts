import { checkNumbers } from '@fabwright/language';
import type { Locale } from '@fabwright/facts';
import { describe, expect, it } from 'vitest';
import { changeReportWords } from '../change-report/change-report-words.ts';
import { reportWords } from '../document/report-words.ts';
import { excursionReportWords } from '../excursion-report/excursion-report-words.ts';
import { excursionReviewWords } from '../excursion-review/excursion-review-words.ts';
import { lotReportWords } from '../lot-report/lot-report-words.ts';
import { monthReportWords } from '../month-report/month-report-words.ts';
import { toolReportWords } from '../tool-report/tool-report-words.ts';
import { weekReportWords } from '../week-report/week-report-words.ts';
import { sharedWords } from './shared-words.ts';

const WORDS = {
  changeReportWords,
  excursionReportWords,
  excursionReviewWords,
  lotReportWords,
  monthReportWords,
  reportWords,
  sharedWords,
  toolReportWords,
  weekReportWords,
};

/** Stands for whatever a sentence is told, and is nothing that the check looks for. */
const ANYTHING: unknown = new Proxy(() => ANYTHING, {
  get: (_, name) => (name === Symbol.toPrimitive || name === 'toString' ? () => '…' : ANYTHING),
  apply: () => ANYTHING,
});

/** All sentences below some words, functions told anything. */
function textsOf(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') {
    const sentence = words as (...told: readonly unknown[]) => unknown;
    return textsOf(sentence(...Array.from({ length: sentence.length }, () => ANYTHING)));
  }
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(textsOf) : [];
}

describe('the words of reports', () => {
  it.each(Object.entries(WORDS))('hold no number of their own: %s', (_, wordsIn) => {
    for (const locale of ['en', 'zh-CN'] satisfies Locale[]) {
      const texts = textsOf(wordsIn(locale));
      expect(texts.length).toBeGreaterThan(10);
      for (const text of texts) expect(checkNumbers(text, [], locale), text).toMatchObject({ kind: 'ok' });
    }
  });
});
