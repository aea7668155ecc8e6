import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { BatchHandler, EventSource, SourceBatch } from '../src/index.ts';

/** What an implementation must bring to be tested. */
export interface SourceHarness {
  /** A new source that reads the place called `place`; two of the same place share the work. */
  create(place: string): EventSource;
  /** Puts messages there, in order, into one partition. */
  send(place: string, bodies: readonly string[]): Promise<void>;
}

/** A consumer as it should be: effect and position change together. */
export class RecordingConsumer implements BatchHandler {
  readonly bodies: string[] = [];
  readonly batches: SourceBatch[] = [];
  readonly positions = new Map<string, number>();
  fail: (batch: SourceBatch) => boolean = () => false;
  delayMs = 0;

  startFrom(topic: string, partition: number): Promise<number | undefined> {
    return Promise.resolve(this.positions.get(`${topic}/${partition}`));
  }

  async handle(batch: SourceBatch): Promise<void> {
    if (this.delayMs > 0) await sleep(this.delayMs);
    if (this.fail(batch)) throw new Error('the database is away');
    this.batches.push(batch);
    this.bodies.push(...batch.messages.map(({ bytes }) => Buffer.from(bytes).toString()));
    this.positions.set(`${batch.topic}/${batch.partition}`, batch.nextOffset);
  }
}

export async function until(condition: () => boolean, ms = 40_000): Promise<void> {
  for (const deadline = Date.now() + ms; !condition(); await sleep(20)) {
    if (Date.now() > deadline) throw new Error('It did not happen in time.');
  }
}

export const numbered = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, i) => `message ${from + i}`);

/** The promise of every EventSource, run over each implementation. */
export function eventSourceContract(name: string, harness: () => SourceHarness): void {
  describe(`${name} as an event source`, () => {
    const open: EventSource[] = [];
    const begin = async (place: string, consumer: BatchHandler): Promise<EventSource> => {
      const source = harness().create(place);
      open.push(source);
      await source.start(consumer);
      return source;
    };
    afterEach(async () => {
      await Promise.all(open.splice(0).map((source) => source.stop()));
    });
    const newPlace = (): string => `test.${randomUUID()}`;

    it('hands in every message once and in order, in bounded batches, each with the offset to go on from', async () => {
      const place = newPlace();
      const consumer = new RecordingConsumer();
      await harness().send(place, numbered(1_200));
      const source = await begin(place, consumer);
      await until(() => consumer.bodies.length >= 1_200);
      expect(consumer.bodies).toEqual(numbered(1_200));
      for (const batch of consumer.batches) {
        expect(batch.messages.length).toBeLessThanOrEqual(500);
        expect(batch.nextOffset).toBe((batch.messages.at(-1)?.offset ?? Number.NaN) + 1);
        expect(batch.sourceKind).toBe(source.kind);
        expect(Math.abs(Date.now() - (batch.messages[0]?.receivedAt.getTime() ?? 0))).toBeLessThan(600_000);
      }
      expect(source.state).toBe('running');
      expect(source.progress()[0]?.nextOffset).toBe(consumer.batches.at(-1)?.nextOffset);
    });

    it('waits for what is sent later', async () => {
      const place = newPlace();
      const consumer = new RecordingConsumer();
      await harness().send(place, ['first']);
      await begin(place, consumer);
      await until(() => consumer.bodies.length === 1);
      await harness().send(place, ['second']);
      await until(() => consumer.bodies.length === 2);
      expect(consumer.bodies).toEqual(['first', 'second']);
    });

    it('goes on from the consumer’s own position, ahead of and behind what the log remembers', async () => {
      const place = newPlace();
      const first = new RecordingConsumer();
      await harness().send(place, numbered(20));
      const source = await begin(place, first);
      await until(() => first.bodies.length === 20);
      await source.stop();

      const offsetOf = (index: number): number =>
        first.batches.flatMap(({ messages }) => messages)[index]?.offset ?? Number.NaN;
      const key = [...first.positions.keys()][0] ?? '';
      const restored = new RecordingConsumer();
      restored.positions.set(key, offsetOf(12));
      const second = await begin(place, restored);
      await until(() => restored.bodies.length >= 8);
      expect(restored.bodies).toEqual(numbered(8, 12));
      await second.stop();

      await harness().send(place, numbered(5, 20));
      const ahead = new RecordingConsumer();
      ahead.positions.set(key, (restored.positions.get(key) ?? 0) + 3);
      await begin(place, ahead);
      await until(() => ahead.bodies.length >= 2);
      expect(ahead.bodies).toEqual(numbered(2, 23));
    });

    it('hands the same batch in again until it is taken, and skips nothing', async () => {
      const place = newPlace();
      const consumer = new RecordingConsumer();
      let refusals = 0;
      consumer.fail = () => refusals++ < 3;
      await harness().send(place, numbered(10));
      const source = await begin(place, consumer);
      await until(() => source.trouble !== undefined);
      expect(source.trouble).toContain('database is away');
      await until(() => consumer.bodies.length >= 10);
      expect(consumer.bodies).toEqual(numbered(10));
      expect(source.trouble).toBeUndefined();
    });

    it('finishes the batch at hand before it stops, and hands in nothing afterwards', async () => {
      const place = newPlace();
      const consumer = new RecordingConsumer();
      consumer.delayMs = 300;
      await harness().send(place, numbered(10));
      let entered = 0;
      const handle = consumer.handle.bind(consumer);
      consumer.handle = (batch) => ((entered += batch.messages.length), handle(batch));
      const source = await begin(place, consumer);
      await until(() => entered > 0);
      await source.stop();
      expect(consumer.bodies).toHaveLength(entered);
      await harness().send(place, ['later']);
      await sleep(500);
      expect(consumer.bodies).toHaveLength(entered);
      expect(source.state).toBe('stopped');
    });
  });
}
