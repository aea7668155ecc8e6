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
    for (const shipment of shipments(parcels)) await this.ship(byTopic(shipment), signal);
    return { refused: [] };
  }

  private async ship(topicMessages: ReturnType<typeof byTopic>, signal: AbortSignal): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        if (!this.connected) await this.producer.connect();
        this.connected = true;
        await this.producer.sendBatch({ acks: -1, topicMessages });
        return;
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

/** A broker takes about 1 MB a request and partition by default; a part of a wafer test may have 900 kB. */
const SHIPMENT_BYTES = 900_000;

/** Parcels in their order, cut into what a broker takes at once. One that is larger by itself goes alone. */
export function shipments(parcels: readonly Parcel[], most = SHIPMENT_BYTES): Parcel[][] {
  const cut: Parcel[][] = [];
  let room = 0;
  for (const parcel of parcels) {
    const bytes = Buffer.byteLength(parcel.body);
    const last = cut.at(-1);
    if (last && bytes <= room) last.push(parcel);
    else {
      cut.push([parcel]);
      room = most;
    }
    room -= bytes;
  }
  return cut;
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
