import kafkajs, { type Kafka, type Producer } from 'kafkajs';
import { CLOUDEVENTS_HEADERS, EventSink, type OutgoingMessage } from '../event-sink.ts';
import type { KafkaSettings } from '../kafka-settings.ts';
import { createKafkaClient, type KafkaLog } from './client.ts';
import { ensureTopics } from './kafkajs-topics.ts';

export class KafkaJsSink extends EventSink {
  override readonly enabled = true;
  readonly #kafka: Kafka;
  readonly #known = new Set<string>();
  #producer: Promise<Producer> | undefined;

  constructor(settings: KafkaSettings, log: KafkaLog) {
    super();
    this.#kafka = createKafkaClient(settings, log);
  }

  override async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    if (messages.length === 0) return;
    try {
      await this.#ensure(messages.map((message) => message.topic));
      const producer = await (this.#producer ??= this.#connect());
      await producer.sendBatch({
        acks: -1,
        compression: kafkajs.CompressionTypes.GZIP,
        topicMessages: byTopic(messages),
      });
    } catch (error) {
      // The next publish begins with a fresh connection.
      await this.stop();
      throw error;
    }
  }

  override async stop(): Promise<void> {
    const producer = await this.#producer?.catch(() => undefined);
    this.#producer = undefined;
    await producer?.disconnect().catch(() => undefined);
  }

  async #connect(): Promise<Producer> {
    const producer = this.#kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
    await producer.connect();
    return producer;
  }

  async #ensure(topics: readonly string[]): Promise<void> {
    const unknown = [...new Set(topics)].filter((topic) => !this.#known.has(topic));
    if (unknown.length === 0) return;
    await ensureTopics(this.#kafka, unknown);
    unknown.forEach((topic) => this.#known.add(topic));
  }
}

function byTopic(
  messages: readonly OutgoingMessage[],
): { topic: string; messages: { key: string; value: Buffer; headers: Record<string, string> }[] }[] {
  return [...Map.groupBy(messages, (message) => message.topic)].map(([topic, list]) => ({
    topic,
    messages: list.map(({ key, bytes }) => ({ key, value: Buffer.from(bytes), headers: { ...CLOUDEVENTS_HEADERS } })),
  }));
}
