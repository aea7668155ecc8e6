import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, startProduct, type Product } from '../../apps/e2e/src/product.ts';
import { atMost, type BenchRow } from './bench-row.ts';
import { historyIsIn } from './demonstration.ts';
import { middleOf } from './median.ts';
import { residentMegabytes } from './process-memory.ts';

const MOST_MEGABYTES = 600;
/** The demonstration's history is 26 weeks; what it holds lies in the database, not in the services. */
const HISTORY_DAYS = 28;
const LONGEST_MS = 15 * 60_000;
const LOOK_MS = 1_000;
/** Services give memory back half a minute after they came to rest. */
const QUIET_MS = 60_000;
const SAMPLES = 5;

/**
 * Resident memory of api and worker together, started by `npm start` with the demonstration: its fab has told four
 * weeks of history, all of it is taken in, and for a minute nothing waited but what the live fab had just sent, at 60 times
 * its speed. The database and the fab itself are not counted. Reference of the same run: a bare Node process, twice.
 */
export async function rows(): Promise<BenchRow[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fabwright-bench-idle-'));
  try {
    const product = await startProduct(dataDir, await freePort(), ['--history-days', String(HISTORY_DAYS)]);
    try {
      await untilQuiet(product);
      return [await measured(dataDir)];
    } finally {
      await product.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function untilQuiet(product: Product): Promise<void> {
  const deadline = performance.now() + LONGEST_MS;
  for (let quietSince = performance.now(); performance.now() - quietSince < QUIET_MS; await delay(LOOK_MS)) {
    if (performance.now() > deadline) throw new Error('The demonstration did not come to rest in 15 minutes.');
    if (!(await historyIsIn(product))) quietSince = performance.now();
  }
}

async function measured(dataDir: string): Promise<BenchRow> {
  const [api, worker] = [pidOf(dataDir, 'api'), pidOf(dataDir, 'worker')];
  const sums: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    sums.push((await residentMegabytes(api)) + (await residentMegabytes(worker)));
    await delay(LOOK_MS);
  }
  const name = 'memory of api + worker, idle with the demonstration, at most; reference: 2 bare Node processes';
  return atMost(name, middleOf(sums), 'MB', MOST_MEGABYTES, 2 * (await bareNode()));
}

function pidOf(dataDir: string, name: string): number {
  const { children } = JSON.parse(readFileSync(join(dataDir, 'instance.json'), 'utf8')) as {
    children: readonly { name: string; pid: number }[];
  };
  const found = children.findLast((child) => child.name === name);
  if (!found) throw new Error(`The instance names no ${name}.`);
  return found.pid;
}

async function bareNode(): Promise<number> {
  const code = 'console.log("up"); setInterval(() => {}, 1000)';
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    await once(child.stdout, 'data');
    return await residentMegabytes(child.pid ?? 0);
  } finally {
    child.kill();
  }
}
