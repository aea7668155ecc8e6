import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startKafka, whyNoKafka } from './index.ts';
import './provided.ts';

/** `FAB_KAFKA_BROKERS` wins; otherwise a broker of our own; otherwise a named reason, which on CI is an error. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['FAB_KAFKA_BROKERS'];
  const reason = given ? undefined : await whyNoKafka();
  project.provide('kafkaMissing', reason ?? '');
  if (given || reason !== undefined) project.provide('kafkaBrokers', given ?? '');
  if (given) return undefined;
  if (reason !== undefined) {
    if (process.env['CI'] === 'true') throw new Error(`On CI broker tests can't be skipped. ${reason}`);
    process.stderr.write(`Broker tests are skipped. ${reason}\n`);
    return undefined;
  }
  const dir = mkdtempSync(join(tmpdir(), 'fabwright-kafka-'));
  const broker = await startKafka({ dir });
  project.provide('kafkaBrokers', broker.brokers);
  return async () => {
    await broker.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}
