import { dieTokens } from '@fabwright/charts';
import type { WaferMap } from '@fabwright/contracts';
import { describe, expect, it } from 'vitest';
import { colouringOf, readMapMode } from './map-view.ts';

/** Good, recovered, failed in bins 4 and 9, no verdict. */
const map: WaferMap = {
  waferId: 'W',
  slot: null,
  x: Int16Array.of(0, 1, 2, 3, 4),
  y: new Int16Array(5),
  softBin: Uint16Array.of(1, 1, 4, 9, 4),
  hardBin: Uint16Array.of(1, 1, 2, 2, 2),
  state: Int8Array.of(1, 2, 0, 0, -1),
};
const bin = (number: number, pass: boolean, slot: number) => ({ kind: 'soft', number, name: '', pass, slot });
const bins = [bin(1, true, 0), bin(4, false, 1), bin(9, false, 0)];

describe('the colours of a map', () => {
  it('show bins by their slot, recovered and untested dies by their own tone', () => {
    expect(dieTokens(colouringOf(map, 'soft', bins), 5)).toEqual([
      'bin-pass',
      'bin-recovered',
      'bin-1',
      'bin-other',
      'bin-untested',
    ]);
  });

  it('believe the verdicts of the dies where a file leaves the pass mark of a bin blank', () => {
    const blank = [bin(1, false, 0), bin(4, false, 1)];
    expect(dieTokens(colouringOf(map, 'soft', blank), 1)).toEqual(['bin-pass']);
  });

  it('let all but the chosen bins recede, and keep untested dies apart', () => {
    expect(dieTokens(colouringOf(map, 'soft', bins, [9]), 5)).toEqual([
      'bin-pass',
      'bin-pass',
      'bin-pass',
      'bin-other',
      'bin-untested',
    ]);
  });

  it('fall back to soft bins for a reading that means nothing', () => {
    expect(readMapMode('moon')).toBe('soft');
  });
});
