import { LOCALES } from '@fabwright/facts';
import { describe, expect, it } from 'vitest';
import { occasionsOf } from '../../test/corpus/offered.ts';
import { SHEETS, badWeek } from '../../test/sheets.ts';
import { templateSentence, writeDraft } from '../draft/draft.ts';
import { parseDraft } from '../draft/parse-draft.ts';
import { SECTIONS } from '../fact-sheet/fact-sheet.ts';
import { periodFactSheet } from '../fact-sheet/period-fact-sheet.ts';
import { planNarrative } from '../plan/narrative-plan.ts';
import { ENGLISH } from '../wording/messages.en.ts';
import { framesOf } from '../wording/frames.ts';
import { ENGLISH_CONCEPTS, NEUTRAL_ENGLISH } from './lexicon.en.ts';
import { CHINESE_CONCEPTS, NEUTRAL_CHINESE } from './lexicon.zh-cn.ts';
import { verifyDraft } from './verify-draft.ts';
import { verifySentence } from './verify-sentence.ts';

const sheet = periodFactSheet(badWeek);
const plan = planNarrative(sheet);

describe('a draft', { timeout: 30_000 }, () => {
  it('passes when it is made of templates, section by section, in both languages', () => {
    for (const one of SHEETS) {
      for (const locale of LOCALES) {
        for (const section of SECTIONS) {
          const statements = planNarrative(one)[section];
          if (statements.length === 0) continue;
          const draft = writeDraft(
            statements.map((statement) => ({ statement, sentence: templateSentence(statement.message, locale) })),
          );
          expect(verifyDraft(draft, statements, one, locale), draft).toMatchObject({ kind: 'ok' });
        }
      }
    }
  });

  it('passes in every frame, and in none whose facts have changed places', () => {
    for (const message of Object.keys(ENGLISH)) {
      const [occasion] = occasionsOf(message, 1);
      const { statement, sheet: one } = occasion!;
      for (const locale of LOCALES) {
        for (const frame of framesOf(statement.message, locale)) {
          expect(verifySentence(frame, statement, one, locale), JSON.stringify(frame)).toEqual([]);
          for (const swapped of swaps(frame)) {
            expect(verifySentence(swapped, statement, one, locale), JSON.stringify(swapped)).not.toEqual([]);
          }
        }
      }
    }
  });

  it('calls equal roles of a section by different names, and keeps each to its own sentence', () => {
    const draft = writeDraft(
      plan.where.map((statement) => ({ statement, sentence: templateSentence(statement.message, 'en') })),
    );
    expect(draft.split('\n').slice(0, 2)).toEqual([
      'The largest loss, {{bin}}, rose by {{change}} to {{loss}}.',
      'Loss to {{bin_b}} rose by {{change_b}} to {{loss_b}}.',
    ]);
    const crossed = draft
      .replace('{{loss}}', '{{swap}}')
      .replace('{{loss_b}}', '{{loss}}')
      .replace('{{swap}}', '{{loss_b}}');
    expect(codes(crossed, 'where')).toContain('mixed-references');
  });

  it('says each statement once, and none before what it counts on', () => {
    const [first, second, rest] = writeDraft(
      plan.where.map((statement) => ({ statement, sentence: templateSentence(statement.message, 'en') })),
    ).split('\n');
    expect(codes([second, first, rest].join('\n'), 'where')).toEqual([]);
    expect(codes([rest, first, second].join('\n'), 'where')).toContain('order');
    expect(codes([first, rest].join('\n'), 'where')).toEqual(expect.arrayContaining(['missing-statement', 'order']));
    expect(codes([first, first, second, rest].join('\n'), 'where')).toContain('repetition');
    expect(codes([first, '', second, rest].join('\n'), 'where')).toContain('claim');
  });

  it('names the place and the words of a refusal', () => {
    const check = verifyDraft(
      'Final yield rose {{change}} to {{final}} in {{period}}.\n{{below}} fell below the floor.',
      plan.headline,
      sheet,
      'en',
    );
    expect(check).toEqual({
      kind: 'refused',
      refusals: [
        {
          code: 'direction',
          place: { sentence: 0, words: 'rose' },
          complaint: '"rose" does not fit the direction of the fact.',
        },
      ],
    });
  });
});

describe('the draft parser', () => {
  it('knows references from braces', () => {
    expect(parseDraft('At {{final}}.\n')).toEqual([
      {
        pieces: [
          { kind: 'text', text: 'At ', at: 0 },
          { kind: 'reference', alias: 'final', at: 3 },
          { kind: 'text', text: '.', at: 12 },
        ],
        malformed: [],
      },
    ]);
    for (const text of ['{final}', '{{final', '{{ final }}', '{{{final}}}', '｛｛final｝｝', '{{final_bb}}', '}']) {
      expect(parseDraft(text)[0]?.malformed, text).not.toEqual([]);
    }
  });
});

describe('the lexicon', () => {
  it.each([
    ['en', ENGLISH_CONCEPTS, NEUTRAL_ENGLISH],
    ['zh-CN', CHINESE_CONCEPTS, NEUTRAL_CHINESE],
  ] as const)('of %s gives each phrase one meaning, and holds no digit', (_, concepts, neutral) => {
    const phrases = [...Object.values(concepts), neutral].flatMap((list) => list.split('|'));
    expect(phrases.filter((phrase, at) => phrases.indexOf(phrase) !== at)).toEqual([]);
    expect(phrases.filter((phrase) => phrase === '' || /\p{N}/u.test(phrase))).toEqual([]);
  });
});

function codes(draft: string, section: 'where'): string[] {
  const check = verifyDraft(draft, plan[section], sheet, 'en');
  return check.kind === 'ok' ? [] : check.refusals.map(({ code }) => code);
}

type Frame = ReturnType<typeof framesOf>[number];

function swaps(frame: Frame): Frame[] {
  const roles = frame.flatMap((piece) => ('role' in piece ? [piece.role] : []));
  const pairs = roles.flatMap((one, at) => roles.slice(at + 1).map((other) => [one, other]));
  return pairs
    .filter((pair) => pair.toSorted().join() !== 'lots,wafers')
    .map(([one, other]) =>
      frame.map((piece) =>
        'role' in piece ? { role: piece.role === one ? other! : piece.role === other ? one! : piece.role } : piece,
      ),
    );
}
