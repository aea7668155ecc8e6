import type * as Platformatic from '@platformatic/kafka';
import type { KafkaSettings } from '../kafka-settings.ts';

const MECHANISM = { plain: 'PLAIN', 'scram-sha-256': 'SCRAM-SHA-256', 'scram-sha-512': 'SCRAM-SHA-512' } as const;
const PARTITIONS = 6;

/** The package, read when the first broker is spoken to: nobody without this client should pay for its code. */
export function platformaticKafka(): Promise<typeof Platformatic> {
  return import('@platformatic/kafka');
}

/** `retries: true`: without it the client gives up when a broker is away for some seconds. */
export function clientOptions(settings: KafkaSettings): Platformatic.BaseOptions {
  const { sasl } = settings;
  return {
    clientId: settings.clientId,
    bootstrapBrokers: [...settings.brokers],
    retries: true,
    retryDelay: 500,
    ...(settings.tls ? { tls: {} } : {}),
    ...(sasl
      ? { sasl: { mechanism: MECHANISM[sasl.mechanism], username: sasl.username, password: sasl.password } }
      : {}),
  };
}

/** Makes the topics that are missing. Throws a line that names them where the broker does not let us. */
export async function ensureTopics(settings: KafkaSettings, topics: readonly string[]): Promise<void> {
  const { Admin } = await platformaticKafka();
  const admin = new Admin({ ...clientOptions(settings), retries: 5 });
  try {
    const absent = async (): Promise<string[]> => {
      const present = new Set(await admin.listTopics());
      return topics.filter((topic) => !present.has(topic));
    };
    const missing = await absent();
    if (missing.length === 0) return;
    try {
      await admin.createTopics({ topics: missing, partitions: PARTITIONS, replicas: -1 });
    } catch (cause) {
      // Another process of ours may have been faster.
      if ((await absent()).length === 0) return;
      throw new Error(`The topics ${missing.join(', ')} are missing and could not be made: create them.`, { cause });
    }
  } finally {
    await admin.close().catch(() => undefined);
  }
}
