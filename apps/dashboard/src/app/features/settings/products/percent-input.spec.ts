import { describe, expect, it } from 'vitest';
import { percentText, readPercent } from './percent-input.ts';

describe('a yield typed in per cent', () => {
  it.each([
    ['94.1', 0.941],
    ['94,1 %', 0.941],
    ['100', 1],
    ['0', 0],
    ['29.57', 0.2957],
  ])('takes %s as the fraction that was meant, to the last digit', (text, value) => {
    expect(readPercent(text)).toEqual({ kind: 'fraction', value });
  });

  it.each([
    ['', 'none'],
    ['  ', 'none'],
    ['100.1', 'out-of-range'],
    ['-1', 'out-of-range'],
    ['high', 'not-a-number'],
    ['9.4.1', 'not-a-number'],
  ])('tells %j from a yield', (text, kind) => {
    expect(readPercent(text)).toEqual({ kind });
  });

  it('is typed back as it was', () => {
    expect([0.941, 0.2957, 1, null].map(percentText)).toEqual(['94.1', '29.57', '100', '']);
  });
});
