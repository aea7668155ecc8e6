import { describe, expect, it } from 'vitest';
import { readLegs } from './legs.ts';

describe('the list of an experiment', () => {
  it('is read however it was pasted, without its head', () => {
    const { legs, unread } = readLegs('\uFEFFLot,Wafer,Leg\r\nL1,W1,new\r\nL1;W2;old\n"L2"\t"W1"\tnew\n\n# note');
    expect(legs).toEqual([
      { lot: 'L1', wafer: 'W1', leg: 'new' },
      { lot: 'L1', wafer: 'W2', leg: 'old' },
      { lot: 'L2', wafer: 'W1', leg: 'new' },
    ]);
    expect(unread).toEqual([]);
  });

  it('names lines that say too little, and takes the last leg of a wafer', () => {
    const { legs, unread } = readLegs('L1,W1,a\nL1,W2\nL1,W1,b');
    expect(legs).toEqual([{ lot: 'L1', wafer: 'W1', leg: 'b' }]);
    expect(unread).toEqual(['L1,W2']);
  });
});
