import { describe, expect, it } from 'vitest';
import { PositionGate } from './position-gate.ts';

const gateAt = (stored: number | undefined): PositionGate =>
  new PositionGate({ startFrom: () => Promise.resolve(stored) });

describe('the gate of a partition', () => {
  it('takes what the broker offers when the partition was never read', async () => {
    expect(await gateAt(undefined).check('t', 0, 7)).toEqual({ kind: 'take', from: 7 });
  });

  it('goes to our position when the broker is behind or ahead', async () => {
    expect(await gateAt(10).check('t', 0, 4)).toEqual({ kind: 'seek', to: 10 });
    expect(await gateAt(10).check('t', 0, 15)).toEqual({ kind: 'seek', to: 10 });
    expect(await gateAt(10).check('t', 0, 10)).toEqual({ kind: 'take', from: 10 });
  });

  it('does not seek for ever where the log has lost what we ask for', async () => {
    const gate = gateAt(10);
    expect((await gate.check('t', 0, 15)).kind).toBe('seek');
    expect(await gate.check('t', 0, 15)).toEqual({ kind: 'take', from: 15 });
  });

  it('remembers within a membership, asks again after the next join', async () => {
    let stored = 3;
    const gate = new PositionGate({ startFrom: () => Promise.resolve(stored) });
    expect((await gate.check('t', 0, 3)).kind).toBe('take');
    gate.advance('t', 0, 5);
    stored = 9;
    expect(await gate.check('t', 0, 4)).toEqual({ kind: 'take', from: 5 });
    gate.clear();
    expect(await gate.check('t', 0, 5)).toEqual({ kind: 'seek', to: 9 });
  });
});
