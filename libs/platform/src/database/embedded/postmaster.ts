import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const pidFile = (dataDir: string): string => join(dataDir, 'postmaster.pid');

/** Process id that postmaster.pid names; whether it lives, and is a PostgreSQL, is another question. */
export const readPostmasterPid = (dataDir: string): number | undefined => readLine(dataDir, 0);
export const readPostmasterPort = (dataDir: string): number | undefined => readLine(dataDir, 3);

/** Only for a process that is gone: PostgreSQL would refuse to start while a stranger has the number. */
export function removePidFile(dataDir: string): void {
  rmSync(pidFile(dataDir), { force: true });
}

/** A process that ended but was not yet collected by its parent counts as gone. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const state = readProc(pid, 'stat')?.replace(/^.*\) /s, '')[0];
  return state !== 'Z' && state !== 'X';
}

/** Without /proc we can't tell; ending a server that holds our lock file is the safer guess. */
export function isPostgres(pid: number): boolean {
  if (process.platform !== 'linux') return true;
  return readProc(pid, 'comm')?.startsWith('postgres') ?? false;
}

function readLine(dataDir: string, line: number): number | undefined {
  if (!existsSync(pidFile(dataDir))) return undefined;
  const value = Number.parseInt(readFileSync(pidFile(dataDir), 'utf8').split('\n')[line] ?? '', 10);
  return Number.isFinite(value) ? value : undefined;
}

function readProc(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return undefined;
  }
}
