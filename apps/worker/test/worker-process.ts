import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const ROOT = resolve(import.meta.dirname, '../../..');
const START_MS = 120_000;

const BUILDS = join(ROOT, 'dist/test');
/** Of this process of a test runner: others, of other runs too, build and run theirs meanwhile. */
const BUILT = join(BUILDS, `worker-${process.pid}`);
let built: Promise<void> | undefined;

async function build(): Promise<void> {
  await sweep();
  await promisify(execFile)(process.execPath, ['tools/build/bundle.ts', 'worker', BUILT], { cwd: ROOT });
}

/** A runner ends its processes without a word: what those that are gone have built is taken away by the next. */
async function sweep(): Promise<void> {
  for (const name of await readdir(BUILDS).catch(() => [])) {
    const pid = Number(/^worker-(\d+)$/.exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) await rm(join(BUILDS, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The worker, built as it is shipped, as a process of its own, so that a test can end it as a power cut would. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Resolves when the worker says that it is ready; rejects with its last lines when it ends before. */
  static async start(env: Readonly<Record<string, string>>): Promise<WorkerProcess> {
    // From its sources each start would compile it anew.
    await (built ??= build());
    const ours = { PATH: process.env['PATH'], NODE_COMPILE_CACHE: join(BUILDS, 'compiled') };
    const child = spawn(process.execPath, ['--enable-source-maps', join(BUILT, 'main.mjs')], {
      cwd: ROOT,
      env: { ...ours, FAB_WORKER_PORT: '0', FAB_LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const worker = new WorkerProcess(child);
    await worker.#untilReady();
    return worker;
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** SIGTERM: what a supervisor sends. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  get lastLines(): string {
    return this.#lines.slice(-20).join('\n');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    await ended;
  }

  #untilReady(): Promise<void> {
    return new Promise((ready, failed) => {
      const fail = (why: string): void => failed(new Error(`The worker ${why}:\n${this.lastLines}`));
      const timer = setTimeout(() => fail('was not ready in time'), START_MS);
      this.#child.once('exit', (code) => fail(`ended with ${code} before it was ready`));
      for (const stream of [this.#child.stdout, this.#child.stderr]) {
        if (stream === null) continue;
        createInterface({ input: stream }).on('line', (line) => {
          this.#lines.push(line);
          if (!line.includes('"ready":true')) return;
          clearTimeout(timer);
          ready();
        });
      }
    });
  }
}
