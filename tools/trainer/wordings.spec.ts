import { LOCALES } from '@fabwright/facts';
import type { FactSheet } from '@fabwright/language';
import { Gbnf } from '@fabwright/language/test/gbnf-reader';
import { generatedSheets } from '@fabwright/language/test/generated-sheets';
import { SHEETS } from '@fabwright/language/test/sheets';
import { describe, expect, it } from 'vitest';
import { Draw } from './draw.ts';
import { isTaught, subjectsOf } from './subjects.ts';
import { teach } from './teacher.ts';
import { readWordings } from './wordings.ts';

/** For each message a sheet that says it and nothing else. */
const ALONE = new Map<string, FactSheet>(
  [...generatedSheets(200), ...SHEETS].filter(isTaught).flatMap((sheet) =>
    sheet.statements.map((statement) => [
      statement.message,
      // what a statement needs before it is for a whole section to bring
      { ...sheet, statements: [{ ...statement, needs: [] }] },
    ]),
  ),
);

describe('the wordings that the adapter is taught', () => {
  it.each(LOCALES)('are there for every message of lots and periods in %s, and no other', (locale) => {
    expect([...readWordings(locale).keys()].sort()).toEqual([...ALONE.keys()].sort());
  });

  it.each(LOCALES)('pass the verifier and the grammar in %s, each alone', async (locale) => {
    for (const [message, wordings] of readWordings(locale)) {
      expect(new Set(wordings).size, message).toBeGreaterThan(1);
      for (const wording of wordings) {
        const [subject] = subjectsOf(ALONE.get(message)!, locale, 4);
        const lesson = await teach(subject!, new Map([[message, [wording]]]), new Draw(1), false);
        expect(lesson!.answer).toBe(wording);
        expect(new Gbnf(lesson!.gbnf).admits(wording), wording).toBe(true);
        // the model is taught to say it otherwise, not to copy
        expect(lesson!.messages.at(-1)!.text).not.toBe(wording);
      }
    }
  });
});
