import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchHandler, SourceBatch } from '../src/index.ts';

/** A consumer as it should be: effect and position change together. */
export class RecordingConsumer implements BatchHandler {
  readonly bodies: string[] = [];
  readonly batches: SourceBatch[] = [];
  readonly positions = new Map<string, number>();
  /** Messages that were handed in, taken or not. */
  offered = 0;
  fail: (batch: SourceBatch) => boolean = () => false;
  delayMs = 0;

  startFrom(topic: string, partition: number): Promise<number | undefined> {
    return Promise.resolve(this.positions.get(`${topic}/${partition}`));
  }

  async handle(batch: SourceBatch): Promise<void> {
    this.offered += batch.messages.length;
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
