import { setTimeout as sleep } from 'node:timers/promises';
import type { UnitOfWork } from '@fabwright/platform';
import { expect } from 'vitest';
import type { FabStream } from './fab-stream.ts';

/** Everything that the events of a stream leave behind, as sums that a loss or a doubling would change. */
export async function expectExactly(uow: UnitOfWork, stream: FabStream): Promise<void> {
  const [sums] = await uow.query(`SELECT
    (SELECT count(*)::int FROM inbox) AS inbox,
    (SELECT sum(events)::int FROM source_stat) AS arrivals,
    (SELECT count(*)::int FROM lot) AS lots,
    (SELECT count(*)::int FROM lot_event WHERE kind = 'start') AS starts,
    (SELECT count(*)::int FROM lot_hold WHERE held_at IS NOT NULL AND released_at IS NOT NULL) AS holds,
    (SELECT count(*)::int FROM wafer) AS wafers,
    (SELECT count(*)::int FROM test_run) AS runs,
    (SELECT count(*)::int FROM test_run_supersession) AS corrections,
    (SELECT sum(part_count)::int FROM die_segment) AS parts,
    (SELECT count(*)::int FROM die_value) AS "valueColumns",
    (SELECT sum(good_final)::int FROM wafer_yield WHERE complete) AS good,
    (SELECT sum(records)::int FROM wafer_yield) AS records`);
  const parts = stream.wafers * 20;
  expect(sums).toEqual({
    inbox: stream.events.length,
    arrivals: stream.events.length,
    lots: stream.lots,
    starts: stream.lots,
    holds: stream.lots,
    wafers: stream.wafers,
    runs: stream.wafers,
    corrections: 0,
    parts,
    valueColumns: stream.wafers,
    good: stream.goodDies,
    records: parts,
  });
}

/** Asks until the answer is right; rejects with the last answer when it takes too long. */
export async function until<T>(ask: () => Promise<T>, right: (answer: T) => boolean, timeoutMs = 120_000): Promise<T> {
  let last: T | undefined;
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await sleep(50)) {
    // The database may be down for a moment: that is what some of these tests are about.
    last = await ask().catch(() => last);
    if (last !== undefined && right(last)) return last;
  }
  throw new Error(`It did not become right in ${timeoutMs} ms; the last answer was ${JSON.stringify(last)}.`);
}

export async function countOf(uow: UnitOfWork, table: string): Promise<number> {
  const [row] = await uow.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
  return row?.n ?? -1;
}

/** kill -9 of a server, and the moment that the system needs for it. */
export async function killServer(server: { readonly pid: number; isAlive(): boolean }): Promise<void> {
  process.kill(server.pid, 'SIGKILL');
  await until(
    () => Promise.resolve(server.isAlive()),
    (alive) => !alive,
  );
}
