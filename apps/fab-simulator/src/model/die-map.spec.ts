import { describe, expect, it } from 'vitest';
import { dieMapOf } from './die-map.ts';
import { PRODUCTS, WAFER } from './products.ts';

describe.each(PRODUCTS.map((product) => [product.id, product] as const))('die map of %s', (_id, product) => {
  const map = dieMapOf(product);

  it('has about 600 dies, each once, all on the usable wafer', () => {
    expect(map.count).toBeGreaterThan(540);
    expect(map.count).toBeLessThan(680);
    const places = new Set(Array.from(map.x, (x, die) => `${x},${map.y[die]}`));
    expect(places.size).toBe(map.count);
    expect(Math.max(...map.r)).toBeLessThanOrEqual(
      (WAFER.diameterMm / 2 - WAFER.edgeExclusionMm) / (WAFER.diameterMm / 2),
    );
  });

  it('tells canonical positions from what the tester saw', () => {
    const die = map.x.findIndex((x, i) => x === 3 && map.y[i] === 5);
    const across = 3 * product.dieWidthMm;
    const along = 5 * product.dieHeightMm;
    const expected = product.notch === 'left' ? [-along, across] : [across, product.yAxis === 'down' ? -along : along];
    expect(map.xMm[die]).toBeCloseTo(expected[0]!, 4);
    expect(map.yMm[die]).toBeCloseTo(expected[1]!, 4);
  });

  it('numbers eight sites and every place of the reticle', () => {
    expect(new Set(map.site)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
    expect(new Set(map.field).size).toBe(product.reticle.columns * product.reticle.rows);
  });
});

it('turns a notch that was below to the left by a quarter clockwise', () => {
  // Seen with the notch at the left, the die that touches it lies at negative x; with the notch down, at negative y.
  const map = dieMapOf(PRODUCTS[2]!);
  const nearest = map.x.reduce((best, x, die) => (map.y[die] === 0 && x < (map.x[best] ?? 0) ? die : best), 0);
  expect(map.yMm[nearest]).toBeLessThan(-100);
  expect(map.xMm[nearest]).toBeCloseTo(0, 5);
});
