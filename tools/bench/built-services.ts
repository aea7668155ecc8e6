import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { buildStale } from '../start/build.ts';
import { findFreePort } from '../start/port.ts';
import type { ChildSpec } from '../start/process/supervised-child.ts';
import { apiService, localAddress, workerService } from '../start/services.ts';

export const ROOT = resolve(import.meta.dirname, '../..');
const READY_MS = 60_000;
const LAST_LINES = 20;

/** The built api and worker, as `npm start` runs them, on a database and a data folder of their own. */
export interface BuiltServices {
  readonly address: string;
  /** Of the worker's health and metrics. */
  readonly workerAddress: string;
  readonly dataDir: string;
  readonly apiPid: number;
  readonly workerPid: number;
  /** The token of this machine's command line. */
  readonly token: string;
  /** Ends both and removes the data folder. */
  stop(): Promise<void>;
}

/**
 * Builds what is stale and starts api and worker with the flags and settings of `npm start`, without its supervisor and
 * its demonstration fab. `alsoBuilt` names what else the caller uses. The database has to be migrated. Rejects with the last lines of a service that does not start.
 */
export async function startBuiltServices(
  databaseUrl: string,
  alsoBuilt: readonly ('cli' | 'dashboard')[] = [],
): Promise<BuiltServices> {
  for (const project of ['api', 'worker', ...alsoBuilt]) await buildStale(ROOT, project);
  const dataDir = mkdtempSync(join(tmpdir(), 'fabwright-bench-data-'));
  const port = await findFreePort();
  const options = {
    port,
    host: '127.0.0.1',
    dataDir,
    demo: true,
    historyDays: 180,
    database: databaseUrl,
    kafka: undefined,
  };
  const workerPort = await findFreePort();
  const surroundings = { root: ROOT, options, databaseUrl, brokers: undefined, workerPort };
  const children: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(children.map(ended));
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    for (const spec of [apiService(surroundings), workerService(surroundings)]) {
      const child = begin(spec, alsoBuilt.includes('dashboard'));
      children.push(child);
      await untilReady(spec.name, child);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const [apiPid = 0, workerPid = 0] = children.map((child) => child.pid);
  const token = readFileSync(join(dataDir, 'secrets', 'cli-token'), 'utf8').trim();
  const workerAddress = `http://127.0.0.1:${workerPort}`;
  return { address: localAddress(options), workerAddress, dataDir, apiPid, workerPid, token, stop };
}

function begin({ command, args, cwd, env }: ChildSpec, withDashboard: boolean): ChildProcess {
  // What benches and tests are told by environment is no setting of the product, which refuses what it does not know.
  const foreign = withDashboard ? /^FAB_(BENCH|TEST)_/ : /^FAB_(BENCH_|TEST_|DASHBOARD_DIR)/;
  const own = Object.entries(env).filter(([name]) => !foreign.test(name));
  return spawn(command, args, { cwd, env: Object.fromEntries(own), stdio: ['ignore', 'pipe', 'pipe'] });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

/** Both say `"ready":true` in a line of their own; after it their output is read and dropped. */
function untilReady(name: string, child: ChildProcess): Promise<void> {
  const lines: string[] = [];
  return new Promise((ready, failed) => {
    const fail = (why: string): void =>
      failed(new Error(`The ${name} ${why}:\n${lines.slice(-LAST_LINES).join('\n')}`));
    const timer = setTimeout(() => fail('was not ready in time'), READY_MS);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code} before it was ready`);
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        if (lines.length < 1000) lines.push(line);
        if (!line.includes('"ready":true')) return;
        clearTimeout(timer);
        ready();
      });
    }
  });
}
