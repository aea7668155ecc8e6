import type { Consumer, Message, MessagesStream } from '@platformatic/kafka';
import { type BatchHandler, type EventSource, MAX_BATCH, type SourceBatch, type SourceState } from '../event-source.ts';
import type { KafkaLog } from '../kafkajs/client.ts';
import type { KafkaSettings } from '../kafka-settings.ts';
import { PositionGate } from '../position-gate.ts';
import { ProgressBook } from '../progress-book.ts';
import { lineOf, pausing, untilHandled } from '../until-handled.ts';
import { clientOptions, ensureTopics, platformaticKafka } from './platformatic-client.ts';

type Stream = MessagesStream<Buffer, Buffer, Buffer, Buffer>;

/** What a round of consuming needs at hand. */
interface Round {
  readonly consumer: Consumer;
  readonly gate: PositionGate;
  readonly handler: BatchHandler;
  /** True while the partitions dealt out at its start are still ours. */
  readonly goOn: () => boolean;
}

const LAG_MS = 5_000;

/** Events from Kafka by @platformatic/kafka: newer protocol versions than kafkajs speaks. */
export class PlatformaticSource implements EventSource {
  readonly kind = 'kafka';
  state: SourceState = 'stopped';
  trouble: string | undefined;
  readonly #book = new ProgressBook();
  #stream: Stream | undefined;
  #wanted = false;
  #life: Promise<void> = Promise.resolve();

  constructor(
    private readonly settings: KafkaSettings,
    private readonly topics: readonly string[],
    private readonly log: KafkaLog,
  ) {}

  start(handler: BatchHandler): Promise<void> {
    this.#wanted = true;
    this.#life = this.#live(handler);
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#wanted = false;
    this.#stream?.destroy();
    await this.#life;
    this.state = 'stopped';
  }

  progress(): ReturnType<ProgressBook['list']> {
    return this.#book.list();
  }

  async #live(handler: BatchHandler): Promise<void> {
    for (let pause = 500; this.#wanted; pause = Math.min(pause * 2, 15_000)) {
      this.state = 'connecting';
      try {
        await ensureTopics(this.settings, this.topics);
        await this.#consume(handler);
        pause = 500;
      } catch (error) {
        this.#alarm(error);
      }
      await pausing(this.#wanted ? pause : 0, () => this.#wanted);
    }
  }

  /** One membership in the group: streams one after the other, a new one after each seek. */
  async #consume(handler: BatchHandler): Promise<void> {
    const { Consumer } = await platformaticKafka();
    const consumer = new Consumer({
      ...clientOptions(this.settings),
      groupId: this.settings.group,
      autocommit: false,
      sessionTimeout: 30_000,
      heartbeatInterval: 3_000,
      maxBytes: 16 * 1024 ** 2,
      maxBytesPerPartition: 2 * 1024 ** 2,
      maxWaitTime: 500,
      highWaterMark: MAX_BATCH,
    });
    const gate = new PositionGate(handler);
    let generation = 0;
    consumer.on('consumer:group:join', () => {
      generation++;
      gate.clear();
      this.#book.clear();
    });
    consumer.on('consumer:lag', (lag) => this.#noteLag(lag));
    try {
      while (this.#wanted) {
        const stream = await consumer.consume({
          topics: [...this.topics],
          mode: 'committed',
          fallbackMode: 'earliest',
        });
        this.#stream = stream;
        const joined = generation;
        if (await this.#rewind(consumer, handler)) {
          stream.destroy();
          continue;
        }
        this.state = 'running';
        this.trouble = undefined;
        consumer.startLagMonitoring({ topics: [...this.topics] }, LAG_MS);
        await this.#drain(stream, { consumer, gate, handler, goOn: () => this.#wanted && generation === joined });
        consumer.stopLagMonitoring();
        await stream.close().catch(() => undefined);
      }
    } finally {
      await consumer.close(true).catch(() => undefined);
    }
  }

  /**
   * Where the broker remembers another offset than our database, tells it ours; true when the stream must be opened
   * anew for it. Needed before anything is read: at the end of the log nothing comes that the gate could look at.
   */
  async #rewind(consumer: Consumer, handler: BatchHandler): Promise<boolean> {
    const assigned = consumer.assignments ?? [];
    if (assigned.length === 0) return false;
    const remembered = await consumer.listCommittedOffsets({ topics: assigned });
    let moved = false;
    for (const { topic, partitions } of assigned) {
      for (const partition of partitions) {
        const stored = await handler.startFrom(topic, partition);
        if (stored === undefined || Number(remembered.get(topic)?.[partition]) === stored) continue;
        moved = (await this.#commit(consumer, topic, partition, stored)) || moved;
      }
    }
    return moved;
  }

  /** Reads until the stream ends, a seek asks for a new one, or the partitions were dealt out anew. */
  async #drain(stream: Stream, round: Round): Promise<void> {
    for await (const messages of inBatches(stream)) {
      for (const batch of byPartition(messages)) {
        if (!(await this.#take(batch, round))) return;
      }
      if (!round.goOn()) return;
    }
  }

  /** False when the stream must be opened anew. */
  async #take(batch: SourceBatch, { consumer, gate, handler, goOn }: Round): Promise<boolean> {
    const { topic, partition } = batch;
    const decision = await gate.check(topic, partition, batch.messages[0]?.offset ?? 0);
    if (decision.kind === 'seek') {
      await this.#commit(consumer, topic, partition, decision.to);
      return false;
    }
    const messages = batch.messages.filter(({ offset }) => offset >= decision.from);
    if (messages.length === 0) return true;
    if (!(await untilHandled(handler, { ...batch, messages }, goOn, (error) => this.#alarm(error)))) return false;
    this.trouble = undefined;
    gate.advance(topic, partition, batch.nextOffset);
    this.#book.note({ topic, partition, nextOffset: batch.nextOffset, endOffset: undefined });
    return this.#commit(consumer, topic, partition, batch.nextOffset);
  }

  /** False when the group is being dealt out anew. Nothing is lost then: our own position rules. */
  async #commit(consumer: Consumer, topic: string, partition: number, offset: number): Promise<boolean> {
    try {
      await consumer.commit({ offsets: [{ topic, partition, offset: BigInt(offset), leaderEpoch: -1 }] });
      return true;
    } catch (error) {
      this.log('warn', { err: error, topic, partition }, 'the position could not be told to the broker');
      return false;
    }
  }

  #noteLag(lag: ReadonlyMap<string, bigint[]>): void {
    for (const entry of this.#book.list()) {
      const behind = lag.get(entry.topic)?.[entry.partition];
      if (behind !== undefined && behind >= 0n) {
        this.#book.note({ ...entry, endOffset: entry.nextOffset + Number(behind) });
      }
    }
  }

  #alarm(error: unknown): void {
    this.trouble = lineOf(error);
    if (this.#wanted) this.log('error', { err: error }, 'the event stream is held up; trying again');
  }
}

/** What lies ready in the stream, at once: the client hands out single messages. */
async function* inBatches(stream: Stream): AsyncGenerator<Message<Buffer, Buffer, Buffer, Buffer>[]> {
  for await (const first of stream) {
    const batch = [first];
    while (batch.length < MAX_BATCH) {
      const next = stream.read() as Message<Buffer, Buffer, Buffer, Buffer> | null;
      if (next === null) break;
      batch.push(next);
    }
    yield batch;
  }
}

function byPartition(messages: readonly Message<Buffer, Buffer, Buffer, Buffer>[]): SourceBatch[] {
  const groups = Map.groupBy(messages, ({ topic, partition }) => `${topic}/${partition}`);
  return [...groups.values()].flatMap((list) => {
    const [first] = list;
    const last = list.at(-1);
    if (!first || !last) return [];
    return {
      sourceKind: 'kafka' as const,
      topic: first.topic,
      partition: first.partition,
      nextOffset: Number(last.offset) + 1,
      messages: list.map(({ offset, value, timestamp }) => ({
        offset: Number(offset),
        bytes: (value as Buffer | undefined) ?? new Uint8Array(),
        receivedAt: new Date(Number(timestamp)),
      })),
    };
  });
}
