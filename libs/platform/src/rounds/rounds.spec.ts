import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Doorbell } from './doorbell.ts';
import { Rounds } from './rounds.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('Rounds', () => {
  const log = { warn: vi.fn() };
  const options = { everyMs: 100, longestPauseMs: 500, log, onFailure: 'it waits' };

  it('pauses for as long as a round asks for', async () => {
    const pauses = [0, 30, 100];
    const round = vi.fn(() => Promise.resolve(pauses.shift() ?? 1_000));
    const rounds = new Rounds(round, options);
    rounds.start();
    await vi.advanceTimersByTimeAsync(99);
    expect(round).toHaveBeenCalledTimes(0);
    await vi.advanceTimersByTimeAsync(2);
    expect(round).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(30);
    expect(round).toHaveBeenCalledTimes(3);
    await rounds.stop();
  });

  it('tries again later after each failure, up to the longest pause, and as usual once a round went well', async () => {
    const at: number[] = [];
    const start = Date.now();
    const round = vi.fn(() => {
      at.push(Date.now() - start);
      return at.length <= 4 ? Promise.reject(new Error('gone')) : Promise.resolve(100);
    });
    const rounds = new Rounds(round, options);
    rounds.start(0);
    await vi.advanceTimersByTimeAsync(1_700);
    expect(at).toEqual([0, 200, 600, 1_100, 1_600, 1_700]);
    expect(log.warn).toHaveBeenCalledTimes(4);
    await rounds.stop();
  });

  it('ends with the round at hand and starts no other', async () => {
    let finish: () => void = () => undefined;
    const round = vi.fn(() => new Promise<number>((resolve) => (finish = () => resolve(0))));
    const rounds = new Rounds(round, options);
    rounds.start(0);
    await vi.advanceTimersByTimeAsync(0);
    let stopped = false;
    const stopping = rounds.stop().then(() => (stopped = true));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(stopped).toBe(false);
    finish();
    await stopping;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(round).toHaveBeenCalledTimes(1);
  });
});

describe('Doorbell', () => {
  it('wakes the one who rests', async () => {
    const bell = new Doorbell();
    const woken = vi.fn();
    void bell.rest(1_000).then(woken);
    await vi.advanceTimersByTimeAsync(10);
    expect(woken).not.toHaveBeenCalled();
    bell.ring();
    await vi.advanceTimersByTimeAsync(0);
    expect(woken).toHaveBeenCalled();
  });

  it('keeps a ring that came while one looked', async () => {
    const bell = new Doorbell();
    bell.reset();
    bell.ring();
    await expect(bell.rest(1_000)).resolves.toBeUndefined();
  });

  it('lets nobody rest for longer than asked', async () => {
    const woken = vi.fn();
    void new Doorbell().rest(50).then(woken);
    await vi.advanceTimersByTimeAsync(50);
    expect(woken).toHaveBeenCalled();
  });
});
