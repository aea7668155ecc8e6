import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, type ProcessIdentity } from './process-identity.ts';

const POLL_MS = 50;

/** Signals a process that leads a group of its own, with everything in the group; quiet when it is gone. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function waitForEnd(identity: ProcessIdentity, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (isAlive(identity)) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

/**
 * Asks a process group to end, and makes it end when it has not done so after `patience` milliseconds.
 * Resolves when its leader is gone; does nothing when it already is. Says how it went.
 */
export async function endProcess(
  identity: ProcessIdentity,
  patience: number,
): Promise<'was gone' | 'ended' | 'killed'> {
  if (!isAlive(identity)) return 'was gone';
  signalGroup(identity.pid, 'SIGTERM');
  if (await waitForEnd(identity, patience)) return 'ended';
  signalGroup(identity.pid, 'SIGKILL');
  await waitForEnd(identity, patience);
  return 'killed';
}
