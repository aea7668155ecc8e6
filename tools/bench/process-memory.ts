import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { promisify } from 'node:util';

const MEGABYTE = 1e6;
const KIBIBYTE = 1024;
const SAMPLE_MS = 50;

/** Resident memory of a process now, in MB of a million bytes. Rejects when there is no such process. */
export async function residentMegabytes(pid: number): Promise<number> {
  if (platform() === 'linux') return fromStatus(pid, 'VmRSS');
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return (Number(stdout) * KIBIBYTE) / MEGABYTE;
}

/** The largest resident memory of a process. */
export interface PeakWatch {
  /** In MB of a million bytes, up to now. */
  peak(): Promise<number>;
}

/** What Linux takes for "begin to look for the largest resident memory anew" (proc_pid_clear_refs(5)). */
const RESET_PEAK = '5';

/**
 * Watches the largest resident memory of a process from this call on. Linux keeps it itself; elsewhere it is sampled, so
 * that a shorter peak than the time between two samples is missed.
 */
export function watchPeak(pid: number): PeakWatch {
  if (platform() === 'linux') {
    writeFileSync(`/proc/${pid}/clear_refs`, RESET_PEAK);
    return { peak: () => fromStatus(pid, 'VmHWM') };
  }
  let largest = 0;
  const look = async (): Promise<void> => {
    largest = Math.max(largest, await residentMegabytes(pid));
  };
  const timer = setInterval(() => void look().catch(() => clearInterval(timer)), SAMPLE_MS).unref();
  return {
    peak: async () => {
      await look();
      return largest;
    },
  };
}

async function fromStatus(pid: number, field: 'VmHWM' | 'VmRSS'): Promise<number> {
  return (kibibytesIn(await readFile(`/proc/${pid}/status`, 'utf8'), field) * KIBIBYTE) / MEGABYTE;
}

/** A value of /proc/PID/status, which prints KiB as "kB". Throws when the field is not there. */
export function kibibytesIn(status: string, field: string): number {
  const [, value] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
  if (value === undefined) throw new Error(`/proc has no ${field} of this process: has it ended?`);
  return Number(value);
}
