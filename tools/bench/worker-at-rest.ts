import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const LOOK_MS = 1_000;
const PATIENCE_MS = 15 * 60_000;
const WAITING = `
  SELECT count(*)::integer AS waiting FROM wafer_yield w WHERE NOT EXISTS (SELECT FROM wafer_test_summary s
    WHERE s.lot_id = w.lot_id AND s.wafer_id = w.wafer_id AND s.insertion = w.insertion)`;

/**
 * Waits until the worker has summarised the tests of every wafer. A filled database leaves it minutes of that, with a
 * thread and a connection: not what a fab's worker is at when somebody asks it for something else. Rejects after a
 * quarter of an hour.
 */
export async function untilWorkerRests(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      const { rows } = await client.query<{ waiting: number }>(WAITING);
      const waiting = rows[0]?.waiting ?? 0;
      if (waiting === 0) return;
      if (performance.now() > end) throw new Error(`The worker still has the tests of ${waiting} wafers to summarise.`);
      await delay(LOOK_MS);
    }
  } finally {
    await client.end();
  }
}
