import { describe, expect, it } from 'vitest';
import { stackDifference, stackFull, stackYield } from './stack-rates.ts';

const stack = (cells: readonly (readonly [x: number, y: number, tested: number, failed: number])[]) => ({
  wafers: 10,
  x: Int16Array.from(cells, ([x]) => x),
  y: Int16Array.from(cells, ([, y]) => y),
  tested: Uint32Array.from(cells, ([, , tested]) => tested),
  failed: Uint32Array.from(cells, ([, , , failed]) => failed),
});

describe('stacks of an excursion', () => {
  it('are compared die by die, whatever their order', () => {
    const difference = stackDifference(
      stack([
        [0, 0, 10, 8],
        [1, -1, 10, 1],
        [5, 5, 10, 2],
      ]),
      stack([
        [1, -1, 4, 2],
        [0, 0, 4, 1],
      ]),
    );
    expect([...difference].slice(0, 2)).toEqual([0.8 - 0.25, 0.1 - 0.5]);
    expect(difference[2]).toBeNaN();
  });

  it('share the scale of the one that fails most', () => {
    expect(stackFull([stack([[0, 0, 10, 3]]), stack([[0, 0, 10, 4]])])).toBe(0.4);
    expect(stackFull([stack([[0, 0, 0, 0]])])).toBe(0.1);
  });

  it('have no yield without a tested die', () => {
    expect(
      stackYield(
        stack([
          [0, 0, 10, 4],
          [1, 0, 10, 0],
        ]),
      ),
    ).toBe(0.8);
    expect(stackYield(stack([[0, 0, 0, 0]]))).toBeNull();
  });
});
