import { spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagedMajorVersion, type PostgresBinaries } from './binaries.ts';
import type { ServerAccount } from './owner.ts';

/** One data directory of PostgreSQL, and the programs that act on it. */
export interface Cluster {
  readonly dataDir: string;
  readonly binaries: PostgresBinaries;
  readonly account: ServerAccount | undefined;
}

export interface ProgramResult {
  readonly code: number | null;
  readonly output: string;
}

export const SUPERUSER = 'fabwright';

/**
 * Makes the data directory once. It is built beside its place and moved there at the end, so that a start
 * that is killed half way leaves nothing that looks finished. Throws when it was made by another major version.
 */
export async function ensureCluster(cluster: Cluster, dir: string, password: string): Promise<void> {
  const { dataDir } = cluster;
  if (existsSync(join(dataDir, 'PG_VERSION'))) {
    assertSameMajor(dataDir);
    return;
  }
  const fresh = `${dataDir}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  giveTo(fresh, cluster.account);
  await initialise({ ...cluster, dataDir: fresh }, dir, password);
  renameSync(fresh, dataDir);
}

/** Runs one of PostgreSQL's programs as the server's account and collects what it prints. */
export function runProgram(file: string, args: readonly string[], account?: ServerAccount): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      ...(account && { uid: account.uid, gid: account.gid }),
      // A session of its own: Ctrl-C in the terminal must reach us first, so that we end things in order.
      detached: process.platform !== 'win32',
      windowsHide: true,
      cwd: process.platform === 'win32' ? undefined : '/',
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-20_000);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    // `exit`, not `close`: the server started by pg_ctl may inherit the pipe and keep it open for life.
    child.once('exit', (code) => {
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ code, output });
    });
  });
}

async function initialise(cluster: Cluster, dir: string, password: string): Promise<void> {
  const passwordFile = join(dir, 'password.new');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(passwordFile, cluster.account);
  try {
    const { code, output } = await runProgram(
      cluster.binaries.initdb,
      [
        `--pgdata=${cluster.dataDir}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
      ],
      cluster.account,
    );
    if (code !== 0) throw new Error(`The database could not be created: ${lastLines(output)}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function assertSameMajor(dataDir: string): void {
  const made = Number.parseInt(readFileSync(join(dataDir, 'PG_VERSION'), 'utf8'), 10);
  const ours = packagedMajorVersion();
  if (made !== ours) {
    throw new Error(
      `The database in this data folder was made by PostgreSQL ${made}, this version runs PostgreSQL ${ours}. ` +
        'Nothing was changed: use the version of Fabwright that made it, or another folder with --data-dir.',
    );
  }
}

function giveTo(path: string, account: ServerAccount | undefined): void {
  if (account) chownSync(path, account.uid, account.gid);
}

/** As root, the folder above the data directory must let the server's account through. */
export function makeHome(dir: string, account: ServerAccount | undefined): void {
  mkdirSync(dir, { recursive: true, mode: account ? 0o711 : 0o700 });
  if (account) chmodSync(dir, 0o711);
}

export function lastLines(output: string, count = 6): string {
  return output.trim().split('\n').slice(-count).join(' | ');
}
