import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DieSelection } from './die-selection.ts';

const placesOf = (places: readonly (readonly [number, number])[]) => ({
  x: places.map(([x]) => x),
  y: places.map(([, y]) => y),
});

const AROUND = Array.from({ length: 27 * 27 }, (_, at) => [(at % 27) - 13, Math.floor(at / 27) - 13] as const);

/** The edge of a wafer of 60 dies across: what people choose most, and as long as it gets. */
function edgeRing(across: number) {
  const half = across / 2;
  const places: [number, number][] = [];
  for (let x = -half; x <= half; x += 1) {
    for (let y = -half; y <= half; y += 1) {
      const radius = Math.hypot(x, y);
      if (radius <= half && radius > half - 2) places.push([x, y]);
    }
  }
  return placesOf(places);
}

describe('dies that were chosen', () => {
  it('are written as rectangles, and as little of them as says it', () => {
    const of = (...places: [number, number][]) => DieSelection.of(placesOf(places))?.text;
    expect(of([-3, 2])).toBe('-3.2');
    expect(of([1, 0], [0, 0])).toBe('0.0.2');
    expect(of([0, 0], [1, 0], [0, 1], [1, 1], [5, 1])).toBe('0.0.2.2_5.1');
    expect(of([0, 0], [0, 1])).toBe('0.0.1.2');
    expect(DieSelection.of({ x: [], y: [] })).toBeNull();
  });

  it('come back from their text as they were, whatever was chosen', () => {
    const place = fc.tuple(fc.integer({ min: -12, max: 12 }), fc.integer({ min: -12, max: 12 }));
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 160 }), (places) => {
        const chosen = DieSelection.of(placesOf(places));
        const text = chosen?.text ?? '';
        const back = DieSelection.read(text);
        const names = new Set(places.map(([x, y]) => `${x},${y}`));
        const found = AROUND.filter(([x, y]) => back?.has(x, y)).map(([x, y]) => `${x},${y}`);
        expect([back?.text, back?.size]).toEqual([text, names.size]);
        expect(back && DieSelection.of(back.places)?.text).toBe(text);
        expect(new Set(found)).toEqual(names);
      }),
    );
  });

  it('have one text, in whatever order and however often they were named', () => {
    const place = fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 5 }));
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 40 }), (places) => {
        const again = [...places, ...places].reverse();
        expect(DieSelection.of(placesOf(again))?.text).toBe(DieSelection.of(placesOf(places))?.text);
      }),
    );
  });

  it('fit into an address around the edge of a wafer of thousands of dies; a chessboard of them does not', () => {
    expect(DieSelection.of(edgeRing(60))?.text?.length).toBeLessThan(2_000);
    const board = Array.from({ length: 3_600 }, (_, at) => [at % 60, Math.floor(at / 60)] as const);
    expect(DieSelection.of(placesOf(board.filter(([x, y]) => (x + y) % 2 === 0)))?.text).toBeNull();
  });

  it('mean nothing where an address was edited by hand into something else', () => {
    for (const text of ['', 'all', '1', '1.2.0', '1.2.3.0', '1.2_', '1.2.3.4.5', '40000.1', '1.2 3.4', '32767.0.2'])
      expect(DieSelection.read(text), text).toBeNull();
    expect(DieSelection.read('0.0_1024.0')).toBeNull();
    expect(DieSelection.read(`0.0${'_0.0'.repeat(500)}`)).toBeNull();
    expect(DieSelection.read('0.0.3.3_1.1.9')?.size).toBe(9 + 7);
  });

  it('are found among the dies of a map', () => {
    const map = { x: Int16Array.of(0, 1, 2, -1), y: Int16Array.of(0, 0, 0, 0) };
    expect(DieSelection.read('1.0.5_-1.0')?.indicesIn(map)).toEqual([1, 2, 3]);
  });
});
