import { LOCALES, type Locale } from '@fabwright/facts';
import { describe, expect, it } from 'vitest';
import { occasionsOf, type Occasion } from '../../test/corpus/offered.ts';
import { Gbnf } from '../../test/gbnf-reader.ts';
import { badWeek } from '../../test/sheets.ts';
import { templateSentence, writeDraft, type Sentence } from '../draft/draft.ts';
import type { Statement } from '../fact-sheet/fact-sheet.ts';
import { periodFactSheet } from '../fact-sheet/period-fact-sheet.ts';
import { knownGrammar } from '../grammar/known-gbnf.ts';
import { narrateWith } from '../narration/narrate.ts';
import type { Phraser } from '../narration/phraser.ts';
import { planNarrative } from '../plan/narrative-plan.ts';
import { verifyDraft } from '../verifier/verify-draft.ts';
import { verifySentence } from '../verifier/verify-sentence.ts';
import { framesOf } from '../wording/frames.ts';
import { ENGLISH, type MessageKey } from '../wording/messages.en.ts';
import { cutSentence } from './cut-sentence.ts';
import { knownSentencesOf } from './known-sentences.ts';
import { sentencesOf, textOf, type TaughtWordings } from './taught-wordings.ts';
import { wordOrderFaults } from './word-order-faults.ts';

const MESSAGES = Object.keys(ENGLISH) as MessageKey[];

/** An adapter that was taught the frames of each message that has other ones than its template. */
const TAUGHT: TaughtWordings = Object.fromEntries(
  LOCALES.map((locale) => {
    const frames = MESSAGES.map((message) => [message, framesOf(message, locale).slice(1).map(textOf)] as const);
    return [locale, Object.fromEntries(frames.filter(([, wordings]) => wordings.length > 0))];
  }),
);

const knownOn = ({ sheet, statement }: Occasion, locale: Locale): readonly Sentence[] =>
  knownSentencesOf(TAUGHT, [statement], sheet, locale)(statement);
const knownOf = (message: MessageKey, locale: Locale): readonly Sentence[] =>
  knownOn(occasionsOf(message, 1)[0]!, locale);
const sentence = (text: string): Sentence => sentencesOf(text)[0]!;
const quoted = (text: string, message: MessageKey, locale: Locale): string[] =>
  wordOrderFaults(sentence(text), knownOf(message, locale), locale).map(({ words }) => words);

/** Each item of a sentence with the four before it. */
function steps(one: Sentence, locale: Locale): string[] {
  const items = ['', '', '', '', ...cutSentence(one, locale), ''];
  return items.slice(4).map((_, at) => items.slice(at, at + 5).join('|'));
}

describe('the known sentences of a message', () => {
  it.each(LOCALES)('are its template and its wordings in %s, and what they make of each other', (locale) => {
    for (const message of Object.keys(TAUGHT[locale]!) as MessageKey[]) {
      const [known, frames] = [knownOf(message, locale), framesOf(message, locale)];
      const taken = new Set(frames.flatMap((frame) => steps(frame, locale)));
      const texts = known.map(textOf);
      expect(texts).toEqual(expect.arrayContaining(frames.map(textOf)));
      expect(new Set(texts).size).toBe(texts.length);
      for (const one of known)
        expect(
          steps(one, locale).filter((step) => !taken.has(step)),
          textOf(one),
        ).toEqual([]);
    }
  });

  it('join the beginning of one wording with the end of another', () => {
    expect(knownOf('loss.rest', 'en').map(textOf)).toHaveLength(5);
    expect(knownOf('headline.period.steady', 'en').map(textOf)).toContain(
      'Final yield held at {{final}} in {{period}}, no change beyond its interval.',
    );
  });

  it('are none where nothing was taught', () => {
    expect(knownOf('open.cause', 'en')).toEqual([]);
    const { sheet, statement } = occasionsOf('loss.rest', 1)[0]!;
    expect(knownSentencesOf({ en: {} }, [statement], sheet, 'en')(statement)).toEqual([]);
    expect(knownSentencesOf(TAUGHT, [], sheet, 'en')(statement)).toEqual([]);
  });

  it('leave out what the verifier refuses, whatever a card says', () => {
    const { sheet, statement } = occasionsOf('loss.rest', 1)[0]!;
    const wordings = [
      'Most bins moved by {{largest}}.',
      'No bin moved.',
      'The other bins moved by {{largest}} at most.',
    ];
    const known = knownSentencesOf({ en: { 'loss.rest': wordings } }, [statement], sheet, 'en')(statement);
    expect(known.map(textOf)).toEqual([textOf(templateSentence('loss.rest', 'en')), wordings[2]]);
  });

  it('stay few, however many wordings a card has', () => {
    const { sheet, statement } = occasionsOf('loss.rest', 1)[0]!;
    const bins = ['bins', 'other bins', 'of the other bins', 'the other bins', 'of the bins'];
    const wordings = bins.flatMap((one) => bins.map((other) => `${one}, ${one}, ${other}, ${other} {{largest}}.`));
    expect(knownSentencesOf({ en: { 'loss.rest': wordings } }, [statement], sheet, 'en')(statement)).toBeDefined();
  });
});

describe('the order of words', () => {
  it.each([
    ['headline.period.fell', '{{period}} closed with a final yield of closed over by exists {{final}} {{change}}.'],
    ['headline.period.fell', 'Final yield {{change}} fell to {{final}} in {{period}}.'],
    ['open.untested', 'With no tested, and counted as not good: {{untested}}.'],
    ['loss.top', '{{bin}} is the largest loss and {{loss}}.'],
    ['alarm.lot', '{{rule}} was triggered this by lot.'],
  ] as const)('of %s in English has no "%s"', (message, text) => {
    expect(quoted(text, message, 'en')).toHaveLength(1);
  });

  it.each([
    ['retest.none', '复测后，芯片出现了：没有被复测。'],
    ['alarm.lot', '{{rule}}在本批触发了，最终为合计。'],
    ['alarm.none', '各批次均未触发。'],
    ['loss.top', '最大的损失最大的损失是{{bin}}，为{{loss}}。'],
  ] as const)('of %s in Chinese has no "%s"', (message, text) => {
    expect(quoted(text, message, 'zh-CN')).toHaveLength(1);
  });

  it('is refused where it leaves what is known, with the words before', () => {
    expect(quoted('{{bin}} is the largest loss and {{loss}}.', 'loss.top', 'en')).toEqual(['largest loss and']);
    expect(quoted('Final yield {{change}} fell.', 'headline.period.fell', 'en')).toEqual(['Final yield {{change}}']);
    expect(quoted('{{bin}}是最大的损失', 'loss.top', 'zh-CN')).toEqual(['的损失']);
    expect(wordOrderFaults(sentence('{{bin}}.'), [], 'en')[0]).toEqual({
      code: 'word-order',
      words: '{{bin}}',
      complaint: '"{{bin}}" is an order of words that was not taught; take one that the given sentence has.',
    });
  });

  it('is that of a beginning with its capital, and of blanks as they were taught', () => {
    expect(quoted('the biggest loss.', 'loss.top', 'en')).not.toEqual([]);
    expect(quoted('{{bin}}  is the largest loss, at {{loss}}.', 'loss.top', 'en')).not.toEqual([]);
    expect(quoted('{{bin}} 是最大的损失，为{{loss}}。', 'loss.top', 'zh-CN')).not.toEqual([]);
    expect(quoted('{{bin}} is the largest loss, at {{loss}}.', 'loss.top', 'en')).toEqual([]);
  });

  it.each(LOCALES)('of two wordings in %s is mixed only where each item keeps the four before it', (locale) => {
    let refused = 0;
    for (const message of Object.keys(TAUGHT[locale]!) as MessageKey[]) {
      const frames = framesOf(message, locale);
      const known = knownOf(message, locale);
      const taken = new Set(frames.flatMap((frame) => steps(frame, locale)));
      for (const mixed of interleaved([frames[0]!, frames.at(-1)!], locale)) {
        if (steps(mixed, locale).every((step) => taken.has(step))) continue;
        expect(wordOrderFaults(mixed, known, locale), textOf(mixed)).toHaveLength(1);
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(1000);
  });
});

/** The beginning of one wording, up to any item, before the end of the other. */
function interleaved([one, other]: readonly [Sentence, Sentence], locale: Locale): Sentence[] {
  const [first, last] = [cutSentence(one, locale), cutSentence(other, locale)];
  return first.flatMap((_, at) => last.map((__, to) => sentence([...first.slice(0, at), ...last.slice(to)].join(''))));
}

describe('a phraser that may only say what it was taught', () => {
  const week = periodFactSheet(badWeek);
  const phraser = (write: (lines: string[]) => string[]): Phraser => ({
    grade: 'G2',
    taught: TAUGHT,
    write: ({ draft }) => Promise.resolve(write(draft.split('\n')).join('\n')),
  });

  it('is given a grammar of these sentences, each with the references of its line', () => {
    const { where: statements } = planNarrative(week);
    const known = knownSentencesOf(TAUGHT, statements, week, 'en');
    const grammar = new Gbnf(knownGrammar(statements, known));
    const draft = (choose: (of: readonly Sentence[]) => Sentence): string =>
      writeDraft(statements.map((statement: Statement) => ({ statement, sentence: choose(known(statement)) })));
    for (const text of [draft((of) => of[0]!), draft((of) => of.at(-1)!)]) {
      expect(grammar.admits(text), text).toBe(true);
      expect(grammar.admits(text.replace('loss', 'loss loss')), text).toBe(false);
      expect(verifyDraft(text, statements, week, 'en', known)).toMatchObject({ kind: 'ok' });
    }
  });

  it('is refused for another order, though the verifier knows each word and each fact is right', async () => {
    const other = 'In {{period}}, down {{change}}, final yield was {{final}}.';
    const [first] = planNarrative(week).headline;
    expect(verifySentence(sentence(other), first!, week, 'en')).toEqual([]);
    const told = await narrateWith(
      phraser((lines) => [other, ...lines.slice(1)]),
      week,
      'en',
    );
    expect(told.sections[0]).toMatchObject({ section: 'headline', grade: 'G0', tries: 2 });
    expect(told.sections[0]?.refusals[0]?.map(({ code, place }) => [code, place])).toEqual([
      ['word-order', { sentence: 0, words: '{{period}}, down' }],
    ]);
  });

  it('is not asked for a section with a message that it was not taught', async () => {
    const told = await narrateWith(
      phraser((lines) => lines),
      week,
      'en',
    );
    const asked = Object.fromEntries(told.sections.map(({ section, tries }) => [section, tries]));
    const isTaught = (section: keyof typeof asked & string): boolean =>
      planNarrative(week)[section as 'headline'].every(({ message }) => message in TAUGHT.en!);
    expect(Object.entries(asked).map(([section, tries]) => [section, tries > 0])).toEqual(
      Object.keys(asked).map((section) => [section, isTaught(section)]),
    );
    expect(new Set(Object.values(asked))).toEqual(new Set([0, 1]));
  });
});
