import { LOCALES } from '@fabwright/facts';
import { Gbnf } from '@fabwright/language/test/gbnf-reader';
import { describe, expect, it } from 'vitest';
import { Draw } from './draw.ts';
import { sentencesToRead, sheetsOfOneStatement } from './sentences.ts';
import { subjectsOf } from './subjects.ts';
import { teach } from './teacher.ts';
import { readWordings, wordingsToSay } from './wordings.ts';

const ALONE = sheetsOfOneStatement();

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

  it.each(LOCALES)('are known to the order of words in %s, but for those that are withheld', async (locale) => {
    const toSay = wordingsToSay(3);
    const [taught, said] = [readWordings(locale, 3), new Map(Object.entries(toSay[locale] ?? {}))];
    const read = await sentencesToRead(toSay, locale);
    expect([...said.keys()]).toEqual([...taught.keys()]);
    for (const [message, wordings] of said) {
      expect(taught.get(message), message).toEqual(expect.arrayContaining([...wordings]));
      // its template besides
      expect(read.get(message)!.length, message).toBeGreaterThan(wordings.length);
      expect(new Set(read.get(message)).size, message).toBe(read.get(message)!.length);
    }
    expect([...taught.values()].flat().length).toBeGreaterThan([...said.values()].flat().length);
  });
});
