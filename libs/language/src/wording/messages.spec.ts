import { describe, expect, it } from 'vitest';
import { findNumberWords } from '../closing-check/number-words.ts';
import { FACT_KINDS, factDefinition } from './definitions.ts';
import { messageTemplate, parseTemplate } from './message-template.ts';
import { ENGLISH, type MessageKey } from './messages.en.ts';
import { CHINESE } from './messages.zh-cn.ts';

const KEYS = Object.keys(ENGLISH) as MessageKey[];
const roles = (key: MessageKey, locale: 'en' | 'zh-CN'): string[] =>
  messageTemplate(key, locale)
    .flatMap((part) => (part.kind === 'fact' ? [`${part.role}:${part.style}`] : []))
    .sort();

describe('messages', () => {
  it('have the same facts in the same styles in both languages', () => {
    expect(Object.keys(CHINESE).sort()).toEqual([...KEYS].sort());
    for (const key of KEYS) expect(roles(key, 'zh-CN'), key).toEqual(roles(key, 'en'));
  });

  it('hold no number of their own, in digits or in words', () => {
    for (const text of [...Object.values(ENGLISH), ...Object.values(CHINESE)]) {
      expect(text).not.toMatch(/\p{N}/u);
      expect(findNumberWords(text)).toEqual([]);
    }
  });

  it('end as sentences do, with Chinese marks in Chinese', () => {
    for (const text of Object.values(ENGLISH)) expect(text).toMatch(/\.$/);
    for (const text of Object.values(CHINESE)) expect(text.replace(/\{[^}]*\}/g, '')).toMatch(/^[^,;:!?]*。$/);
  });

  it('refuse a style that does not exist', () => {
    expect(() => parseTemplate('{final:loud}')).toThrow(SyntaxError);
  });

  it('define every kind of fact without a number', () => {
    for (const text of FACT_KINDS.flatMap((kind) => [factDefinition(kind, 'en'), factDefinition(kind, 'zh-CN')])) {
      expect(text).not.toMatch(/\p{N}/u);
    }
  });
});
