import { CLOUDEVENTS_HEADERS, EventSink, type OutgoingMessage } from '../event-sink.ts';
import type { KafkaSettings } from '../kafka-settings.ts';
import { clientOptions, ensureTopics, platformaticKafka } from './platformatic-client.ts';

const bytesSerializer = (bytes?: Uint8Array): Buffer | undefined => bytes && Buffer.from(bytes);

async function createProducer(settings: KafkaSettings) {
  const { compatibilityPartitioner, Producer, stringSerializers } = await platformaticKafka();
  return new Producer<string, Uint8Array, string, string>({
    // A send that can't get through must fail, so that the outbox shows it; it is tried again from there.
    ...clientOptions(settings),
    retries: 5,
    idempotent: true,
    acks: -1,
    compression: 'gzip',
    // Java's and kafkajs's way: a lot must stay in its partition whichever client sends.
    partitioner: compatibilityPartitioner,
    serializers: { ...stringSerializers, value: bytesSerializer },
  });
}

export class PlatformaticSink extends EventSink {
  override readonly enabled = true;
  readonly #known = new Set<string>();
  #producer: ReturnType<typeof createProducer> | undefined;

  constructor(private readonly settings: KafkaSettings) {
    super();
  }

  override async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    if (messages.length === 0) return;
    try {
      await this.#ensure(messages.map((message) => message.topic));
      const producer = await (this.#producer ??= createProducer(this.settings));
      await producer.send({
        messages: messages.map(({ topic, key, bytes }) => ({
          topic,
          key,
          value: bytes,
          headers: { ...CLOUDEVENTS_HEADERS },
        })),
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
    await producer?.close(true).catch(() => undefined);
  }

  async #ensure(topics: readonly string[]): Promise<void> {
    const unknown = [...new Set(topics)].filter((topic) => !this.#known.has(topic));
    if (unknown.length === 0) return;
    await ensureTopics(this.settings, unknown);
    unknown.forEach((topic) => this.#known.add(topic));
  }
}
