import { existsSync, readFileSync, statSync } from 'node:fs';
import { LOCALES } from '@fabwright/facts';
import { FACT_KINDS } from '@fabwright/language';
import { generatedSheets } from '@fabwright/language/test/generated-sheets';
import { describe, expect, it } from 'vitest';
import type { AdapterCard } from '../model/adapter.ts';
import { KNOWN_MODELS } from '../model/catalogue.ts';
import { sha256Of } from '../model/weights.ts';
import { Draw } from './draw.ts';
import { isFaithful, parityOf } from './parity.ts';
import { chooseSubjects, FIRST_TAUGHT } from './subjects.ts';
import { teach } from './teacher.ts';
import { readWordings, wordingsToSay } from './wordings.ts';

describe('the lessons', () => {
  it('are the same in every run, and bring every message', () => {
    const [one, other] = [1, 1].map((seed) => chooseSubjects('en', 160, new Draw(seed)));
    expect(one).toEqual(other);
    const taught = new Set(one!.flatMap(({ statements }) => statements.map(({ message }) => message)));
    expect([...taught].sort()).toEqual([...readWordings('en').keys()].sort());
  });

  it('are on other sheets than those that are measured on', () => {
    expect(FIRST_TAUGHT).toBeGreaterThan(10_000);
    expect(generatedSheets(1, FIRST_TAUGHT)).not.toEqual(generatedSheets(1));
    expect(generatedSheets(1, 1)[0]).toEqual(generatedSheets(2)[1]);
  });

  it('of a second try quote what was wrong with the first', async () => {
    const draw = new Draw(7);
    const subject = chooseSubjects('zh-CN', 20, draw).find(
      ({ statements: [first] }) => first && size(first.roles) > 3,
    )!;
    const [first, second] = [
      await teach(subject, readWordings('zh-CN', 1), draw, false),
      await teach(subject, readWordings('zh-CN', 1), draw, true),
    ];
    expect(second!.answer).toBe(first!.answer);
    expect(first!.messages.at(-1)!.text).not.toContain('未被接受');
    expect(second!.messages.at(-1)!.text).toContain(`${first!.messages.at(-1)!.text}\n\n你上一次的回答未被接受：\n- `);
  });
});

const size = (roles: object): number => Object.keys(roles).length;

describe('parity', () => {
  const all = { tokens: 100, same: 1, apart: 0.001 };

  it('counts where two models say the same, and how far they are apart there', () => {
    const [one, other] = [
      [
        [7, 0.5],
        [8, 0.9],
      ],
      [
        [7, 0.75],
        [9, 0.9],
      ],
    ] as const;
    expect(parityOf(one, other)).toEqual({ tokens: 2, same: 0.5, apart: 0.25 });
    expect(() => parityOf(one, [])).toThrow(RangeError);
  });

  it('fails a conversion that differs by more than the runtimes do, or that changes nothing', () => {
    expect(isFaithful({ tuned: all, bare: all, changed: 0.6 })).toBe(true);
    expect(isFaithful({ tuned: { ...all, same: 0.8 }, bare: all, changed: 0.6 })).toBe(false);
    expect(isFaithful({ tuned: { ...all, apart: 0.2 }, bare: all, changed: 0.6 })).toBe(false);
    expect(isFaithful({ tuned: all, bare: all, changed: 0 })).toBe(false);
  });
});

describe.each(KNOWN_MODELS.filter(({ adapter }) => adapter !== null))('the adapter of $title', ({ adapter, file }) => {
  it('is here, small, and the one that its card describes', async () => {
    const card = JSON.parse(readFileSync(`${adapter}.json`, 'utf8')) as AdapterCard;
    expect(existsSync(adapter!)).toBe(true);
    expect(statSync(adapter!).size).toBeLessThan(16e6);
    expect(await sha256Of(adapter!)).toBe(card.sha256);
    expect([card.adapterOf, card.grade]).toEqual([file, 'G2']);
    for (const locale of LOCALES) {
      const toSay = wordingsToSay(Infinity)[locale] ?? {};
      for (const [message, wordings] of Object.entries(card.taughtWordings[locale] ?? {})) {
        expect(toSay[message], message).toEqual(expect.arrayContaining([...wordings]));
      }
    }
    expect(card.trainedKinds.filter((kind) => !FACT_KINDS.some((known) => known === kind))).toEqual([]);
  });
});
