import { NORMAL_ORIENTATION } from '@fabwright/fab';
import { describe, expect, it } from 'vitest';
import { lastValues } from './last-values.ts';
import type { ValueSegment } from './test.repository.ts';

const segment = (dies: [number, number, number][], over: Partial<ValueSegment> = {}): ValueSegment => ({
  x: Int16Array.from(dies, (die) => die[0]),
  y: Int16Array.from(dies, (die) => die[1]),
  values: Float32Array.from(dies, (die) => die[2]),
  startedAt: new Date(0),
  notch: null,
  axisX: null,
  axisY: null,
  ...over,
});

describe('the last value of each die', () => {
  it('is that of the latest run that measured it, in the order of the maps', () => {
    const first = segment([
      [1, 1, 10],
      [0, 1, 11],
      [0, 0, Number.NaN],
    ]);
    const retest = segment([
      [1, 1, 12],
      [0, 1, Number.NaN],
    ]);
    const { x, y, values } = lastValues([first, retest], NORMAL_ORIENTATION);
    expect([...x]).toEqual([0, 0, 1]);
    expect([...y]).toEqual([0, 1, 1]);
    expect([...values]).toEqual([Number.NaN, 11, 12]);
  });

  it('meets the same die on a tester whose map lies the other way', () => {
    const turned = segment([[-1, -1, 5]], { notch: 'up', axisX: 'right', axisY: 'up' });
    const { values } = lastValues([segment([[1, 1, 4]]), turned], NORMAL_ORIENTATION);
    expect([...values]).toEqual([5]);
  });

  it('leaves out records without coordinates, and keeps dies of a segment without the test', () => {
    const unplaced = segment([[-32_768, 3, 1]]);
    const { values } = lastValues([unplaced, segment([[0, 0, 1]], { values: null })], NORMAL_ORIENTATION);
    expect([...values]).toEqual([Number.NaN]);
  });
});
