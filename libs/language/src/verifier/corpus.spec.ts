import { LOCALES, type Locale } from '@fabwright/facts';
import { describe, expect, it } from 'vitest';
import { occasionsOf, type Occasion } from '../../test/corpus/offered.ts';
import { readCorpus } from '../../test/corpus/read-corpus.ts';
import type { Refusal } from './refusal.ts';
import { verifyDraft } from './verify-draft.ts';

interface Judged {
  readonly message: string;
  readonly text: string;
  readonly occasion: Occasion;
  readonly codes: readonly string[];
  readonly refusals: readonly Refusal[];
}

function judge(text: string, { statement, sheet }: Occasion, locale: Locale): readonly Refusal[] {
  const check = verifyDraft(text, [statement], sheet, locale);
  return check.kind === 'ok' ? [] : check.refusals;
}

const attacks = (locale: Locale): Judged[] =>
  readCorpus(`attacks.${locale.toLowerCase()}.txt`).flatMap(({ note, text: line }) => {
    const [message = '', text = ''] = line.split(' | ');
    return occasionsOf(message, 3).map((occasion) => ({
      message,
      text,
      occasion,
      codes: note.split(', '),
      refusals: judge(text, occasion, locale),
    }));
  });

const honest = (locale: Locale): Judged[] =>
  readCorpus(`honest.${locale.toLowerCase()}.txt`).flatMap(({ heading: message, text }) =>
    occasionsOf(message, 5).map((occasion) => ({
      message,
      text,
      occasion,
      codes: [],
      refusals: judge(text, occasion, locale),
    })),
  );

const JUDGED = LOCALES.map((locale) => ({ locale, attacks: attacks(locale), honest: honest(locale) }));
const inSum = <T>(select: (judged: (typeof JUDGED)[number]) => readonly T[]): T[] => JUDGED.flatMap(select);
const texts = (judged: readonly Judged[]): Set<string> => new Set(judged.map(({ text }) => text));
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;

describe('the verifier', { timeout: 30_000 }, () => {
  it('lets none of the attacks through, each on several sheets', async ({ annotate }) => {
    const all = inSum((judged) => judged.attacks);
    const through = all.filter(({ refusals }) => refusals.length === 0);
    await annotate(`${texts(all).size} attacks on ${all.length} occasions: ${through.length} got through`);
    expect(through.map(({ message, text }) => `${message} | ${text}`)).toEqual([]);
    for (const { attacks: own } of JUDGED) expect(texts(own).size).toBeGreaterThanOrEqual(150);
    expect(texts(all).size).toBeGreaterThanOrEqual(300);
  });

  it('refuses each attack for what it is, with words for whoever wrote it', () => {
    for (const { text, codes, refusals } of inSum((judged) => judged.attacks)) {
      expect(
        refusals.map(({ code }) => code).filter((code) => codes.includes(code)),
        text,
      ).not.toEqual([]);
      for (const { complaint } of refusals) expect(complaint, text).toMatch(/^.{10,}\.$/su);
    }
  });

  it('refuses at most 2 % of honest texts', async ({ annotate }) => {
    const all = inSum((judged) => judged.honest);
    const refused = all.filter(({ refusals }) => refusals.length > 0);
    const rates = [
      [texts(refused).size, texts(all).size],
      [refused.length, all.length],
    ] as const;
    const [ofWordings, ofTexts] = rates.map(([part, whole]) => percent(part, whole));
    await annotate(`honest: ${ofWordings} of ${texts(all).size} wordings, ${ofTexts} of ${all.length} texts refused`);
    expect(texts(all).size).toBeGreaterThanOrEqual(300);
    for (const [part, whole] of rates) expect(part / whole).toBeLessThanOrEqual(0.02);
  });

  it('refuses every honest text in which two facts have changed places', () => {
    for (const { locale, honest: all } of JUDGED) {
      for (const { text, occasion, refusals } of all.filter((_, at) => at % 5 === 0)) {
        if (refusals.length > 0) continue;
        for (const [one, other] of pairs(Object.keys(occasion.statement.roles))) {
          const swapped = text.replaceAll(/\{\{(\w+)\}\}/g, (whole, role: string) =>
            role === one ? `{{${other}}}` : role === other ? `{{${one}}}` : whole,
          );
          expect(judge(swapped, occasion, locale), swapped).not.toEqual([]);
        }
      }
    }
  });
});

/** Pairs of roles; "over 4 lots and 99 wafers" says the same the other way round. */
function pairs(roles: readonly string[]): [string, string][] {
  return roles
    .flatMap((one, at) => roles.slice(at + 1).map((other): [string, string] => [one, other]))
    .filter(([one, other]) => one !== 'lots' || other !== 'wafers');
}
