import { describe, expect, it } from 'vitest';
import { RestWatch } from './rest-watch.ts';

const MB = 1_000_000;

describe('a process gives memory back', () => {
  const watched = () => {
    const watch = new RestWatch();
    const isTime = (second: number, megabytes: number, utilization = 0): boolean =>
      watch.isTime({ at: second * 1_000, utilization, heapBytes: megabytes * MB });
    return { watch, isTime };
  };

  it('once it has started, however busy it is', () => {
    expect(watched().isTime(2, 200, 0.9)).toBe(true);
  });

  it('when it has rested for half a minute, a minute after the last time, if that is worth it', () => {
    const { watch, isTime } = watched();
    watch.collected(2_000, 80 * MB);
    expect(isTime(10, 200)).toBe(false);
    expect(isTime(50, 200)).toBe(false);
    expect(isTime(60, 200, 0.5)).toBe(false);
    expect(isTime(70, 200)).toBe(false);
    expect(isTime(90, 200, 0.19)).toBe(false);
    expect(isTime(100, 100)).toBe(false);
    expect(isTime(100, 200)).toBe(true);
    watch.collected(100_000, 90 * MB);
    expect(isTime(110, 200)).toBe(false);
  });
});
