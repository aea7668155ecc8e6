import type { Consumer, ConsumerCrashEvent, EachBatchPayload, Kafka } from 'kafkajs';
import { type BatchHandler, type EventSource, MAX_BATCH, type SourceBatch, type SourceState } from '../event-source.ts';
import type { KafkaSettings } from '../kafka-settings.ts';
import { PositionGate } from '../position-gate.ts';
import { ProgressBook } from '../progress-book.ts';
import { lineOf, pausing, untilHandled } from '../until-handled.ts';
import { createKafkaClient, type KafkaLog } from './client.ts';
import { ensureTopics } from './kafkajs-topics.ts';

const HEARTBEAT_MS = 3_000;

/** Events from Kafka by kafkajs: the default client, because its protocol versions are frozen and well known. */
export class KafkaJsSource implements EventSource {
  readonly kind = 'kafka';
  state: SourceState = 'stopped';
  trouble: string | undefined;
  readonly #kafka: Kafka;
  readonly #book = new ProgressBook();
  #consumer: Consumer | undefined;
  #wanted = false;
  #life: Promise<void> = Promise.resolve();

  constructor(
    private readonly settings: KafkaSettings,
    private readonly topics: readonly string[],
    private readonly log: KafkaLog,
  ) {
    this.#kafka = createKafkaClient(settings, log);
  }

  start(handler: BatchHandler): Promise<void> {
    this.#wanted = true;
    this.#life = this.#live(handler);
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#wanted = false;
    await this.#consumer?.disconnect().catch(() => undefined);
    await this.#life;
    this.state = 'stopped';
  }

  progress(): ReturnType<ProgressBook['list']> {
    return this.#book.list();
  }

  /** Connects, consumes until the consumer is finished for good, and begins again. */
  async #live(handler: BatchHandler): Promise<void> {
    for (let pause = 500; this.#wanted; pause = Math.min(pause * 2, 15_000)) {
      this.state = 'connecting';
      try {
        const crashed = await this.#consume(handler);
        if (!this.#wanted) return;
        this.#alarm(crashed);
        pause = 500;
      } catch (error) {
        this.#alarm(error);
      }
      await pausing(pause, () => this.#wanted);
    }
  }

  /** Resolves with the reason when the consumer has crashed, with nothing when it was stopped. */
  async #consume(handler: BatchHandler): Promise<unknown> {
    await ensureTopics(this.#kafka, this.topics);
    const gate = new PositionGate(handler);
    const consumer = this.#kafka.consumer({
      groupId: this.settings.group,
      allowAutoTopicCreation: false,
      sessionTimeout: 30_000,
      heartbeatInterval: HEARTBEAT_MS,
      maxBytesPerPartition: 2 * 1024 ** 2,
      maxBytes: 16 * 1024 ** 2,
      maxWaitTimeInMs: 500,
    });
    this.#consumer = consumer;
    const ended = endOf(consumer, () => this.#wanted);
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      gate.clear();
      this.#book.clear();
      this.#rewind(consumer, handler, payload.memberAssignment).catch((error: unknown) => this.#alarm(error));
    });
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [...this.topics], fromBeginning: true });
      await consumer.run({
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 2,
        eachBatch: (payload) => this.#eachBatch(consumer, gate, handler, payload),
      });
      this.state = 'running';
      this.trouble = undefined;
      return await ended;
    } finally {
      await consumer.disconnect().catch(() => undefined);
    }
  }

  /**
   * The broker may remember the end of the log while our database was restored to an earlier state: then nothing
   * comes that the gate could look at. This is not awaited by the client; what comes too early meets the gate.
   */
  async #rewind(
    consumer: Consumer,
    handler: BatchHandler,
    assigned: Readonly<Record<string, number[]>>,
  ): Promise<void> {
    for (const [topic, partitions] of Object.entries(assigned)) {
      for (const partition of partitions) {
        const stored = await handler.startFrom(topic, partition);
        if (stored !== undefined) consumer.seek({ topic, partition, offset: String(stored) });
      }
    }
  }

  async #eachBatch(
    consumer: Consumer,
    gate: PositionGate,
    handler: BatchHandler,
    payload: EachBatchPayload,
  ): Promise<void> {
    const { batch } = payload;
    const { topic, partition } = batch;
    const first = batch.firstOffset();
    if (first === null) return;
    const decision = await gate.check(topic, partition, Number(first));
    if (decision.kind === 'seek') {
      consumer.seek({ topic, partition, offset: String(decision.to) });
      return;
    }
    const goOn = (): boolean => this.#wanted && payload.isRunning() && !payload.isStale();
    // A long batch must not look like a dead consumer. A failed beat shows in isRunning or isStale.
    const beat = setInterval(() => void payload.heartbeat().catch(() => undefined), HEARTBEAT_MS);
    try {
      for (const part of partsOf(payload, decision.from)) {
        if (!(await untilHandled(handler, part, goOn, (error) => this.#alarm(error)))) return;
        this.trouble = undefined;
        gate.advance(topic, partition, part.nextOffset);
        payload.resolveOffset(String(part.nextOffset - 1));
        const endOffset = Number(batch.highWatermark);
        this.#book.note({ topic, partition, nextOffset: part.nextOffset, endOffset });
        await payload.commitOffsetsIfNecessary();
      }
      // What we had already is passed over; without a word it would be fetched again for ever.
      if (Number(batch.lastOffset()) < decision.from) payload.resolveOffset(batch.lastOffset());
    } finally {
      clearInterval(beat);
    }
  }

  #alarm(error: unknown): void {
    this.trouble = lineOf(error);
    if (this.#wanted) this.log('error', { err: error }, 'the event stream is held up; trying again');
  }
}

function* partsOf({ batch }: EachBatchPayload, from: number): Generator<SourceBatch> {
  const { topic, partition } = batch;
  const messages = batch.messages
    .map(({ offset, value, timestamp }) => ({
      offset: Number(offset),
      bytes: value ?? new Uint8Array(),
      receivedAt: new Date(Number(timestamp)),
    }))
    .filter(({ offset }) => offset >= from);
  for (let at = 0; at < messages.length; at += MAX_BATCH) {
    const part = messages.slice(at, at + MAX_BATCH);
    const last = part.at(-1);
    if (last) yield { sourceKind: 'kafka', topic, partition, messages: part, nextOffset: last.offset + 1 };
  }
}

/** Resolves with the reason when the consumer has ended, by a crash or by our own wish. */
function endOf(consumer: Consumer, wanted: () => boolean): Promise<unknown> {
  return new Promise((resolve) => {
    consumer.on(consumer.events.CRASH, ({ payload }: ConsumerCrashEvent) => resolve(payload.error));
    // Before a crash is told there is a disconnect too; only one that we asked for is the end of the story.
    consumer.on(consumer.events.DISCONNECT, () => {
      if (!wanted()) resolve(undefined);
    });
  });
}
