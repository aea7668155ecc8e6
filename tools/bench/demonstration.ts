import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Product } from '../../apps/e2e/src/product.ts';

/** Fewer than this many messages wait: what the live fab sends in a moment. */
const SMALL_BACKLOG = 50;
const LOOK_MS = 250;
const LONGEST_MS = 30 * 60_000;

/** All of the history is told, and taken in but for what the live fab has just sent. */
export async function historyIsIn(product: Product): Promise<boolean> {
  if (!isLive(product.dataDir)) return false;
  const { dataHealth } = await ask<{ dataHealth: { rawLogBacklog: number; ingest: { backlog: number } } }>(
    product,
    '{ dataHealth { rawLogBacklog ingest { backlog } } }',
  );
  return Math.max(dataHealth.rawLogBacklog, dataHealth.ingest.backlog) < SMALL_BACKLOG;
}

/** Seconds until it is. Throws after half an hour. */
export async function historyTold(product: Product): Promise<number> {
  const begin = performance.now();
  await until('the end of the history', () => historyIsIn(product));
  return (performance.now() - begin) / 1000;
}

/** Throws after half an hour. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + LONGEST_MS;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Waited half an hour for ${what}.`);
    await delay(LOOK_MS);
  }
}

/** The Overview shows the yield of a product, and lots. */
export async function hasContent(product: Product): Promise<boolean> {
  const { overview } = await ask<{ overview: { products: readonly unknown[]; latestLots: readonly unknown[] } }>(
    product,
    '{ overview(filter: {}) { products { productId } latestLots { lotId } } }',
  );
  return overview.products.length > 0 && overview.latestLots.length > 0;
}

/** The simulator's log says so once its history is acknowledged. */
function isLive(dataDir: string): boolean {
  try {
    return readFileSync(join(dataDir, 'logs', 'fab-simulator.log'), 'utf8').includes('"phase":"live"');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** With the rights of this machine's command line. */
export function tokenOf({ dataDir }: Product): string {
  return readFileSync(join(dataDir, 'secrets', 'cli-token'), 'utf8').trim();
}

/** Throws where the answer holds no data. */
export async function ask<Data>(product: Product, query: string, variables: object = {}): Promise<Data> {
  const response = await fetch(`${product.address}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokenOf(product)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data | null; errors?: readonly { message: string }[] };
  if (!data) throw new Error(`${query} was not answered: ${errors?.[0]?.message ?? response.status}`);
  return data;
}
