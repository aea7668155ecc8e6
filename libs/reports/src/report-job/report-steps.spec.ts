import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPORT_STEPS } from './report-steps.ts';

const WORDS = join(import.meta.dirname, '../../../../apps/dashboard/src/app/features/report/i18n');

describe('the steps of a report job', () => {
  it.each(['en', 'zh-CN'])('have words on the screen in %s, each its own', (language) => {
    const texts = JSON.parse(readFileSync(join(WORDS, `${language}.json`), 'utf8')) as { step: Record<string, string> };
    expect(Object.keys(texts.step).toSorted()).toEqual([...REPORT_STEPS].toSorted());
    expect(new Set(Object.values(texts.step).map((text) => text.trim())).size).toBe(REPORT_STEPS.length);
  });
});
