import { describe, expect, it } from 'vitest';
import { keepPunctuation, type TextSpan } from './fact-text.ts';

const fact = (text: string, factId: string): TextSpan => ({ text, factId });
const words = (text: string): TextSpan => ({ text });
const read = (spans: readonly TextSpan[]): string =>
  keepPunctuation(spans)
    .map(({ text, tail }) => text + tail)
    .join('');

describe('punctuation after a value', () => {
  it('goes with the value, in both scripts', () => {
    const pieces = keepPunctuation([words('良率为 '), fact('92.1 %', 'F1'), words('。没有')]);
    expect(pieces.map(({ text, tail }) => [text, tail])).toEqual([
      ['良率为 ', ''],
      ['92.1 %', '。'],
      ['没有', ''],
    ]);
  });

  it('changes nothing that is read', () => {
    const spans = [
      fact('95.0 %', 'F1'),
      words(' over '),
      fact('16 lots', 'F2'),
      words('; against '),
      fact('W46', 'F3'),
      words('.'),
    ];
    expect(read(spans)).toBe('95.0 % over 16 lots; against W46.');
  });

  it('stays where no value stands before it', () => {
    expect(keepPunctuation([words('(a'), words(') b')]).map(({ text }) => text)).toEqual(['(a', ') b']);
  });
});
