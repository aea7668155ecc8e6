import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { testBrokers } from '@fabwright/testing';
import { type KafkaBroker, startKafka } from '@fabwright/testing/kafka';
import kafkajs from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVENT_SOURCE_PROMISES, type SourceHarness } from '../../test/event-source.contract.ts';
import { numbered, RecordingConsumer, until } from '../../test/recording-consumer.ts';
import type { EventSink } from './event-sink.ts';
import type { EventSource } from './event-source.ts';
import type { KafkaSettings } from './kafka-settings.ts';
import { createKafkaClient } from './kafkajs/client.ts';
import { KafkaJsSink } from './kafkajs/kafkajs-sink.ts';
import { KafkaJsSource } from './kafkajs/kafkajs-source.ts';
import { PlatformaticSink } from './platformatic/platformatic-sink.ts';
import { PlatformaticSource } from './platformatic/platformatic-source.ts';

const shared = testBrokers();
const silent = (): void => undefined;
const settingsFor = (brokers: string, group: string): KafkaSettings => ({
  brokers: brokers.split(','),
  group,
  clientId: 'fabwright-test',
  tls: false,
  sasl: undefined,
});

const CLIENTS: readonly [
  string,
  (s: KafkaSettings, topics: string[]) => EventSource,
  (s: KafkaSettings) => EventSink,
][] = [
  ['kafkajs', (s, topics) => new KafkaJsSource(s, topics, silent), (s) => new KafkaJsSink(s, silent)],
  ['@platformatic/kafka', (s, topics) => new PlatformaticSource(s, topics, silent), (s) => new PlatformaticSink(s)],
];

const messagesOf = (topic: string, bodies: readonly string[], key = 'LOT1') =>
  bodies.map((body) => ({ topic, key, bytes: Buffer.from(body) }));

describe.skipIf(!shared).each(CLIENTS)('%s', (_name, createSource, createSink) => {
  const brokers = shared ?? '';
  const sink = createSink(settingsFor(brokers, 'none'));
  afterAll(() => sink.stop());

  const harness: SourceHarness = {
    create: (place) => createSource(settingsFor(brokers, `group-of-${place}`), [place]),
    send: (place, bodies) => sink.publish(messagesOf(place, bodies)),
  };

  it.each(EVENT_SOURCE_PROMISES)('%s', (_promise, holds) => holds(harness));

  it('shares the partitions with a second consumer and loses nothing when one leaves', async () => {
    const topic = `test.${randomUUID()}`;
    const group = `group-of-${topic}`;
    // One position store for both, as the database is.
    const consumer = new RecordingConsumer();
    consumer.delayMs = 20;
    const one = createSource(settingsFor(brokers, group), [topic]);
    const two = createSource(settingsFor(brokers, group), [topic]);
    await one.start(consumer);
    const expected = new Set<string>();
    for (let round = 0; round < 12; round++) {
      const bodies = numbered(20, round * 20);
      bodies.forEach((body) => expected.add(body));
      await sink.publish(bodies.flatMap((body, i) => messagesOf(topic, [body], `LOT${i}`)));
      if (round === 3) await two.start(consumer);
      if (round === 8) await one.stop();
      await sleep(250);
    }
    await until(() => new Set(consumer.bodies).size === expected.size);
    expect(new Set(consumer.bodies)).toEqual(expected);
    await two.stop();
  });

  it.each(['GZIP', 'Snappy', 'LZ4', 'ZSTD'] as const)('reads batches that others compressed with %s', async (codec) => {
    const topic = `test.${randomUUID()}`;
    await sink.publish(messagesOf(topic, ['plain']));
    const producer = createKafkaClient(settingsFor(brokers, 'none'), silent).producer();
    await producer.connect();
    const body = 'x'.repeat(20_000);
    await producer.send({
      topic,
      compression: kafkajs.CompressionTypes[codec],
      messages: [{ key: 'LOT1', value: body }],
    });
    await producer.disconnect();
    const consumer = new RecordingConsumer();
    const source = createSource(settingsFor(brokers, `group-of-${topic}`), [topic]);
    await source.start(consumer);
    await until(() => consumer.bodies.length === 2);
    expect(consumer.bodies).toEqual(['plain', body]);
    await source.stop();
  });
});

describe.skipIf(!shared || process.env['FAB_KAFKA_BROKERS'])('a broker that is killed', () => {
  let dir: string;
  let broker: KafkaBroker;
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'fabwright-kafka-killed-'));
    broker = await startKafka({ dir });
  });
  afterAll(async () => {
    await broker.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it.each(CLIENTS)('loses nothing with %s', async (_name, createSource, createSink) => {
    const topic = `test.${randomUUID()}`;
    const sink = createSink(settingsFor(broker.brokers, 'none'));
    const consumer = new RecordingConsumer();
    const source = createSource(settingsFor(broker.brokers, `group-of-${topic}`), [topic]);
    await sink.publish(messagesOf(topic, numbered(50)));
    await source.start(consumer);
    await until(() => consumer.bodies.length === 50);
    await broker.kill();
    const retried = publishUntilTaken(sink, messagesOf(topic, numbered(50, 50)));
    await sleep(1_000);
    await broker.restart();
    await retried;
    await until(() => new Set(consumer.bodies).size === 100, 90_000);
    expect([...new Set(consumer.bodies)]).toEqual(numbered(100));
    await source.stop();
    await sink.stop();
  });
});

/** As the outbox does it: again until it is through. */
async function publishUntilTaken(sink: EventSink, messages: Parameters<EventSink['publish']>[0]): Promise<void> {
  for (;;) {
    try {
      await sink.publish(messages);
      return;
    } catch {
      await sleep(500);
    }
  }
}
