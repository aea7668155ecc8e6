import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { messages as en } from './en.ts';
import { messages as zh } from './zh-cn.ts';

type Tree = { readonly [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [path, text] of flatten(value, `${prefix}${key}.`)) flat.set(path, text);
  }
  return flat;
}

/** As the parser gives them: 0 is plain text, 7 the number sign within a plural. */
interface Element {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
}

/** Names of the values a message needs. */
function placeholders(elements: readonly Element[]): string[] {
  return elements
    .filter(({ type }) => type !== 0 && type !== 7)
    .flatMap(({ value, options }) => [
      value ?? '',
      ...Object.values(options ?? {}).flatMap((option) => placeholders(option.value)),
    ]);
}

const english = flatten(en);
const chinese = flatten(zh);
const needs = (text: string): string[] => {
  const message = new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true });
  return [...new Set(placeholders(message.getAst()))].sort();
};

describe('texts', () => {
  it('have the same keys in both languages', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('take the same values in both languages, so that no fact is lost in translation', () => {
    const different = [...english].filter(([key, text]) => needs(text).join() !== needs(chinese.get(key) ?? '').join());
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it('are never empty', () => {
    const empty = [...english, ...chinese].filter(([, text]) => text.trim() === '').map(([key]) => key);
    expect(empty).toEqual([]);
  });

  it('use full-width punctuation in Chinese sentences', () => {
    const halfWidth = [...chinese].filter(([, text]) => /\p{Script=Han}\s*[,;:!?]/u.test(text)).map(([key]) => key);
    expect(halfWidth).toEqual([]);
  });
});
