import { formatFact } from '@fabwright/facts';
import { narrateByTemplate, type Narrator } from '@fabwright/language';
import { describe, expect, it } from 'vitest';
import { lotFigures } from '../../test/lot-figures.ts';
import { checkedNarrative } from './checked-narrative.ts';
import { narrativeShape } from './narrative-shape.ts';
import { localeOf } from './narrative.service.ts';

const { sheet } = lotFigures();
const MADE = new Date('2026-11-23T00:00:00Z');

describe('a narrative for the screen', () => {
  it.each(['en', 'zh-CN'] as const)('in %s shows each fact as the one formatter prints it', (locale) => {
    const shape = narrativeShape(narrateByTemplate(sheet, locale), sheet, MADE);
    const ids = [shape.headline, ...shape.paragraphs].flat().flatMap((span) => span.factId ?? []);
    expect(new Set(shape.facts.map((fact) => fact.id))).toEqual(new Set(ids));
    for (const fact of shape.facts) {
      const own = sheet.facts.find((candidate) => candidate.id === fact.id)!;
      expect(fact.text).toBe(formatFact(own, locale));
      expect(fact.definition).not.toBe('');
      expect(fact.query).toContain('N4K811');
    }
    expect(shape.badge).toBe(locale === 'en' ? 'Template text' : '模板文字');
  });

  it('is refused, with its words named, when it states what is no fact', async () => {
    const liar: Narrator = {
      grade: 'G0',
      narrate: (of, locale) => {
        const told = narrateByTemplate(of, locale);
        return Promise.resolve({ ...told, headline: [{ text: 'Yield rose to 99.9 %.' }] });
      },
    };
    await expect(checkedNarrative(liar, sheet, 'en')).rejects.toThrow(/\[number\] "99" is a number/);
  });

  it('knows two languages', () => {
    expect(localeOf('zh-CN')).toBe('zh-CN');
    expect(() => localeOf('fr')).toThrow(/not in "fr"/);
  });
});
