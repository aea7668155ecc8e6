import { EVENT_TYPES, type FabEvent, topics } from '@fabwright/contracts';
import kafkajs, { type Producer } from 'kafkajs';

/** A stranger's producer: knows the topics and the contracts, nothing of our code. */
export class KafkaSender {
  readonly #producer: Producer;

  private constructor(producer: Producer) {
    this.#producer = producer;
  }

  /** Makes the topics with three partitions each and connects. */
  static async connect(brokers: string): Promise<KafkaSender> {
    const kafka = new kafkajs.Kafka({
      brokers: brokers.split(','),
      clientId: 'fab-spec',
      logLevel: kafkajs.logLevel.NOTHING,
      retry: { retries: 30, initialRetryTime: 200, maxRetryTime: 1_000 },
    });
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({
      topics: topics('in').map((topic) => ({ topic, numPartitions: 3, replicationFactor: 1 })),
      waitForLeaders: true,
    });
    await admin.disconnect();
    const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
    await producer.connect();
    return new KafkaSender(producer);
  }

  /** Until the broker has all of them; while it is down it tries again, so some may arrive twice. */
  async send(events: readonly FabEvent[]): Promise<void> {
    const byTopic = new Map<string, FabEvent[]>();
    for (const event of events) {
      const { topic } = EVENT_TYPES[event.type];
      byTopic.set(topic, [...(byTopic.get(topic) ?? []), event]);
    }
    for (const [topic, own] of byTopic) {
      const messages = own.map((event) => ({ key: event.partitionkey, value: JSON.stringify(event) }));
      await this.#persistently(() => this.#producer.send({ topic, messages }));
    }
  }

  async sendRaw(topic: string, value: Buffer): Promise<void> {
    await this.#producer.send({ topic, messages: [{ key: 'poison', value }] });
  }

  async close(): Promise<void> {
    await this.#producer.disconnect();
  }

  async #persistently(send: () => Promise<unknown>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await send();
        return;
      } catch (error) {
        if (attempt === 10) throw error;
      }
    }
  }
}
