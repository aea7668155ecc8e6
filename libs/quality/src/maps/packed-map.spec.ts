import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packMap, unpackedBins, unpackedStates } from './packed-map.ts';

interface Die {
  readonly x: number;
  readonly y: number;
  readonly softBin: number;
  readonly hardBin: number;
  readonly state: number;
}

const mapOf = (dies: readonly Die[]) => ({
  x: Int16Array.from(dies, ({ x }) => x),
  y: Int16Array.from(dies, ({ y }) => y),
  softBin: Int32Array.from(dies, ({ softBin }) => softBin),
  hardBin: Int32Array.from(dies, ({ hardBin }) => hardBin),
  state: Int8Array.from(dies, ({ state }) => state),
});

const int16 = fc.integer({ min: -32_768, max: 32_767 });
const uint16 = fc.integer({ min: 0, max: 65_535 });
const die = fc.record({
  x: int16,
  y: int16,
  softBin: uint16,
  hardBin: fc.integer({ min: 0, max: 255 }),
  state: fc.integer({ min: -1, max: 3 }),
});
const wafer = fc.uniqueArray(die, { selector: ({ x, y }) => `${x}/${y}` });

describe('a packed map', () => {
  it('gives every die back, by row from the bottom and in a row from the left', () => {
    fc.assert(
      fc.property(wafer, (dies) => {
        const { x, y, state, softBin, hardBin } = packMap(mapOf(dies));
        const expected = mapOf([...dies].sort((a, b) => a.y - b.y || a.x - b.x));
        expect([x, y, unpackedStates(state)]).toEqual([expected.x, expected.y, expected.state]);
        expect([...unpackedBins(softBin, x.length)]).toEqual([...expected.softBin]);
        expect([...unpackedBins(hardBin, x.length)]).toEqual([...expected.hardBin]);
        expect(hardBin).toHaveLength(dies.length);
      }),
    );
  });

  it('has the layout of every wafer whose dies lie alike, in whatever order they were tested, and of no other', () => {
    fc.assert(
      fc.property(wafer, die, (dies, other) => {
        const { layoutId } = packMap(mapOf(dies));
        expect(packMap(mapOf(dies.map((one) => ({ ...one, state: 0 })).toReversed())).layoutId).toBe(layoutId);
        fc.pre(!dies.some(({ x, y }) => x === other.x && y === other.y));
        expect(packMap(mapOf([...dies, other])).layoutId).not.toBe(layoutId);
      }),
    );
    const turned = packMap(mapOf([{ x: 1, y: 2, softBin: 1, hardBin: 1, state: 1 }]));
    expect(packMap(mapOf([{ x: 2, y: 1, softBin: 1, hardBin: 1, state: 1 }])).layoutId).not.toBe(turned.layoutId);
  });

  it('refuses a bin that would be cut off', () => {
    expect(() => packMap(mapOf([{ x: 0, y: 0, softBin: 65_536, hardBin: 1, state: 1 }]))).toThrow(RangeError);
    expect(() => packMap(mapOf([{ x: 0, y: 0, softBin: 1, hardBin: -1, state: 1 }]))).toThrow(RangeError);
  });
});
