import { setFlagsFromString } from 'node:v8';
import { afterEach, describe, expect, it } from 'vitest';
import type { SampleTasks } from '../../test/sample-thread.ts';
import { ThreadPool, type PoolOptions } from './thread-pool.ts';

const PROGRAM = new URL('../../test/sample-thread.ts', import.meta.url);
let pool: ThreadPool<SampleTasks>;
const start = (options: Partial<PoolOptions> = {}) => (pool = new ThreadPool(PROGRAM, { size: 1, ...options }));

describe('a pool of threads', { timeout: 30_000 }, () => {
  afterEach(() => pool.close());

  it('answers with what the task returned, arrays included', async () => {
    start();
    await expect(pool.run('double', Float64Array.of(1, 2.5))).resolves.toEqual(Float64Array.of(2, 5));
    await expect(pool.run('place', undefined)).resolves.toBe(process.pid);
  });

  it('keeps the event loop free while a task runs', async () => {
    start();
    await pool.run('double', Float64Array.of());
    let turns = 0;
    const beat = setInterval(() => turns++, 5);
    await pool.run('spin', 200);
    clearInterval(beat);
    expect(turns).toBeGreaterThan(5);
  });

  it('passes on what the task threw, and goes on', async () => {
    start();
    await expect(pool.run('fail', 'too few lots')).rejects.toThrow('too few lots');
    await expect(pool.run('double', Float64Array.of(4))).resolves.toEqual(Float64Array.of(8));
  });

  it('says that a thread died, and starts another', async () => {
    start();
    await expect(pool.run('die', 3)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(pool.run('double', Float64Array.of(4))).resolves.toEqual(Float64Array.of(8));
  });

  it('notices a thread that dies at rest, whatever it says of it, and starts another', async () => {
    start();
    await expect(pool.run('dieLater', 50)).resolves.toBe(50);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await expect(pool.run('double', Float64Array.of(4))).resolves.toEqual(Float64Array.of(8));
  });

  it('ends a thread at rest when its time is over', async () => {
    start({ idleMs: 50 });
    const first = await pool.run('thread', undefined);
    await expect(pool.run('thread', undefined)).resolves.toBe(first);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await expect(pool.run('thread', undefined)).resolves.not.toBe(first);
  });

  it('gives a thread a young generation of its own size, however small that of the process was made', async () => {
    setFlagsFromString('--max-semi-space-size=1');
    start();
    const bytes = await pool.run('churn', undefined);
    expect(bytes).toBeGreaterThan(16 * 2 ** 20);
    expect(bytes).toBeLessThanOrEqual(48 * 2 ** 20);
  });

  it('says in the words of its owner what became of a task', async () => {
    start({ memoryMb: 16, sentence: (happened) => `Hoarding ${happened}.` });
    await expect(pool.run('hoard', undefined)).rejects.toThrow('Hoarding ran out of memory.');
    await expect(pool.run('die', 3)).rejects.toThrow('Hoarding ended without a result (exit code 3).');
  });

  it('ends a task that outlasts its deadline', async () => {
    start({ deadlineMs: 100 });
    await expect(pool.run('spin', 20_000)).rejects.toThrow('longer than 0.1 s');
  });

  it('ends a task whose asker has gone', async () => {
    start();
    const gone = new AbortController();
    const running = pool.run('spin', 20_000, gone.signal);
    const waiting = pool.run('spin', 20_000, gone.signal);
    gone.abort(new Error('the page was left'));
    await expect(running).rejects.toThrow('the page was left');
    await expect(waiting).rejects.toThrow('the page was left');
    await expect(pool.run('double', Float64Array.of(1))).resolves.toEqual(Float64Array.of(2));
  });

  it('refuses more than it can hold', async () => {
    start({ mostWaiting: 1 });
    const running = pool.run('spin', 300);
    const waiting = pool.run('spin', 1);
    await expect(pool.run('spin', 1)).rejects.toMatchObject({ code: 'UNAVAILABLE', retryAfterSeconds: 5 });
    await expect(Promise.all([running, waiting])).resolves.toEqual([300, 1]);
  });

  it('rejects what is under way when it is closed', async () => {
    start();
    const running = pool.run('spin', 20_000);
    const waiting = pool.run('spin', 20_000);
    const settled = Promise.allSettled([running, waiting]);
    await pool.close();
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
