import { seededRandom } from '@fabwright/analytics';
import { describe, expect, it } from 'vitest';
import { movedParameters } from './moved-parameters.ts';

const LOTS = 20;
const WAFERS = 10;
const random = seededRandom(7);
const noise = (): number => random() + random() + random() - 1.5;
const count = LOTS * WAFERS;

/** Half of each lot's wafers are affected. */
const response = Float64Array.from({ length: count }, (_, at) => at % 2);
const lotOfWafer = Int32Array.from({ length: count }, (_, at) => Math.floor(at / WAFERS));
const parameter = (id: string, shift: number) => ({
  id,
  unit: 'sccm',
  values: Float64Array.from({ length: count }, (_, at) => 12 + noise() + shift * (at % 2)),
});

describe('parameters that moved', () => {
  it('are those that stand elsewhere on the affected wafers, with how far', () => {
    const quiet = Array.from({ length: 30 }, (_, at) => parameter(`quiet ${at}`, 0));
    const found = movedParameters({ lotOfWafer, response, parameters: [...quiet, parameter('moved', 2)] });
    expect(found[0]).toMatchObject({ parameter: 30 });
    expect(found[0]?.others).toBeCloseTo(12, 0);
    expect(found[0]?.affected).toBeCloseTo(14, 0);
    expect(found[0]?.shift).toBeGreaterThan(2);
    expect(found.length).toBeLessThanOrEqual(3);
  });

  it('are none where nothing moved, was not measured, or never differs', () => {
    const none = { ...parameter('none', 0), values: new Float64Array(count).fill(Number.NaN) };
    const same = { ...parameter('same', 0), values: new Float64Array(count).fill(3) };
    expect(movedParameters({ lotOfWafer, response, parameters: [none, same] })).toEqual([]);
  });

  it('say 0 standard deviations where the others do not differ at all', () => {
    const values = Float64Array.from({ length: count }, (_, at) => (at % 2 === 0 ? 3 : 4));
    const [found] = movedParameters({ lotOfWafer, response, parameters: [{ id: 'step', unit: null, values }] });
    expect(found).toMatchObject({ affected: 4, others: 3, shift: 0 });
  });
});
