import type { Kafka } from 'kafkajs';

/** Partitions of a topic that we make ourselves; an operator may have made it with more. */
const PARTITIONS = 6;

/** Makes the topics that are missing. Throws a line that names them where the broker does not let us. */
export async function ensureTopics(kafka: Kafka, topics: readonly string[]): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const present = new Set(await admin.listTopics());
    const missing = topics.filter((topic) => !present.has(topic));
    if (missing.length === 0) return;
    try {
      await admin.createTopics({
        topics: missing.map((topic) => ({ topic, numPartitions: PARTITIONS, replicationFactor: -1 })),
        waitForLeaders: true,
      });
    } catch (cause) {
      // Another process of ours may have been faster.
      const now = new Set(await admin.listTopics());
      if (missing.every((topic) => now.has(topic))) return;
      throw new Error(`The topics ${missing.join(', ')} are missing and could not be made: create them.`, { cause });
    }
  } finally {
    await admin.disconnect();
  }
}
