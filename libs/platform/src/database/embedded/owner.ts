import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The account that PostgreSQL's processes run as, when that is not ours. */
export interface ServerAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. As root we use the account `postgres`, make it where the system lets us,
 * and fall back on `nobody`. As anybody else: undefined, the server runs as we do.
 */
export function serverAccount(): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = accountNamed('postgres') ?? createdAccount() ?? accountNamed('nobody');
  if (!found) {
    throw new Error('PostgreSQL cannot run as root and there is no account "postgres". Start as a normal user.');
  }
  return found;
}

/** Throws when the server's account can't reach `path`: one line that names the folder that stops it. */
export function assertReachable(path: string, account: ServerAccount | undefined): void {
  if (!account) return;
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) {
      throw new Error(
        `Started as root, PostgreSQL runs as "${account.name}", which may not enter ${folder}. ` +
          'Start as a normal user, or choose a folder that everybody may enter with --data-dir.',
      );
    }
  }
}

function accountNamed(name: string): ServerAccount | undefined {
  const line = readAccounts().find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { name, uid: Number(uid), gid: Number(gid) };
}

function readAccounts(): string[] {
  try {
    return readFileSync('/etc/passwd', 'utf8').split('\n');
  } catch {
    return [];
  }
}

function createdAccount(): ServerAccount | undefined {
  try {
    execFileSync('useradd', ['--system', '--no-create-home', '--user-group', 'postgres'], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return accountNamed('postgres');
}
