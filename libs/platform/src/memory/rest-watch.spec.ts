import { describe, expect, it } from 'vitest';
import { RestWatch } from './rest-watch.ts';

const MB = 1_000_000;
const second = (at: number): number => at * 1_000;

describe('a process at rest', () => {
  it('collects once it has rested for half a minute, and not while it works', () => {
    const watch = new RestWatch();
    const looks = [
      [0, 0.9],
      [10, 0.1],
      [20, 0.5],
      [30, 0.1],
      [40, 0.1],
      [50, 0.19],
      [60, 0.1],
    ] as const;
    const times = looks.filter(([at, utilization]) =>
      watch.isTime({ at: second(at), utilization, heapBytes: 200 * MB }),
    );
    expect(times).toEqual([[60, 0.1]]);
  });

  it('collects again only after five minutes, and only if the heap has grown by a third', () => {
    const watch = new RestWatch();
    const isTime = (at: number, megabytes: number): boolean =>
      watch.isTime({ at: second(at), utilization: 0, heapBytes: megabytes * MB });
    isTime(0, 200);
    expect(isTime(30, 200)).toBe(true);
    watch.collected(second(30), 80 * MB);
    expect(isTime(300, 200)).toBe(false);
    expect(isTime(330, 100)).toBe(false);
    expect(isTime(340, 105)).toBe(true);
  });
});
