import { LOCALES, type Locale } from '@fabwright/facts';
import { describe, expect, it } from 'vitest';
import { Gbnf } from '../../test/gbnf-reader.ts';
import { generatedSheets, seeded } from '../../test/generated-sheets.ts';
import { SHEETS, badWeek } from '../../test/sheets.ts';
import { templateSentence, writeDraft } from '../draft/draft.ts';
import { SECTIONS, type FactSheet, type Statement } from '../fact-sheet/fact-sheet.ts';
import { periodFactSheet } from '../fact-sheet/period-fact-sheet.ts';
import { planNarrative } from '../plan/narrative-plan.ts';
import { draftGrammar } from './gbnf.ts';

const sections = (sheet: FactSheet): (readonly Statement[])[] =>
  SECTIONS.map((section) => planNarrative(sheet)[section]).filter((statements) => statements.length > 0);
const templates = (statements: readonly Statement[], locale: Locale): string =>
  writeDraft(statements.map((statement) => ({ statement, sentence: templateSentence(statement.message, locale) })));

const week = periodFactSheet(badWeek);
const [headline] = sections(week);
const english = new Gbnf(draftGrammar(headline!, week, 'en'));
const chinese = new Gbnf(draftGrammar(headline!, week, 'zh-CN'));
const HEADLINE = 'Final yield fell {{change}} to {{final}} in {{period}}.\n{{below}} fell below the floor.';

describe('the grammar of a draft', { timeout: 30_000 }, () => {
  it('admits the templates of every section, in both languages', () => {
    for (const sheet of SHEETS) {
      for (const locale of LOCALES) {
        for (const statements of sections(sheet)) {
          const draft = templates(statements, locale);
          expect(new Gbnf(draftGrammar(statements, sheet, locale)).admits(draft), draft).toBe(true);
        }
      }
    }
  });

  it('admits other words of the same meaning', () => {
    const draft =
      'In {{period}}, final yield declined by {{change}}, reaching {{final}}.\n{{below}} missed the floor.\n';
    expect(english.admits(draft)).toBe(true);
    expect(chinese.admits('{{period}}最终良率降至{{final}}，降幅{{change}}。\n{{below}}未达到下限。')).toBe(true);
  });

  it.each([
    ['a digit', (draft: string) => draft.replace('{{change}}', '1')],
    ['a full-width digit', (draft: string) => draft.replace('{{change}}', '１')],
    ['a percent sign', (draft: string) => draft.replace('{{final}}', '{{final}} %')],
    ['a number word', (draft: string) => draft.replace('fell', 'halved')],
    ['a quantifier', (draft: string) => draft.replace('{{below}}', 'most')],
    ['a brace', (draft: string) => draft.replace('{{change}}', '{change}')],
    ['a fact number', (draft: string) => draft.replace('{{change}}', '{{F7}}')],
    ['a reference of another line', (draft: string) => draft.replace('{{change}}', '{{below}}')],
    ['a reference of no line', (draft: string) => draft.replace('{{change}}', '{{tool}}')],
    ['a reference that is left out', (draft: string) => draft.replace(' {{change}}', '')],
    ['a reference that stands twice', (draft: string) => draft.replace('{{change}}', '{{final}}')],
    ['a name', (draft: string) => draft.replace('{{period}}', 'N4K811')],
    ['a cause', (draft: string) => draft.replace('in {{period}}', 'because of {{period}}')],
    ['another line', (draft: string) => `${draft}\n{{below}} fell below the floor.`],
    ['fewer lines', (draft: string) => draft.split('\n')[0]!],
    ['no full stop', (draft: string) => draft.slice(0, -1)],
    ['a letter at a reference', (draft: string) => draft.replace('{{change}}', '{{change}}A')],
    ['markdown', (draft: string) => `**${draft}`],
  ])('refuses %s', (_, change) => {
    expect(english.admits(HEADLINE)).toBe(true);
    expect(english.admits(change(HEADLINE))).toBe(false);
  });

  it.each(['三', '一', '两', '半', '％', '３', '成'])('refuses %s in Chinese', (character) => {
    const draft = templates(headline!, 'zh-CN');
    for (let at = 0; at <= draft.length; at += 1) {
      expect(chinese.admits(draft.slice(0, at) + character + draft.slice(at)), `${character} at ${at}`).toBe(false);
    }
  });

  it('draws no digit, no sign of a number and no brace of its own, whatever the sheet', () => {
    const random = seeded(11);
    for (const [at, sheet] of generatedSheets(40).entries()) {
      for (const statements of sections(sheet)) {
        const draft = new Gbnf(draftGrammar(statements, sheet, LOCALES[at % 2]!)).draw(random);
        expect(draft.replaceAll(/\{\{[a-zA-Z]+(?:_[a-z])?\}\}/g, '')).not.toMatch(
          /[\p{N}%％‰{}一二两三四五六七八九十百千半]/u,
        );
      }
    }
  });
});
