import { decodeStackedDies } from '@fabwright/contracts';
import { ask, p95, signedIn, startApi, type ApiClient } from './bench-api.ts';
import { atMost, type BenchRow } from './bench-row.ts';
import { startFilledDatabase } from './filled-database.ts';
import { FILLED, type YieldDatabaseSize } from './yield-database.ts';

const MOST_MS = 300;

/** 1,000 wafers × 1,500 dies; nothing is read of their tests. */
const FULL: YieldDatabaseSize = { ...FILLED, lots: 40, dies: 1500, columns: 50, tests: 1, steps: 1 };

const STACK = `query ($filter: PopulationFilter!, $bins: [Int!]!, $zones: ZoneKind!) {
  waferStack(filter: $filter, bins: $bins, zones: $zones) { __typename ... on StackComparison {
    geometry { diameterMm minX maxX minY maxY defined } stack { wafers lots wafersInAll failRate url }
    other { wafers } zones { zone rate otherRate difference low high adjustedP }
    reticleColumns reticleRows reticleKnown design untested lotsLeftOut } } }`;

const TRIVIAL = '{ __typename }';

/**
 * p95 of what a browser waits for wafers laid on each other: the bytes of the map, and the figures of its zones; HTTP,
 * sign-in check, SQL and threads included. Reference: p95 of a query that reads nothing.
 */
export async function rows(): Promise<BenchRow[]> {
  return [...(await ofSize({ ...FULL, lots: FULL.lots / 10 }, '100')), ...(await ofSize(FULL, '1,000'))];
}

async function ofSize(size: YieldDatabaseSize, wafers: string): Promise<BenchRow[]> {
  const database = await startFilledDatabase(size);
  try {
    return await measured(database.url, size, wafers);
  } finally {
    await database.stop();
  }
}

/** Rows on a filled database. */
export async function measured(url: string, size: YieldDatabaseSize, wafers: string): Promise<BenchRow[]> {
  const app = await startApi(url);
  try {
    const api = await signedIn(app, [size.product]);
    const trivial = await p95(() => ask(api, TRIVIAL));
    const filter = { productId: size.product, weeks: 10 };
    const map = await p95(() => stack(api, { filter, bins: '' }, size));
    const binned = await p95(() => stack(api, { filter, bins: '3,4' }, size));
    const zones = await p95(() => ask(api, STACK, { filter, bins: [], zones: 'RINGS' }));
    const row = (what: string, ms: number): BenchRow =>
      atMost(`stacked map of ${wafers} wafers × 1,500 dies, ${what}, p95`, ms, 'ms', MOST_MS, trivial);
    return [row('its bytes', map), row('its bytes by two bins', binned), row('its figures by rings', zones)];
  } finally {
    await app.close();
  }
}

async function stack(
  api: ApiClient,
  { filter, bins }: { filter: Record<string, unknown>; bins: string },
  { lots, wafersPerLot, dies }: YieldDatabaseSize,
): Promise<void> {
  const query = new URLSearchParams({ filter: JSON.stringify(filter), bins });
  const response = await fetch(`${api.base}/maps/v1/population/stacked.bin?${query}`, { headers: api.headers });
  const { wafers, x } = decodeStackedDies(await response.arrayBuffer());
  if (wafers !== lots * wafersPerLot || x.length !== dies) throw new Error('The stacked map did not come.');
}
