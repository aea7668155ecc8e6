import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { testBrokers } from '@fabwright/testing';
import type { Kafka } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KafkaListener } from '../listener/kafka-listener.ts';
import { kafkaClient, KafkaTransport } from './kafka-transport.ts';
import type { Parcel } from './transport.ts';

const brokers = testBrokers();
const HOLDS = 'fab.lot-hold';
const ADJUSTMENTS = 'fab.recipe-adjustment';
const mark = randomUUID();
const reports: unknown[] = [];
const report = (line: unknown) => void reports.push(line);

describe.skipIf(!brokers)('the demonstration fab on Kafka', () => {
  let kafka: Kafka;

  beforeAll(async () => {
    kafka = kafkaClient((brokers ?? '').split(','));
    const admin = kafka.admin();
    await admin.connect();
    const there = await admin.listTopics();
    const topics = [HOLDS, ADJUSTMENTS].filter((topic) => !there.includes(topic));
    await admin.createTopics({ topics: topics.map((topic) => ({ topic, numPartitions: 3 })), waitForLeaders: true });
    await admin.disconnect();
  });

  afterAll(() => expect(reports).toEqual([]));

  it('sends each event to its topic, with its key and in the order of its lot', async () => {
    const parcels: Parcel[] = Array.from({ length: 30 }, (_, i) => ({
      type: 'fab.lot-hold.v1',
      id: `${mark}-${i}`,
      partitionKey: `LOT-${i % 4}`,
      body: JSON.stringify({ mark, i }),
    }));
    const transport = new KafkaTransport(kafka, report);
    await transport.send(parcels, new AbortController().signal);
    await transport.close();

    const got: { key: string; i: number }[] = [];
    const consumer = kafka.consumer({ groupId: `spec-${mark}` });
    await consumer.connect();
    await consumer.subscribe({ topics: [HOLDS], fromBeginning: true });
    await consumer.run({
      eachMessage: ({ message }) => {
        const body = JSON.parse(message.value?.toString() ?? '{}') as { mark?: string; i: number };
        if (body.mark === mark) got.push({ key: message.key?.toString() ?? '', i: body.i });
        return Promise.resolve();
      },
    });
    await until(() => got.length >= 30);
    await consumer.disconnect();
    expect(got).toHaveLength(30);
    for (const key of ['LOT-0', 'LOT-1', 'LOT-2', 'LOT-3']) {
      const order = got.filter((one) => one.key === key).map((one) => one.i);
      expect(order).toEqual([...order].sort((a, b) => a - b));
      expect(order.every((i) => `LOT-${i % 4}` === key)).toBe(true);
    }
  });

  it('hears adjustments, and hears them again after a restart unless they were kept', async () => {
    const producer = kafka.producer();
    await producer.connect();
    await producer.send({
      topic: ADJUSTMENTS,
      messages: [
        { key: 'T', value: JSON.stringify({ mark }) },
        { key: 'T', value: 'not JSON' },
      ],
    });
    await producer.disconnect();

    const hearOnce = async (keep: boolean) => {
      const listener = new KafkaListener(kafka, `fab-${mark}`, report);
      const heard: unknown[] = [];
      const deadline = Date.now() + 20_000;
      while (!heard.some(isOurs) && Date.now() < deadline) {
        const { events, acknowledge } = await listener.hear();
        heard.push(...events);
        if (keep) await acknowledge();
        await sleep(100);
      }
      await listener.close();
      return heard.filter(isOurs).length;
    };
    expect(await hearOnce(false)).toBe(1);
    expect(await hearOnce(true)).toBe(1);
    const third = new KafkaListener(kafka, `fab-${mark}`, report);
    await third.hear();
    await sleep(4_000);
    expect((await third.hear()).events.filter(isOurs)).toEqual([]);
    await third.close();
  });
});

function isOurs(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'mark' in event && event.mark === mark;
}

async function until(done: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!done() && Date.now() < deadline) await sleep(100);
}
