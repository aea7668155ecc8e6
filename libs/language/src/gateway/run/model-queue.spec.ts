import { describe, expect, it } from 'vitest';
import { ModelFailure } from '../../model/language-model.ts';
import { Deadline } from './deadline.ts';
import { ModelQueue } from './model-queue.ts';

const never = new AbortController().signal;
const off = (): ModelFailure => new ModelFailure('cancelled', 'Called off.');
const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Work that ends when told to. */
function held(): { work: () => Promise<string>; end: (said: string) => void } {
  let end: (said: string) => void = () => undefined;
  const promise = new Promise<string>((resolve) => (end = resolve));
  return { work: () => promise, end };
}

describe('the queue of a model', () => {
  it('lets one ask at a time, in the order in which they came', async () => {
    const queue = new ModelQueue({ atOnce: 1, waiting: 5 });
    const [first, order] = [held(), [] as number[]];
    const turns = [
      queue.turn(never, off, first.work),
      ...[2, 3].map((n) => queue.turn(never, off, async () => void order.push(n))),
    ];
    await tick();
    expect([queue.length, order]).toEqual([3, []]);
    first.end('done');
    await Promise.all(turns);
    expect([queue.length, order]).toEqual([0, [2, 3]]);
  });

  it('refuses at once whom it has no room for, and forgets who leaves', async () => {
    const queue = new ModelQueue({ atOnce: 1, waiting: 1 });
    const first = held();
    const leaver = new AbortController();
    const asking = queue.turn(never, off, first.work);
    const waiting = queue.turn(leaver.signal, off, async () => 'never');
    await expect(queue.turn(never, off, async () => 'no room')).rejects.toMatchObject({ code: 'busy' });
    leaver.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    const next = queue.turn(never, off, async () => 'next');
    first.end('first');
    expect(await Promise.all([asking, next])).toEqual(['first', 'next']);
  });

  it('gives the turn on when the work fails', async () => {
    const queue = new ModelQueue({ atOnce: 1, waiting: 1 });
    const failing = queue.turn(never, off, () => Promise.reject(new Error('no')));
    const next = queue.turn(never, off, async () => 'next');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('next');
  });
});

describe('a deadline', () => {
  it('is told from being called off', async () => {
    const late = new Deadline(1, undefined);
    await expect(late.hold(new Promise(() => undefined))).rejects.toMatchObject({ code: 'deadline' });
    const controller = new AbortController();
    const calledOff = new Deadline(60_000, controller.signal);
    const work = calledOff.hold(new Promise(() => undefined));
    controller.abort(new Error('the job was cancelled'));
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('lets no word of a foreign error out', async () => {
    const failing = new Deadline(60_000, undefined).hold(Promise.reject(new Error('Bearer secret')));
    await expect(failing).rejects.toMatchObject({ code: 'malformed' });
    await expect(failing).rejects.not.toThrow(/secret/);
  });
});
