import type { PgListener } from '../../database/index.ts';
import { Doorbell } from '../../rounds/index.ts';
import { type BatchHandler, type EventSource, MAX_BATCH, type SourceBatch, type SourceState } from '../event-source.ts';
import type { KafkaLog } from '../kafkajs/client.ts';
import { ProgressBook } from '../progress-book.ts';
import { lineOf, pausing, untilHandled } from '../until-handled.ts';
import { type RawLog, RAW_LOG_CHANNEL, RAW_LOG_TOPIC, type StoredEntry } from './raw-log.ts';

const PARTITION = 0;
const MAX_BYTES = 8 * 1024 ** 2;
/** A notification can get lost with its connection; looking every so often makes that a delay, not a loss. */
const POLL_MS = 1_000;

/** Events that came by HTTP, from the raw log. */
export class RawLogSource implements EventSource {
  readonly kind = 'http';
  state: SourceState = 'stopped';
  trouble: string | undefined;
  readonly #book = new ProgressBook();
  #wanted = false;
  #life: Promise<void> = Promise.resolve();
  readonly #bell = new Doorbell();

  constructor(
    private readonly rawLog: RawLog,
    private readonly listener: PgListener,
    private readonly log: KafkaLog,
  ) {}

  start(handler: BatchHandler): Promise<void> {
    this.#wanted = true;
    this.#life = this.#live(handler);
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#wanted = false;
    this.#bell.ring();
    await this.#life;
    this.state = 'stopped';
  }

  progress(): ReturnType<ProgressBook['list']> {
    return this.#book.list();
  }

  async #live(handler: BatchHandler): Promise<void> {
    const ring = this.#bell.ring;
    const silence = await this.listener.listen(RAW_LOG_CHANNEL, ring, ring).catch(() => () => undefined);
    for (let pause = 200; this.#wanted; pause = Math.min(pause * 2, 5_000)) {
      this.state = 'connecting';
      try {
        await this.#follow(handler);
      } catch (error) {
        this.#alarm(error);
        await pausing(pause, () => this.#wanted);
      }
    }
    silence();
  }

  async #follow(handler: BatchHandler): Promise<void> {
    let position = (await handler.startFrom(RAW_LOG_TOPIC, PARTITION)) ?? 1;
    this.state = 'running';
    while (this.#wanted) {
      this.#bell.reset();
      const entries = await this.rawLog.read(position, MAX_BATCH, MAX_BYTES);
      const batch = batchOf(entries);
      if (!batch) {
        this.#book.note({ topic: RAW_LOG_TOPIC, partition: PARTITION, nextOffset: position, endOffset: position });
        if (this.#wanted) await this.#bell.rest(POLL_MS);
        continue;
      }
      const taken = await untilHandled(
        handler,
        batch,
        () => this.#wanted,
        (error) => this.#alarm(error),
      );
      if (!taken) return;
      this.trouble = undefined;
      position = batch.nextOffset;
      this.#book.note({
        topic: RAW_LOG_TOPIC,
        partition: PARTITION,
        nextOffset: position,
        endOffset: await this.rawLog.end(),
      });
    }
  }

  #alarm(error: unknown): void {
    this.trouble = lineOf(error);
    if (this.#wanted) this.log('error', { err: error }, 'the raw log can’t be read on; trying again');
  }
}

function batchOf(entries: readonly StoredEntry[]): SourceBatch | undefined {
  const last = entries.at(-1);
  return (
    last && {
      sourceKind: 'http',
      topic: RAW_LOG_TOPIC,
      partition: PARTITION,
      nextOffset: last.offset + 1,
      messages: entries.map(({ offset, receivedAt, body }) => ({ offset, receivedAt, bytes: body })),
    }
  );
}
