import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeDieValues, decodeStackedDies, encodeDieValues, encodeStackedDies } from './die-value-codec.ts';
import { decodeWaferMaps, dieOrder, encodeWaferMaps, type WaferMap } from './wafer-map-codec.ts';

const map = (waferId: string, dies: number, slot: number | null = null): WaferMap => ({
  waferId,
  slot,
  x: Int16Array.from({ length: dies }, (_, die) => die - 3),
  y: Int16Array.from({ length: dies }, (_, die) => -die),
  softBin: Uint16Array.from({ length: dies }, (_, die) => 65_535 - die),
  hardBin: Uint16Array.from({ length: dies }, (_, die) => die),
  state: Int8Array.from({ length: dies }, (_, die) => (die % 5) - 1),
});

describe('the bytes of wafer maps', () => {
  it('bring back what was written: ids in any script, unknown slots, wafers without dies', () => {
    const wafer = fc.record({
      id: fc.string({ unit: 'grapheme', maxLength: 12 }),
      dies: fc.integer({ min: 0, max: 40 }),
      slot: fc.option(fc.integer({ min: 1, max: 50 })),
    });
    fc.assert(
      fc.property(fc.array(wafer, { maxLength: 6 }), (wafers) => {
        const maps = wafers.map(({ id, dies, slot }) => map(id, dies, slot));
        expect(decodeWaferMaps(encodeWaferMaps(maps))).toEqual(maps);
      }),
    );
  });

  it('hold the dies once for all wafers that have the same', () => {
    const one = encodeWaferMaps([map('W1', 1000)]).length;
    const two = encodeWaferMaps([map('W1', 1000), map('W2', 1000)]).length;
    expect(two - one).toBeLessThan(1000 * 5 + 32);
    const [first, second] = decodeWaferMaps(encodeWaferMaps([map('W1', 9), map('W2', 9)]));
    expect(second?.x).toBe(first?.x);
  });

  it('are read wherever they begin in a larger buffer', () => {
    const bytes = encodeWaferMaps([map('W1', 7, 3)]);
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(decodeWaferMaps(shifted.subarray(1))).toEqual([map('W1', 7, 3)]);
  });

  it('are refused when they are cut off, too long or something else', () => {
    const bytes = encodeWaferMaps([map('W1', 7)]);
    for (let end = 0; end < bytes.length; end++) expect(() => decodeWaferMaps(bytes.slice(0, end))).toThrow(RangeError);
    expect(() => decodeWaferMaps(new Uint8Array([...bytes, 0, 0, 0, 0]))).toThrow('4 bytes are left');
    expect(() => decodeDieValues(bytes)).toThrow('not in the format FWV1');
    expect(() => encodeWaferMaps([{ ...map('W1', 7), state: new Int8Array(3) }])).toThrow('differ in length');
  });
});

describe('the bytes of values and stacks', () => {
  it('bring back what was written, NaN included', () => {
    const { x, y } = map('W', 5);
    const values = Float32Array.of(1.5, Number.NaN, -0.25, 3e38, 0);
    expect(decodeDieValues(encodeDieValues({ x, y, values }))).toEqual({ x, y, values });
    const stack = { wafers: 25, x, y, tested: Uint32Array.of(25, 25, 0, 1, 2), failed: Uint32Array.of(1, 0, 0, 1, 2) };
    expect(decodeStackedDies(encodeStackedDies(stack))).toEqual(stack);
  });
});

describe('the order of dies', () => {
  it('goes by row from the bottom, then from the left', () => {
    expect([...dieOrder([1, 0, 0, -1], [1, 1, -1, 1])]).toEqual([2, 3, 1, 0]);
  });
});
