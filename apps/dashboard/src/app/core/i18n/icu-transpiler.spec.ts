import { describe, expect, it } from 'vitest';
import { IcuTranspiler } from './icu-transpiler.ts';

describe('ICU messages', () => {
  const say = (transpiler: IcuTranspiler, value: unknown, params?: Record<string, string | number>): unknown =>
    transpiler.transpile({ value, translation: {}, key: 'k', ...(params ? { params } : {}) });

  it('count by the rules of the language in use', () => {
    const transpiler = new IcuTranspiler();
    const text = '{n, plural, one {# lot} other {# lots}}';
    expect(say(transpiler, text, { n: 1 })).toBe('1 lot');
    transpiler.onLangChanged('zh-CN');
    expect(say(transpiler, text, { n: 1 })).toBe('1 lots');
  });

  it('leave plain texts and groups of texts as they are', () => {
    const transpiler = new IcuTranspiler();
    expect(say(transpiler, 'a < b')).toBe('a < b');
    const group = { a: 'b' };
    expect(say(transpiler, group)).toBe(group);
  });
});
