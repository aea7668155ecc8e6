import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../../..');
const STARTED = 'Fabwright is running.';
const START_MS = 180_000;
const STOP_MS = 40_000;

/** A running instance, started as a newcomer starts it. */
export interface Product {
  readonly address: string;
  readonly dataDir: string;
  /** Everything that the start has printed so far. */
  output(): string;
  /** Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** The supervisor dies without a chance to clean up. */
  kill(): Promise<void>;
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/**
 * What the journeys are told by environment is no setting of the product, which refuses what it does not know; and of
 * two wishes about colour, as test runners pass them on, Node itself complains.
 */
function withoutOurs(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^(FAB_(E2E|TEST)_|(FORCE|NO)_COLOR$)/.test(name)),
  );
}

/** `npm start` with its own data folder and port. Rejects with what was printed when it does not come up. */
export async function startProduct(
  dataDir: string,
  port: number,
  more: readonly string[] = [],
  root = ROOT,
): Promise<Product> {
  const child = spawn(process.execPath, ['tools/start.mjs', '--data-dir', dataDir, '--port', String(port), ...more], {
    cwd: root,
    env: withoutOurs(process.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    // a group of its own, as a terminal gives it: Ctrl-C reaches the whole group
    detached: true,
  });
  let printed = '';
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No start within ${START_MS / 1000} s:\n${printed}`)), START_MS);
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      if (!printed.includes(STARTED)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void gone.then((code) => {
      clearTimeout(timer);
      reject(new Error(`The start ended with ${code}:\n${printed}`));
    });
  });
  return {
    address: `http://127.0.0.1:${port}`,
    dataDir,
    output: () => printed,
    stop: () => end(child, 'SIGINT', gone),
    kill: async () => {
      await end(child, 'SIGKILL', gone);
    },
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals, gone: Promise<number | null>): Promise<number | null> {
  if (signal === 'SIGINT' && child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal);
  else child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  try {
    return await gone;
  } finally {
    clearTimeout(late);
  }
}

export interface DemoAccount {
  readonly account: string;
  readonly password: string;
  readonly role: string;
}

/** The demonstration's accounts, from the instance's owner-only file. */
export function demoAccounts(dataDir: string): DemoAccount[] {
  return JSON.parse(readFileSync(path.join(dataDir, 'secrets', 'demo-accounts.json'), 'utf8')) as DemoAccount[];
}

/** The running instance that the journeys share. */
export function sharedProduct(): { address: string; dataDir: string } {
  const address = process.env['FABWRIGHT_E2E_ADDRESS'];
  const dataDir = process.env['FABWRIGHT_E2E_DATA_DIR'];
  if (!address || !dataDir) throw new Error('The journeys run by `npm run test:e2e`, which starts the product first.');
  return { address, dataDir };
}
