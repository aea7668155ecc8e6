import { describe, expect, it } from 'vitest';
import { experimentId, experimentList } from './experiment-list.ts';

const OLD = { lot: 'L1', wafer: 'W1', leg: 'old' };
const NEW = { lot: 'L1', wafer: 'W2', leg: 'new' };

describe('the list of an experiment', () => {
  it('is one list in whatever order it is written, with the same control', () => {
    const [one, other] = [experimentList([OLD, NEW], 'old'), experimentList([NEW, OLD, NEW], 'old')];
    expect(other).toEqual(one);
    expect(experimentId('me', other)).toBe(experimentId('me', one));
  });

  it('is another one of another person, with another control or another leg', () => {
    const id = experimentId('me', experimentList([OLD, NEW], null));
    expect(experimentId('you', experimentList([OLD, NEW], null))).not.toBe(id);
    expect(experimentId('me', experimentList([NEW, OLD], null))).not.toBe(id);
    expect(experimentId('me', experimentList([OLD, { ...NEW, leg: 'newer' }], null))).not.toBe(id);
  });

  it('has no wafer in two legs, no empty name, and a control that ran', () => {
    expect(() => experimentList([OLD, { ...OLD, leg: 'new' }], null)).toThrow('L1/W1 stands in two legs, old and new');
    expect(() => experimentList([OLD, { ...NEW, lot: ' ' }], null)).toThrow('names of 1 to 128');
    expect(() => experimentList([OLD, NEW], 'other')).toThrow('No wafer of the list ran in the leg other');
    expect(() => experimentList([], null)).toThrow('this one has 0');
    const many = Array.from({ length: 5_001 }, (_, at) => ({ lot: 'L', wafer: `W${at}`, leg: 'a' }));
    expect(() => experimentList(many, null)).toThrow('this one has 5001');
  });
});
