import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export interface CommandResult {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  /** What it printed, both streams as they came. */
  readonly output: string;
}

const KEPT_OUTPUT = 200_000;
const running = new Set<ChildProcess>();

function searchPath(root: string): string {
  const ours = [dirname(process.execPath), join(root, 'node_modules', '.bin')];
  return [...ours, process.env['PATH'] ?? ''].join(delimiter);
}

/**
 * Dozens of programs load the same packages: the first one compiles them. Not so in the product, where what is kept
 * compiled stays in memory at rest (`npm run bench -- --only idle-memory`).
 */
function compiledOnce(root: string): { readonly NODE_COMPILE_CACHE: string } {
  return { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled') };
}

/**
 * Lets what waits by the clock go first. Where Linux groups processes by session, their niceness counts within the
 * group only, and the group has one of its own.
 */
function makeWay(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
    writeFileSync(`/proc/${pid}/autogroup`, String(constants.priority.PRIORITY_BELOW_NORMAL));
  } catch {
    // It has ended already, or this system knows no such groups.
  }
}

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** It only computes, and makes way for programs that wait by the clock. */
  readonly background?: boolean;
}

/**
 * Runs a program in a process group of its own, so that it can be ended with everything it started.
 * Resolves also when it could not be started; the reason is in the output then.
 */
export function runCommand(
  root: string,
  command: string,
  args: readonly string[],
  { env = {}, background = false }: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      detached: process.platform !== 'win32',
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...compiledOnce(root), FORCE_COLOR: '0', NO_COLOR: '1', ...env, PATH: searchPath(root) },
    });
    running.add(child);
    if (background) makeWay(child.pid);
    let output = '';
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-KEPT_OUTPUT);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => {
      running.delete(child);
      resolve({ code: null, output: `${command} could not be started: ${error.message}` });
    });
    child.once('close', (code) => {
      running.delete(child);
      // Some compilers colour whatever they are told.
      resolve({ code, output: stripVTControlCharacters(output) });
    });
  });
}

/** Sends a signal to every program that still runs, and to what those started. */
export function endRunning(signal: NodeJS.Signals): number {
  for (const child of running) {
    try {
      if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, signal);
      else child.kill(signal);
    } catch {
      // It ended in between.
    }
  }
  return running.size;
}
