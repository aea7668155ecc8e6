import { EVENT_TYPES } from '@fabwright/contracts';
import type { Consumer, Kafka } from 'kafkajs';
import type { Report } from '../transport/transport.ts';
import type { Heard, Listener } from './listener.ts';

interface Waiting {
  readonly event: unknown;
  readonly partition: number;
  readonly nextOffset: string;
}

const TOPIC = EVENT_TYPES['fab.recipe-adjustment.v1'].topic;

/** Consumes the topic of adjustments; positions are committed only when what was heard is kept. */
export class KafkaListener implements Listener {
  private readonly consumer: Consumer;
  private readonly report: Report;
  private waiting: Waiting[] = [];
  private started: Promise<void> | undefined;

  constructor(kafka: Kafka, groupId: string, report: Report) {
    this.consumer = kafka.consumer({ groupId, allowAutoTopicCreation: false });
    this.report = report;
  }

  async hear(): Promise<Heard> {
    this.started ??= this.start();
    const taken = this.waiting;
    this.waiting = [];
    const acknowledge = async () => {
      const offsets = taken.map(({ partition, nextOffset }) => ({ topic: TOPIC, partition, offset: nextOffset }));
      if (offsets.length > 0) await this.consumer.commitOffsets(offsets);
    };
    return Promise.resolve({ events: taken.map(({ event }) => event), cursor: null, acknowledge });
  }

  async close(): Promise<void> {
    await this.consumer.disconnect();
  }

  private async start(): Promise<void> {
    try {
      await this.consumer.connect();
      await this.consumer.subscribe({ topics: [TOPIC], fromBeginning: true });
      await this.consumer.run({
        autoCommit: false,
        eachMessage: ({ partition, message }) => {
          const nextOffset = String(BigInt(message.offset) + 1n);
          this.waiting.push({ event: parsed(message.value), partition, nextOffset });
          return Promise.resolve();
        },
      });
    } catch (error) {
      this.report({ kind: 'not-listening', reason: error instanceof Error ? error.message : String(error) });
      this.started = undefined;
    }
  }
}

function parsed(value: Buffer | null): unknown {
  try {
    return value === null ? undefined : JSON.parse(value.toString('utf8'));
  } catch {
    return undefined;
  }
}
