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

  it('when it has rested for half a minute, five minutes after the last time, if that is worth it', () => {
    const { watch, isTime } = watched();
    watch.collected(2_000, 80 * MB);
    expect(isTime(290, 200)).toBe(false);
    expect(isTime(300, 200, 0.5)).toBe(false);
    expect(isTime(310, 200)).toBe(false);
    expect(isTime(330, 200, 0.19)).toBe(false);
    expect(isTime(340, 100)).toBe(false);
    expect(isTime(340, 200)).toBe(true);
    watch.collected(340_000, 90 * MB);
    expect(isTime(350, 200)).toBe(false);
  });
});
