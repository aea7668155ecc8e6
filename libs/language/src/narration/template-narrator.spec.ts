import { LOCALES, type Locale } from '@fabwright/facts';
import { describe, expect, it } from 'vitest';
import { badMonth, quietMonth } from '../../test/month-sheets.ts';
import { SHEETS, badLot, badWeek, firstWeek, lot2, quietWeek } from '../../test/sheets.ts';
import { checkNarrative } from '../verifier/check-narrative.ts';
import { checkNumbers } from '../closing-check/check-numbers.ts';
import type { FactSheet } from '../fact-sheet/fact-sheet.ts';
import { lotFactSheet } from '../fact-sheet/lot-fact-sheet.ts';
import { periodFactSheet } from '../fact-sheet/period-fact-sheet.ts';
import { portfolioFactSheet } from '../fact-sheet/portfolio-fact-sheet.ts';
import { factDefinition } from '../wording/definitions.ts';
import { ENGLISH, type MessageKey } from '../wording/messages.en.ts';
import { badgeLabel, mentionedFacts, plainText, type Narrative } from './narrative.ts';
import { TemplateNarrator, narrateByTemplate } from './template-narrator.ts';

const wholeText = (narrative: Narrative): string =>
  [narrative.headline, ...narrative.paragraphs].map(plainText).join('\n');
const tell = (sheet: FactSheet, locale: Locale): string => wholeText(narrateByTemplate(sheet, locale));
describe('template narration', () => {
  it('tells a bad week: change, floor, bins, alarms, and what is open', () => {
    const text = tell(periodFactSheet(badWeek), 'en');
    expect(text.split('\n')).toEqual([
      'Final yield fell 1.8 pp to 92.1 % in W47. 2 of 4 lots fell below the floor.',
      'Final yield was 92.1 % over 4 lots and 99 wafers; against W40–W45 with 72 lots it changed by −1.8 pp [−2.3, −1.2]. First-pass yield was 90.7 %, record yield 89.9 %. 2 of 4 lots fell below the floor of 89.0 %; the lowest is N4K811 at 87.2 %.',
      'The largest loss, Contact chain open, rose by 1.74 pp to 2.53 pp. Loss to Via1 chain open rose by 0.26 pp to 0.69 pp. No other bin moved by more than 0.07 pp.',
      '2 of 4 lots set off the σ limits or a run rule; the latest is N4K811 by Nelson 1. The slope test (EWMA) left its limits on the low side at N4K811. Retest recovered 2,980 of 6,310 dies, worth 1.4 pp of yield. 17 dies passed at first and failed when tested again.',
      'No cause is tested here: the figures say where the loss is, not why. Excluded with a reason, and counted nowhere above: 1 wafer.',
    ]);
  });

  it('tells the same in Chinese, with the gaps set between Chinese and digits', () => {
    const text = tell(periodFactSheet(badWeek), 'zh-CN');
    expect(text.split('\n').slice(0, 3)).toEqual([
      'W47 最终良率下降 1.8 个百分点，至 92.1 %。4 批中有 2 批低于下限。',
      '最终良率为 92.1 %（4 批，99 片）；与 W40–W45（72 批）相比，变化为 −1.8 个百分点 [−2.3, −1.2]。首测良率为 90.7 %，记录良率为 89.9 %。4 批中有 2 批低于下限 89.0 %；最低的是 N4K811，为 87.2 %。',
      '最大的损失 Contact chain open 上升 1.74 个百分点，至 2.53 个百分点。Via1 chain open 的损失上升 0.26 个百分点，至 0.69 个百分点。其余各分档变化均不超过 0.07 个百分点。',
    ]);
  });

  it('says of an uneventful week that it was one', () => {
    const text = tell(periodFactSheet(quietWeek), 'en');
    expect(text).toMatch(/^Final yield was 94\.0 % in W47, no change beyond its interval\./);
    expect(text).toContain('which these lots could show by chance');
    expect(text).toContain('Nothing stood out in W47');
    expect(text).toContain('The data are complete: 75 wafers');
    expect(text).not.toContain('No cause is tested');
  });

  it('says inconclusive, with what is missing, where there is too little data', () => {
    const english = tell(periodFactSheet(firstWeek), 'en');
    expect(english).toContain('Inconclusive: control limits need 20 lots; so far there is data of 1 lot.');
    expect(english).toContain(
      'Inconclusive: an interval on the change needs 3 lots on each side; the smaller side has 1 lot.',
    );
    expect(english).not.toContain('Nothing stood out');
    expect(tell(periodFactSheet(firstWeek), 'zh-CN')).toContain('证据不足：控制限需要 20 批，现有 1 批。');
  });

  it('tells the real lot with its three yields side by side', () => {
    expect(tell(lotFactSheet(lot2), 'en')).toContain(
      '1,389 of 1,456 dies passed at their last test: final yield 95.40 %, first-pass yield 92.24 %, record yield 88.53 %.',
    );
    expect(tell(lotFactSheet(lot2), 'en')).toContain('Retest recovered 46 of 113 dies, worth 3.16 pp of yield.');
  });

  it('tells a month of all products: split of the change, targets, excursions, actions, and what is missing', () => {
    const [headline, changed, , others, open] = tell(portfolioFactSheet(badMonth), 'en').split('\n');
    expect(headline).toBe('Final yield fell 1.9 pp to 91.1 % in 1–31 Oct 2026. 2 of 3 products came in below target.');
    expect(changed).toContain(
      'Within products the yield changed by −1.2 pp [−1.7, −0.7]; the product mix changed it by −0.7 pp [−0.8, −0.6]. 2 of 3 products came in below target; the largest gap is PMIC-K7 with 3.80 pp. Against the targets 4,812 dies are missing, worth 11 wafers.',
    );
    expect(others).toBe(
      '7 excursions opened; contained so far: 5 of 7 excursions; with a confirmed cause: 2 of 7 excursions. Open and agreed on: 4 actions; past their date: 1 of 4 actions.',
    );
    expect(open).toContain('Without a tested lot in the period: 1 of 5 products. Without a target: 1 of 4 products.');
    const chinese = tell(portfolioFactSheet(badMonth), 'zh-CN');
    expect(chinese).toContain(
      '产品内部的变化为 −1.2 个百分点 [−1.7, −0.7]；产品组合的变化为 −0.7 个百分点 [−0.8, −0.6]。',
    );
    expect(chinese).toContain('新发现 7 起异常');
  });

  it('claims nothing in a month in which nothing happened', () => {
    const text = tell(portfolioFactSheet(quietMonth), 'en');
    expect(text).toContain('no change beyond its interval');
    expect(text).toContain('No product came in below its target.');
    expect(text).toContain('No excursion opened. No action is open.');
  });

  it('names the worst and the best wafer of a lot and what it lacks', () => {
    const text = tell(lotFactSheet(badLot), 'en');
    expect(text).toContain('Lot N4K811 reads 87.20 %, below its floor of 89.00 %.');
    expect(text).toContain('The lowest wafer is N4K811-02 at 81.23 %, the highest N4K811-03 at 93.11 %.');
    expect(text).toContain('Not tested, and counted as not good: 120 of 16,050 dies.');
    expect(text).toContain('Arrived so far: 3 of 25 wafers');
  });

  it('says that nothing stood out in a lot only where no wafer fell below the floor', () => {
    const well = { ...badLot, yields: { ...badLot.yields, final: 0.93 }, alarms: [] };
    const wafers = [0.91, 0.93, 0.95].map((value, at) => ({ name: `0${at + 1}`, yield: value }));
    expect(tell(lotFactSheet({ ...well, wafers }), 'en')).toContain('Nothing stood out in this lot');
    const below = tell(lotFactSheet({ ...well, wafers: [...wafers, { name: '04', yield: 0.84 }] }), 'en');
    expect(below).toContain('1 of 4 wafers fell below the floor of 89.00 %.');
    expect(below).not.toContain('Nothing stood out');
    expect(below).toContain('No cause is tested here');
  });

  it('can say every sentence, in both languages, with facts for all its numbers', () => {
    const said = new Set<MessageKey>(SHEETS.flatMap((sheet) => sheet.statements.map(({ message }) => message)));
    expect([...said].sort()).toEqual(Object.keys(ENGLISH).sort());
    for (const sheet of SHEETS) {
      for (const locale of LOCALES) {
        const narrative = narrateByTemplate(sheet, locale, { mostPerSection: 99 });
        expect(checkNarrative(narrative, sheet)).toMatchObject({ kind: 'ok' });
        expect(checkNumbers(wholeText(narrative), sheet.facts, locale)).toMatchObject({ kind: 'ok' });
      }
    }
  });

  it('keeps the map from spans to facts, and uses the same facts in both languages', () => {
    for (const sheet of SHEETS) {
      const [english, chinese] = LOCALES.map((locale) => mentionedFacts(narrateByTemplate(sheet, locale)));
      expect([...english!].sort()).toEqual([...chinese!].sort());
      expect(english!.every((id) => sheet.facts.some((fact) => fact.id === id))).toBe(true);
    }
  });

  it('refuses a text that was changed after it was worded', () => {
    const sheet = periodFactSheet(badWeek);
    const narrative = narrateByTemplate(sheet, 'en');
    const forge = (change: (text: string) => string): Narrative => ({
      ...narrative,
      headline: narrative.headline.map((span) => ({ ...span, text: change(span.text) })),
    });
    expect(
      checkNarrative(
        forge((text) => text.replace('92.1', '95.1')),
        sheet,
      ).kind,
    ).toBe('refused');
    expect(
      checkNarrative(
        forge((text) => text.replace('to ', 'to about 3 from ')),
        sheet,
      ).kind,
    ).toBe('refused');
    expect(
      checkNarrative(
        forge((text) => text.replace('fell', 'halved')),
        sheet,
      ).kind,
    ).toBe('refused');
    const stranger = { ...narrative, headline: [{ text: '92.1 %', factId: 'F999' }] };
    expect(checkNarrative(stranger, sheet).kind).toBe('refused');
  });

  it('is the narrator of grade G0 and says so', async () => {
    const narrator = new TemplateNarrator();
    const narrative = await narrator.narrate(periodFactSheet(badWeek), 'zh-CN');
    expect([narrator.grade, narrative.grade, narrative.badge]).toEqual(['G0', 'G0', 'template-text']);
    expect(LOCALES.map((locale) => badgeLabel(narrative.badge, locale))).toEqual(['Template text', '模板文字']);
  });

  it('has a definition in both languages for every fact it can state', () => {
    for (const fact of SHEETS.flatMap((sheet) => sheet.facts)) {
      for (const locale of LOCALES) expect(factDefinition(fact.kind, locale), fact.kind).toBeTruthy();
    }
    expect(factDefinition('unheard-of', 'en')).toBeNull();
  });
});
