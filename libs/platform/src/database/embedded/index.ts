/**
 * The packaged PostgreSQL, started and stopped by a plain Node script. No decorators and no Nest in here:
 * the supervisor imports these files as they are.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { findPostgresBinaries } from './binaries.ts';
import { type Cluster, ensureCluster, lastLines, makeHome, runProgram, SUPERUSER } from './cluster.ts';
import {
  type ConnectionSecret,
  freePort,
  isFree,
  newPassword,
  readConnection,
  writeConnection,
} from './connection-file.ts';
import { assertReachable, serverAccount } from './owner.ts';
import { isAlive, isPostgres, readPostmasterPid, readPostmasterPort, removePidFile } from './postmaster.ts';

export interface EmbeddedPostgresOptions {
  /** Folder of the server: its data, its password, its logs. Made when it is missing. */
  readonly dir: string;
  /** Name of the database to make when it is missing. */
  readonly database?: string;
  /** Says in one line what happens. */
  readonly log?: (line: string) => void;
  /** Server settings beyond ours, e.g. `{ fsync: 'off' }` for a database that a test throws away. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** `postgresql://…`, with the password: a secret. */
  readonly url: string;
  readonly port: number;
  /** Process id of the postmaster. */
  readonly pid: number;
  /** True when it was already running: an orphan of a start that was killed. */
  readonly adopted: boolean;
  /** True while the postmaster lives. */
  isAlive(): boolean;
  /** Ends open transactions, writes a checkpoint, returns when the server has ended. */
  stop(): Promise<void>;
}

const START_SECONDS = 120;

/**
 * Starts the packaged server on the loopback address, or adopts the one that a killed start left behind.
 * The port and the password are made once and kept; a port taken by somebody else is replaced.
 * Throws an error with one clear line when it can't start; the data is never touched then.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dir = resolve(options.dir);
  const log = options.log ?? (() => undefined);
  const account = serverAccount();
  makeHome(dir, account);
  assertReachable(join(dir, 'cluster'), account);
  const cluster: Cluster = { dataDir: join(dir, 'cluster'), binaries: findPostgresBinaries(), account };

  const kept = readConnection(dir);
  const secret = kept ?? { port: await freePort(), password: newPassword() };
  if (!kept) {
    assertNoClusterWithoutPassword(cluster.dataDir, dir);
    writeConnection(dir, secret);
  }
  await ensureCluster(cluster, dir, secret.password);

  const running = await adopt(cluster, secret, log);
  const live = running ?? (await launch(cluster, dir, secret, options.settings ?? {}));
  await ensureDatabase(live, options.database ?? 'fabwright');
  return handle(cluster, live, options.database ?? 'fabwright', running !== undefined);
}

/** The address of the server kept in `dir`, undefined when none was ever started there. It may not be running. */
export function embeddedPostgresUrl(dir: string, database = 'fabwright'): string | undefined {
  const secret = readConnection(resolve(dir));
  return secret && urlOf(secret, database);
}

function handle(cluster: Cluster, secret: ConnectionSecret, database: string, adopted: boolean): EmbeddedPostgres {
  const pid = readPostmasterPid(cluster.dataDir) ?? 0;
  return {
    url: urlOf(secret, database),
    port: secret.port,
    pid,
    adopted,
    isAlive: () => isAlive(pid),
    stop: () => stopCluster(cluster),
  };
}

/** `fast` first; where a session won't end in a minute, `immediate`: the next start then recovers from the log. */
async function stopCluster(cluster: Cluster): Promise<void> {
  const pid = readPostmasterPid(cluster.dataDir);
  for (const mode of ['fast', 'immediate']) {
    if (pid === undefined || !isAlive(pid)) return;
    const { code } = await runProgram(
      cluster.binaries.pgCtl,
      ['stop', '-D', cluster.dataDir, '-m', mode, '-w', '-t', '60'],
      cluster.account,
    );
    if (code === 0) return;
  }
  if (pid !== undefined && isAlive(pid)) throw new Error('The embedded database did not stop within two minutes.');
}

/** A postmaster.pid is a live server of ours, a server that hangs, or a leftover whose number was given to others. */
async function adopt(
  cluster: Cluster,
  secret: ConnectionSecret,
  log: (line: string) => void,
): Promise<ConnectionSecret | undefined> {
  const pid = readPostmasterPid(cluster.dataDir);
  if (pid === undefined) return undefined;
  if (!isAlive(pid)) {
    removePidFile(cluster.dataDir);
    return undefined;
  }
  const port = readPostmasterPort(cluster.dataDir) ?? secret.port;
  const candidate = { ...secret, port };
  if (await answersAs(cluster.dataDir, candidate)) {
    log(`The database of an earlier start still runs (process ${pid}); going on with it.`);
    return candidate;
  }
  if (!(await endedMeanwhile(pid)) && isPostgres(pid)) {
    log(`The database of an earlier start (process ${pid}) does not answer; restarting it.`);
    await stopCluster(cluster);
  }
  // A server that was killed leaves its file behind, and the next one refuses to start beside it.
  removePidFile(cluster.dataDir);
  return undefined;
}

/** On a busy machine a process that was killed lives on for a moment: there is nothing to stop then. */
async function endedMeanwhile(pid: number): Promise<boolean> {
  for (let look = 0; look < 20 && isAlive(pid); look++) await sleep(100);
  return !isAlive(pid);
}

async function launch(
  cluster: Cluster,
  dir: string,
  kept: ConnectionSecret,
  settings: Readonly<Record<string, string>>,
): Promise<ConnectionSecret> {
  let secret = kept;
  if (!(await isFree(secret.port))) {
    secret = { ...secret, port: await freePort() };
    writeConnection(dir, secret);
  }
  const flags = Object.entries({ ...serverSettings(secret.port), ...settings }).map(
    ([key, value]) => `-c ${key}='${value}'`,
  );
  await launchOn(cluster, flags.join(' '));
  return secret;
}

async function launchOn(cluster: Cluster, flags: string): Promise<void> {
  const logFile = join(cluster.dataDir, 'start.log');
  const args = ['start', '-D', cluster.dataDir, '-w', '-t', String(START_SECONDS), '-l', logFile, '-o', flags];
  for (let attempt = 1; ; attempt++) {
    rmSync(logFile, { force: true });
    const { code, output } = await runProgram(cluster.binaries.pgCtl, args, cluster.account);
    if (code === 0) return;
    const detail = existsSync(logFile) ? readFileSync(logFile, 'utf8') : output;
    // After a kill -9 of the postmaster its children take a moment to notice and let go of the shared memory.
    const childrenLinger = detail.includes('shared memory block') && attempt < 20;
    if (!childrenLinger) throw new Error(`The database did not start: ${lastLines(detail)}`);
    await sleep(500);
  }
}

function serverSettings(port: number): Record<string, string> {
  return {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '128MB',
    // a demonstration's 180 days have to fit beside their log in 1.5 GB
    max_wal_size: '256MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgresql-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_size: '0',
  };
}

async function ensureDatabase(secret: ConnectionSecret, database: string): Promise<void> {
  await withClient(urlOf(secret, 'postgres'), async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  });
}

async function answersAs(dataDir: string, secret: ConnectionSecret): Promise<boolean> {
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      return await withClient(urlOf(secret, 'postgres'), async (client) => {
        const shown = await client.query<{ data_directory: string }>('SHOW data_directory');
        return shown.rows[0]?.data_directory === dataDir;
      });
    } catch (error) {
      // 57P03: it is still recovering. Anything else will not mend itself.
      if ((error as { code?: string }).code !== '57P03') return false;
      await sleep(500);
    }
  }
  return false;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(secret: ConnectionSecret, database: string): string {
  return `postgresql://${SUPERUSER}:${encodeURIComponent(secret.password)}@127.0.0.1:${secret.port}/${database}`;
}

function assertNoClusterWithoutPassword(dataDir: string, dir: string): void {
  if (!existsSync(join(dataDir, 'PG_VERSION'))) return;
  throw new Error(`The database in ${dir} lacks its connection.json, so nobody can sign in to it. Restore that file.`);
}
