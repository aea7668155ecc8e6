import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { BatchHandler, EventSource } from '../src/index.ts';
import { numbered, RecordingConsumer, until } from './recording-consumer.ts';

/** What an implementation must bring to be tested. */
export interface SourceHarness {
  /** A new source that reads the place called `place`; two of the same place share the work. */
  create(place: string): EventSource;
  /** Puts messages there, in order, into one partition. */
  send(place: string, bodies: readonly string[]): Promise<void>;
}

/** One test's surroundings: a place of its own, and sources that are stopped at its end. */
class Bench {
  readonly place = `test.${randomUUID()}`;
  readonly #open: EventSource[] = [];

  constructor(private readonly harness: SourceHarness) {}

  send(bodies: readonly string[]): Promise<void> {
    return this.harness.send(this.place, bodies);
  }

  async begin(consumer: BatchHandler): Promise<EventSource> {
    const source = this.harness.create(this.place);
    this.#open.push(source);
    await source.start(consumer);
    return source;
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.map((source) => source.stop()));
  }
}

/** The promise of every EventSource, one line each: run over each implementation with `it.each`. */
export const EVENT_SOURCE_PROMISES: readonly [string, (harness: SourceHarness) => Promise<void>][] = [
  ['hands in every message once and in order, in bounded batches', onBench(everyMessageOnce)],
  ['waits for what is sent later', onBench(waitsForLater)],
  ['goes on from the consumer’s position, ahead of and behind what the log remembers', onBench(ownPosition)],
  ['hands the same batch in again until it is taken, and skips nothing', onBench(againUntilTaken)],
  ['finishes the batch at hand before it stops, and hands in nothing afterwards', onBench(stopsInOrder)],
];

function onBench(test: (bench: Bench) => Promise<void>): (harness: SourceHarness) => Promise<void> {
  return async (harness) => {
    const bench = new Bench(harness);
    try {
      await test(bench);
    } finally {
      await bench.close();
    }
  };
}

async function everyMessageOnce(bench: Bench): Promise<void> {
  const consumer = new RecordingConsumer();
  await bench.send(numbered(1_200));
  const source = await bench.begin(consumer);
  await until(() => consumer.bodies.length >= 1_200);
  expect(consumer.bodies).toEqual(numbered(1_200));
  for (const batch of consumer.batches) {
    expect(batch.messages.length).toBeLessThanOrEqual(500);
    expect(batch.nextOffset).toBe((batch.messages.at(-1)?.offset ?? Number.NaN) + 1);
    expect(batch.sourceKind).toBe(source.kind);
    expect(Math.abs(Date.now() - (batch.messages[0]?.receivedAt.getTime() ?? 0))).toBeLessThan(600_000);
  }
  await until(() => source.progress()[0]?.nextOffset === consumer.batches.at(-1)?.nextOffset);
  expect(source.state).toBe('running');
}

async function waitsForLater(bench: Bench): Promise<void> {
  const consumer = new RecordingConsumer();
  await bench.send(['first']);
  await bench.begin(consumer);
  await until(() => consumer.bodies.length === 1);
  await bench.send(['second']);
  await until(() => consumer.bodies.length === 2);
  expect(consumer.bodies).toEqual(['first', 'second']);
}

async function ownPosition(bench: Bench): Promise<void> {
  const first = new RecordingConsumer();
  await bench.send(numbered(20));
  const source = await bench.begin(first);
  await until(() => first.bodies.length === 20);
  await source.stop();

  const offsets = first.batches.flatMap(({ messages }) => messages.map(({ offset }) => offset));
  const [key = ''] = first.positions.keys();
  // The database was restored to an earlier state, and nothing new has come.
  const restored = new RecordingConsumer();
  restored.positions.set(key, offsets[12] ?? Number.NaN);
  const second = await bench.begin(restored);
  await until(() => restored.bodies.length >= 8);
  expect(restored.bodies).toEqual(numbered(8, 12));
  await second.stop();

  // The log was not told how far we came.
  await bench.send(numbered(5, 20));
  const ahead = new RecordingConsumer();
  ahead.positions.set(key, (restored.positions.get(key) ?? 0) + 3);
  await bench.begin(ahead);
  await until(() => ahead.bodies.length >= 2);
  expect(ahead.bodies).toEqual(numbered(2, 23));
}

async function againUntilTaken(bench: Bench): Promise<void> {
  const consumer = new RecordingConsumer();
  let refusals = 0;
  consumer.fail = () => refusals++ < 3;
  await bench.send(numbered(10));
  const source = await bench.begin(consumer);
  await until(() => source.trouble !== undefined);
  expect(source.trouble).toContain('database is away');
  await until(() => consumer.bodies.length >= 10);
  expect(consumer.bodies).toEqual(numbered(10));
  await until(() => source.trouble === undefined);
}

async function stopsInOrder(bench: Bench): Promise<void> {
  const consumer = new RecordingConsumer();
  consumer.delayMs = 300;
  await bench.send(numbered(10));
  const source = await bench.begin(consumer);
  await until(() => consumer.offered > 0);
  await source.stop();
  expect(consumer.bodies).toHaveLength(consumer.offered);
  expect(source.state).toBe('stopped');
  await bench.send(['later']);
  await sleep(500);
  expect(consumer.bodies).toHaveLength(consumer.offered);
}
