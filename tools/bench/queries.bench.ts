import { ask, p95, signedIn, startApi, type ApiClient } from './bench-api.ts';
import { atMost, type BenchRow } from './bench-row.ts';
import { startFilledDatabase } from './filled-database.ts';
import { LOT, LOTS, OVERVIEW, TRIVIAL } from './screen-queries.ts';
import { FILLED } from './yield-database.ts';

const MOST_MS = 150;

/**
 * p95 of what a browser waits for the Overview, the list of lots, one lot and its maps, at 5,000 wafers × 600 dies × 20
 * tests: HTTP, sign-in check, GraphQL and SQL, one caller. Reference of the same run: p95 of a query that reads nothing.
 */
export async function rows(): Promise<BenchRow[]> {
  const database = await startFilledDatabase(FILLED);
  try {
    return await measured(database.url);
  } finally {
    await database.stop();
  }
}

async function measured(url: string): Promise<BenchRow[]> {
  const app = await startApi(url);
  try {
    const api = await signedIn(app, [FILLED.product]);
    const trivial = await p95(() => ask(api, TRIVIAL));
    const lotId = (call: number): string => `BL${String((call * 37) % FILLED.lots).padStart(4, '0')}`;
    return [
      atMost('Overview at 5,000 wafers, p95', await p95(() => ask(api, OVERVIEW)), 'ms', MOST_MS, trivial),
      atMost('lots, first 50, p95', await p95(() => ask(api, LOTS)), 'ms', MOST_MS, trivial),
      atMost('one lot, p95', await p95((call) => ask(api, LOT, { lotId: lotId(call) })), 'ms', MOST_MS, trivial),
      atMost('maps of a lot, p95', await p95((call) => maps(api, lotId(call))), 'ms', MOST_MS, trivial),
    ];
  } finally {
    await app.close();
  }
}

async function maps(api: ApiClient, lotId: string): Promise<void> {
  const response = await fetch(`${api.base}/maps/v1/lots/${lotId}.bin`, { headers: api.headers });
  const { byteLength } = await response.arrayBuffer();
  if (!response.ok || byteLength < FILLED.wafersPerLot * FILLED.dies) throw new Error('The maps did not come.');
}
