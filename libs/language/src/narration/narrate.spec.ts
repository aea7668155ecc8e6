import { LOCALES, type Locale } from '@fabwright/facts';
import { describe, expect, it } from 'vitest';
import { expectCorrect } from '../../test/correct-narrative.ts';
import { Gbnf } from '../../test/gbnf-reader.ts';
import { generatedSheets, seeded } from '../../test/generated-sheets.ts';
import { badWeek } from '../../test/sheets.ts';
import { periodFactSheet } from '../fact-sheet/period-fact-sheet.ts';
import { CONNECTIVES } from './frame-choices.ts';
import { narrateWith } from './narrate.ts';
import { plainText } from './narrative.ts';
import type { Phraser, PhrasingTask } from './phraser.ts';
import { narrateByTemplate } from './template-narrator.ts';

const SHEETS = generatedSheets(100);
const localeAt = (at: number): Locale => LOCALES[Math.floor(at / 2) % 2]!;
const week = periodFactSheet(badWeek);

/** Words drawn at random under the grammar: a model without any sense. */
function randomPhraser(random: () => number): Phraser {
  return { grade: 'G2', write: ({ grammar }) => Promise.resolve(new Gbnf(grammar).draw(random)) };
}

/** The template with one or two words changed under the grammar: a model that nearly understood. */
function nearPhraser(random: () => number): Phraser {
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const edit = (line: string, words: readonly string[], locale: Locale): string => {
    const pieces = line.split(locale === 'en' ? / (?![^{]*\}\})/ : /(\{\{\w+\}\})/);
    const at = Math.floor(random() * pieces.length);
    const edits = [
      () => pieces.splice(at, 1, oneOf(words)),
      () => pieces.splice(at, 0, oneOf(words)),
      () => pieces.splice(at, 1),
      () => pieces.splice(at, 2, ...pieces.slice(at, at + 2).reverse()),
    ];
    oneOf(edits)();
    return pieces.join(locale === 'en' ? ' ' : '');
  };
  return {
    grade: 'G2',
    write: ({ draft, grammar, locale }: PhrasingTask) => {
      const reader = new Gbnf(grammar);
      const lines = draft.split('\n').map((line, at) => {
        const words = reader.literals(`word-${at}`);
        const once = edit(line, words, locale);
        return random() < 0.5 ? once : edit(once, words, locale);
      });
      return Promise.resolve(lines.join('\n'));
    },
  };
}

describe('narration by a phraser that knows nothing', () => {
  it.each([
    ['random words', randomPhraser, 0.01],
    ['templates with a word or two changed', nearPhraser, 0.9],
  ])(
    '%s: no number, name or direction gets past, and each section ends in a correct text',
    async (_, make, most) => {
      const random = seeded(2026);
      let [sections, passed] = [0, 0];
      for (const [at, sheet] of SHEETS.entries()) {
        const phrased = await narrateWith(make(random), sheet, localeAt(at));
        expectCorrect(phrased, sheet);
        expect(phrased.sections.map(({ section }) => section)).toContain('headline');
        sections += phrased.sections.length;
        passed += phrased.sections.filter(({ grade }) => grade === 'G2').length;
        for (const { grade, tries, refusals } of phrased.sections) {
          expect([grade, tries]).toEqual(grade === 'G0' ? ['G0', 2] : ['G2', refusals.length + 1]);
        }
      }
      expect(sections).toBeGreaterThan(300);
      expect(passed / sections).toBeLessThanOrEqual(most);
    },
    300_000,
  );
});

describe('narration by choice of frames', { timeout: 30_000 }, () => {
  it('passes at the first try with any frame and any connective', async () => {
    const random = seeded(7);
    const connectives = Object.keys(CONNECTIVES.en);
    const phraser: Phraser = {
      grade: 'G1',
      choose: ({ frames }) =>
        Promise.resolve(
          frames.map((list) => ({
            frame: Math.floor(random() * list.length),
            connective: connectives[Math.floor(random() * connectives.length)],
          })),
        ),
    };
    for (const [at, sheet] of SHEETS.slice(0, 60).entries()) {
      const phrased = await narrateWith(phraser, sheet, localeAt(at));
      expectCorrect(phrased, sheet);
      expect(phrased.sections.map(({ grade, refusals }) => [grade, refusals])).toEqual(
        phrased.sections.map(() => ['G1', []]),
      );
      expect([phrased.narrative.grade, phrased.narrative.badge]).toEqual(['G1', 'model-text']);
    }
  });

  it.each([
    ['text', 'fall'],
    ['too few', []],
    [
      'a frame that does not exist',
      [
        { frame: 99, connective: 'none' },
        { frame: 0, connective: 'none' },
      ],
    ],
    [
      'a connective that does not exist',
      [
        { frame: 0, connective: 'because' },
        { frame: 0, connective: 'none' },
      ],
    ],
    [
      'a fraction',
      [
        { frame: 0.5, connective: 'none' },
        { frame: 0, connective: 'none' },
      ],
    ],
  ])('refuses %s and falls back', async (_, answer) => {
    const phrased = await narrateWith({ grade: 'G1', choose: () => Promise.resolve(answer) }, week, 'en');
    expect(phrased.narrative).toEqual(narrateByTemplate(week, 'en'));
    expect(phrased.sections[0]?.refusals.flat().map(({ code }) => code)).toEqual(['no-choice', 'no-choice']);
  });
});

describe('the second try', () => {
  it('gets the complaints of the first, and what it says is recorded', async () => {
    const heard: string[][] = [];
    const phraser: Phraser = {
      grade: 'G2',
      write: ({ draft, complaints }) => {
        heard.push(complaints.map(({ complaint }) => complaint));
        return Promise.resolve(
          complaints.length === 0 ? draft.replace('fell', 'rose') : draft.replace('fell', 'dropped'),
        );
      },
    };
    const { sections, narrative } = await narrateWith(phraser, week, 'en');
    expect(heard.slice(0, 2)).toEqual([[], ['"rose" does not fit the direction of the fact.']]);
    expect(sections[0]).toMatchObject({ section: 'headline', grade: 'G2', tries: 2 });
    expect(plainText(narrative.headline)).toBe(
      'Final yield dropped 1.8 pp to 92.1 % in W47. 2 of 4 lots fell below the floor.',
    );
  });

  it('is followed by the templates when a phraser fails', async () => {
    const phrased = await narrateWith(
      { grade: 'G2', write: () => Promise.reject(new Error('crashed')) },
      week,
      'zh-CN',
    );
    expect(phrased.narrative).toEqual(narrateByTemplate(week, 'zh-CN'));
    expect(phrased.sections[0]?.refusals.flat()[0]?.complaint).toBe('There was no answer: crashed.');
  });
});
