import { describe, expect, it } from 'vitest';
import { readToolLink, toToolFilter, writeToolLink } from './tool-link.ts';

describe('the link of a tool', () => {
  it('reads what it writes, and keeps defaults out', () => {
    const choice = { product: 'K7', weeks: 13, step: 'ETCH', chamber: 'B', sensor: 'mean:he_flow' };
    const params = writeToolLink(choice);
    expect(params).toEqual({ p: 'K7', t: '-13w', 'f.step': 'ETCH', 'f.chamber': 'B', sensor: 'mean:he_flow' });
    expect(readToolLink(params)).toEqual({ choice, dropped: [] });
    expect(writeToolLink({ weeks: 8, chamber: undefined })).toEqual({ t: null, 'f.chamber': null });
  });

  it('names what means nothing and falls back', () => {
    const { choice, dropped } = readToolLink({ t: 'yesterday' });
    expect(dropped).toEqual(['t=yesterday']);
    expect(toToolFilter(choice)).toEqual({ productId: null, weeks: 8 });
  });
});
