import { EVENT_TYPES, MEDIA_TYPES } from '@fabwright/contracts';
import kafkajs from 'kafkajs';
import type { Kafka, Message, Producer } from 'kafkajs';
import { backOffMs, pause, type Parcel, type Report, type Transport } from './transport.ts';

export function kafkaClient(brokers: readonly string[]): Kafka {
  return new kafkajs.Kafka({
    clientId: 'fabwright-demo-fab',
    brokers: [...brokers],
    logLevel: kafkajs.logLevel.NOTHING,
  });
}

/** Sends to the topics of the contracts, keyed as they say. An unsure send is repeated: the ids make it harmless. */
export class KafkaTransport implements Transport {
  private readonly producer: Producer;
  private readonly report: Report;
  private connected = false;

  constructor(kafka: Kafka, report: Report) {
    this.producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
    this.report = report;
  }

  async send(parcels: readonly Parcel[], signal: AbortSignal): Promise<{ refused: { id: string; reason: string }[] }> {
    const topicMessages = byTopic(parcels);
    for (let attempt = 0; ; attempt++) {
      try {
        if (!this.connected) await this.producer.connect();
        this.connected = true;
        await this.producer.sendBatch({ acks: -1, topicMessages });
        return { refused: [] };
      } catch (error) {
        const wait = backOffMs(attempt);
        this.report({
          kind: 'waiting',
          reason: error instanceof Error ? error.message : String(error),
          ms: Math.round(wait),
        });
        await pause(wait, signal);
      }
    }
  }

  async close(): Promise<void> {
    if (this.connected) await this.producer.disconnect();
  }
}

function byTopic(parcels: readonly Parcel[]): { topic: string; messages: Message[] }[] {
  const topics = new Map<string, Message[]>();
  for (const { type, partitionKey, body } of parcels) {
    const message: Message = { key: partitionKey, value: body, headers: { 'content-type': MEDIA_TYPES.event } };
    const { topic } = EVENT_TYPES[type];
    const list = topics.get(topic);
    if (list) list.push(message);
    else topics.set(topic, [message]);
  }
  return [...topics].map(([topic, messages]) => ({ topic, messages }));
}
