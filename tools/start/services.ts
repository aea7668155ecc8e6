import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StartOptions } from './arguments.ts';
import type { ChildSpec } from './process/supervised-child.ts';
import { builtProgram } from './build.ts';

/** What the services need to know beside the command line. */
export interface Surroundings {
  readonly root: string;
  readonly options: StartOptions;
  readonly databaseUrl: string;
  readonly brokers: string | undefined;
  /** Loopback port of the worker's health and metrics. */
  readonly workerPort: number;
}

/** Time to end by itself, in milliseconds: a worker finishes its transaction, an api its requests. */
const PATIENCE = 15_000;

/** Address for programs on this machine. */
export function localAddress({ host, port }: StartOptions): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

function inherited(): Record<string, string> {
  const { NODE_OPTIONS: _options, ...rest } = process.env;
  const entries = Object.entries(rest).filter(([name]) => !name.startsWith('npm_') && name !== 'NODE_CHANNEL_FD');
  return { ...Object.fromEntries(entries.map(([name, value]) => [name, value ?? ''])), NO_COLOR: '1' };
}

/** What the demonstration's fab is called and where it stands, unless our environment names another. */
const DEMONSTRATION_FAB = { FAB_NAME: 'Demonstration fab', FAB_TIME_ZONE: 'Asia/Shanghai' } as const;

/** Days of history that the demonstration tells: those of its first start, whatever a later one asks for. */
function toldDays({ dataDir, historyDays }: StartOptions): number {
  try {
    const kept = JSON.parse(readFileSync(join(dataDir, 'demo-fab', 'fab-state.json'), 'utf8')) as {
      historyDays?: unknown;
    };
    return typeof kept.historyDays === 'number' ? kept.historyDays : historyDays;
  } catch {
    // It is the first start, or the fab itself will say what is wrong with its file.
    return historyDays;
  }
}

/** The settings of docs/settings.md that follow from the command line; others are taken from our environment. */
export function serviceEnvironment({
  root,
  options,
  databaseUrl,
  brokers,
  workerPort,
}: Surroundings): Record<string, string> {
  return {
    ...(options.demo ? DEMONSTRATION_FAB : {}),
    ...inherited(),
    NODE_ENV: 'production',
    FAB_DATABASE_URL: databaseUrl,
    FAB_DATA_DIR: options.dataDir,
    FAB_HOST: options.host,
    FAB_PORT: String(options.port),
    FAB_WORKER_PORT: String(workerPort),
    FAB_DASHBOARD_DIR: join(root, 'dist/apps/dashboard/browser'),
    FAB_DEMO: String(options.demo),
    FAB_DEMO_HISTORY_DAYS: String(toldDays(options)),
    // The demonstration's fab runs at another speed; its "now" is that of its newest event.
    ...(options.demo ? { FAB_CLOCK: 'newest-event' } : {}),
    ...(brokers === undefined ? {} : { FAB_KAFKA_BROKERS: brokers }),
  };
}

/**
 * A small young generation, and a heap that grows by a third at most between two collections instead of up to four
 * times; and what lets api and worker give memory back once they rest (libs/platform/src/memory). It costs processor
 * time in bursts (tools/bench/README.md). The same as in infra/images/run.
 */
const HEAP = ['--expose-gc', '--max-semi-space-size=4', '--heap-growing-percent=35'] as const;
/** glibc: every thread would else get heaps of its own, of which freed pieces stay. Others don't know the name. */
const MALLOC = { MALLOC_ARENA_MAX: '2' } as const;

function service(surroundings: Surroundings, app: string, env: Record<string, string>, args: string[] = []): ChildSpec {
  return {
    name: app,
    command: process.execPath,
    args: [
      '--enable-source-maps',
      ...HEAP,
      '--disable-warning=ExperimentalWarning',
      builtProgram(surroundings.root, app),
      ...args,
    ],
    cwd: surroundings.root,
    env: { ...MALLOC, ...env },
    patience: PATIENCE,
  };
}

export function apiService(surroundings: Surroundings): ChildSpec {
  return service(surroundings, 'api', serviceEnvironment(surroundings));
}

export function workerService(surroundings: Surroundings): ChildSpec {
  return service(surroundings, 'worker', serviceEnvironment(surroundings));
}

/** Brings the schema up to date and ends. */
export function migration(surroundings: Surroundings): ChildSpec {
  return { ...service(surroundings, 'worker', serviceEnvironment(surroundings), ['migrate']), name: 'migration' };
}

/** The demonstration fab is a stranger: it gets an address and a token, and none of our settings. */
export function simulatorService(surroundings: Surroundings): ChildSpec {
  const env = Object.fromEntries(Object.entries(inherited()).filter(([name]) => !name.startsWith('FAB_')));
  const { options, brokers } = surroundings;
  const args = [
    ...['--server', localAddress(options)],
    ...['--token-file', join(options.dataDir, 'secrets', 'simulator-token')],
    ...['--state-dir', join(options.dataDir, 'demo-fab')],
    ...['--days', String(options.historyDays)],
    ...(brokers === undefined ? [] : ['--kafka', brokers]),
  ];
  return service(surroundings, 'fab-simulator', { ...env, NODE_ENV: 'production' }, args);
}

/** True when the service answers that it is ready; false while it does not answer at all. */
export async function answersReady(address: string): Promise<boolean> {
  try {
    const response = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
