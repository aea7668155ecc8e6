import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseCoordinates, type MapOrientation } from './orientation.ts';

const one = (x: number, y: number, orientation: MapOrientation): [number, number] => {
  const turned = normaliseCoordinates([x], [y], orientation);
  return [turned.x[0]!, turned.y[0]!];
};

describe('normalising die coordinates', () => {
  it('turns the die beside the notch to the bottom, from wherever the notch was', () => {
    const plain = { axisX: 'right', axisY: 'up' } as const;
    expect(one(0, -5, { notch: 'down', ...plain })).toEqual([0, -5]);
    expect(one(0, 5, { notch: 'up', ...plain })).toEqual([0, -5]);
    expect(one(-5, 0, { notch: 'left', ...plain })).toEqual([0, -5]);
    expect(one(5, 0, { notch: 'right', ...plain })).toEqual([0, -5]);
  });

  it('points the axes right and up before it turns', () => {
    expect(one(3, 4, { notch: 'down', axisX: 'left', axisY: 'down' })).toEqual([-3, -4]);
    expect(one(3, 4, { notch: 'left', axisX: 'right', axisY: 'down' })).toEqual([4, 3]);
  });

  it('keeps distances, and leaves records without coordinates alone', () => {
    const orientation = fc.record({
      notch: fc.constantFrom('down', 'up', 'left', 'right'),
      axisX: fc.constantFrom('right', 'left'),
      axisY: fc.constantFrom('up', 'down'),
    }) as fc.Arbitrary<MapOrientation>;
    const step = fc.integer({ min: -200, max: 200 });
    fc.assert(
      fc.property(orientation, step, step, (o, x, y) => {
        const [newX, newY] = one(x, y, o);
        expect(newX ** 2 + newY ** 2).toBe(x ** 2 + y ** 2);
        expect(one(-32_768, y, o)).toEqual([-32_768, y]);
      }),
    );
  });
});
