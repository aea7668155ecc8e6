import { describe, expect, it } from 'vitest';
import { seededRandom } from '../inference/seeded-random.ts';
import { waferSeverities } from './excursion-question.ts';

const DIES = 600;
const random = seededRandom(11);
/** 5 % of the dies fail, give or take what chance gives. */
const usual = (): number =>
  Array.from({ length: DIES }, () => Number(random() < 0.05)).reduce((sum, one) => sum + one, 0);

describe('how badly wafers of an excursion are off', () => {
  const healthy = Array.from({ length: 200 }, usual);
  const bad = [60, 90, 400];
  const failing = [...healthy, ...bad];
  const gross = failing.map(() => DIES);
  const affected = failing.map((_, at) => at >= healthy.length);
  const severity = waferSeverities(failing, gross, affected);

  it('is nothing for ordinary wafers, and bounded for the worst', () => {
    const ordinary = severity.slice(0, healthy.length);
    expect(ordinary.filter((value) => value === 0).length / ordinary.length).toBeGreaterThan(0.88);
    expect([...severity.slice(-3)].every((value) => value > 1)).toBe(true);
    expect(Math.max(...severity)).toBe(3);
  });

  it('does not let the affected say what is usual', () => {
    const many = Array.from({ length: 300 }, () => 90);
    const mixed = waferSeverities([...healthy, ...many], Array(500).fill(DIES) as number[], [
      ...healthy.map(() => false),
      ...many.map(() => true),
    ]);
    expect(mixed.at(-1)).toBe(3);
  });

  it('stays a number without wafers, and where all are alike', () => {
    expect(waferSeverities([], [], [])).toHaveLength(0);
    expect([...waferSeverities([0, 0], [DIES, DIES], [true, false])]).toEqual([0, 0]);
  });
});
