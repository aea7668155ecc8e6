import { describe, expect, it } from 'vitest';
import { readWaferLink, writeWaferLink, type WaferLink } from './wafer-link.ts';

const empty: WaferLink = { ins: undefined, map: undefined, test: undefined, bin: undefined };

describe('a wafer in a link', () => {
  it('means soft bins, all of them, when it says nothing', () => {
    expect(readWaferLink(empty)).toEqual({
      insertion: undefined,
      colouring: { kind: 'mode', mode: 'soft' },
      bins: [],
    });
  });

  it('reads a test, 0 included, before a mode', () => {
    expect(readWaferLink({ ...empty, map: 'hard', test: '0' }).colouring).toEqual({ kind: 'test', test: 0 });
    expect(readWaferLink({ ...empty, map: 'hard', test: 'x' }).colouring).toEqual({ kind: 'mode', mode: 'hard' });
  });

  it('drops bins that are no numbers', () => {
    expect(readWaferLink({ ...empty, bin: '4,x,-1,5' }).bins).toEqual([4, 5]);
  });

  it('lets the mode and the test take each other out of the link', () => {
    expect(writeWaferLink({ colouring: { kind: 'test', test: 2040 } })).toEqual({ test: 2040, map: null });
    expect(writeWaferLink({ colouring: { kind: 'mode', mode: 'soft' }, bins: [] })).toEqual({
      test: null,
      map: null,
      bin: null,
    });
  });
});
