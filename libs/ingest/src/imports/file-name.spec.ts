import { describe, expect, it } from 'vitest';
import { checkedFileName } from './file-name.ts';

describe('checkedFileName', () => {
  it.each([
    ['lot2.stdf.gz', 'lot2.stdf.gz'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\tester\\lot 2.std', 'lot 2.std'],
    ['批次-2.stdf', '批次-2.stdf'],
    ['lot\u0000\u202egz.fdts', 'lotgz.fdts'],
  ])('shows %j as %j', (name, shown) => {
    expect(checkedFileName(name)).toBe(shown);
  });

  it.each(['', '  ', '..', 'a/', '\u0007'])('refuses %j', (name) => {
    expect(() => checkedFileName(name)).toThrow('no name');
  });

  it('keeps the end of a long name, where its kind stands', () => {
    expect(checkedFileName(`${'x'.repeat(500)}.stdf.gz`)).toMatch(/^x{192}\.stdf\.gz$/);
  });
});
