import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { BuiltServices } from './built-services.ts';

const LOOK_MS = 1_000;
/** At rest a worker takes less of a core than this, look after look. */
const MOST_OF_A_CORE = 0.1;
const LOOKS_AT_REST = 5;
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

/**
 * Waits until the worker takes less than a tenth of a core for five seconds: until it has looked through all lots for
 * excursions, of which a filled database leaves it half a minute and more. Rejects after a quarter of an hour.
 */
export async function untilWorkerIdles({ workerAddress }: Pick<BuiltServices, 'workerAddress'>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  let quiet = 0;
  let last = { at: performance.now(), seconds: await cpuSeconds(workerAddress) };
  while (quiet < LOOKS_AT_REST) {
    if (performance.now() > end) throw new Error('The worker did not come to rest in a quarter of an hour.');
    await delay(LOOK_MS);
    const now = { at: performance.now(), seconds: await cpuSeconds(workerAddress) };
    const share = (now.seconds - last.seconds) / ((now.at - last.at) / 1000);
    quiet = share < MOST_OF_A_CORE ? quiet + 1 : 0;
    last = now;
  }
}

/** Processor time of a service since its start, by its own metrics. */
async function cpuSeconds(address: string): Promise<number> {
  const metrics = await (await fetch(`${address}/metrics`)).text();
  const [, seconds] = /^process_cpu_seconds_total (\S+)$/m.exec(metrics) ?? [];
  if (seconds === undefined) throw new Error('The metrics do not tell process_cpu_seconds_total.');
  return Number(seconds);
}
