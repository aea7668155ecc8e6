import { describe, expect, it } from 'vitest';
import { stackRates, stackScale } from './overview-stack.ts';

function stackOf(failed: number[], tested: number[]): Parameters<typeof stackRates>[0] {
  const at = Int16Array.from(failed, (_, die) => die);
  return { wafers: 10, x: at, y: at, failed: Uint32Array.from(failed), tested: Uint32Array.from(tested) };
}

describe('the stack of the week', () => {
  it('rates each die by the wafers that were tested there', () => {
    expect([...stackRates(stackOf([1, 5, 0], [10, 5, 0]))]).toEqual([0.1, 1, Number.NaN]);
  });

  it('has a scale that one killer die does not stretch', () => {
    const failed = Array.from({ length: 200 }, (_, die) => (die === 7 ? 10 : 1));
    expect(
      stackScale(
        stackOf(
          failed,
          Array.from({ length: 200 }, () => 10),
        ),
      ),
    ).toBe(0.1);
  });

  it('has a scale before there is data', () => {
    expect(stackScale(null)).toBe(0.1);
  });
});
