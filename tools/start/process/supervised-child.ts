import { type ChildProcess, spawn } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';
import { StartFailure } from '../failure.ts';
import { countFailures, delayBeforeRestart } from './back-off.ts';
import { endProcess } from './end-process.ts';
import { identify, type ProcessIdentity } from './process-identity.ts';
import { lastWords } from './last-words.ts';
import type { RotatingLog } from './rotating-log.ts';

export interface ChildSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds it gets to end by itself. */
  readonly patience: number;
}

/** What a child tells the one who watches it. */
export interface ChildEvents {
  /** It has a process; called before the process can do anything that lasts. */
  readonly started: (name: string, pid: number) => void;
  /** It ended though nobody asked it to, and will be started again after `delay` milliseconds. */
  readonly crashed: (name: string, how: string, delay: number) => void;
}

/** Failures in a row, before a child was ever ready, after which the whole start gives up. */
const GIVE_UP_AFTER = 3;
const KEPT_OUTPUT = 8_000;

function howItEnded(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}

/** One process that is started again whenever it ends unasked. Its output goes to its log. */
export class SupervisedChild {
  readonly spec: ChildSpec;
  private readonly log: RotatingLog;
  private readonly events: ChildEvents;
  private running: ProcessIdentity | null = null;
  private startedAt = 0;
  private failures = 0;
  private wasReady = false;
  private stopping = false;
  private restart: NodeJS.Timeout | undefined;
  private output = '';
  private giveUp: ((failure: StartFailure) => void) | undefined;

  constructor(spec: ChildSpec, log: RotatingLog, events: ChildEvents) {
    this.spec = spec;
    this.log = log;
    this.events = events;
  }

  /**
   * Starts it and resolves when `ready` says so. Rejects with StartFailure, in the child's own last words, when it
   * keeps ending before that, or is not ready after `milliseconds`.
   */
  async start(ready: () => Promise<boolean>, milliseconds: number): Promise<void> {
    const gaveUp = new Promise<never>((_, reject) => {
      this.giveUp = reject;
    });
    this.launch();
    await Promise.race([this.becomeReady(ready, milliseconds), gaveUp]);
    this.wasReady = true;
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.restart);
    if (this.running !== null) await endProcess(this.running, this.spec.patience);
    this.log.close();
  }

  private launch(): void {
    const { command, args, cwd, env } = this.spec;
    this.startedAt = performance.now();
    this.output = '';
    // A session of its own: Ctrl-C in the terminal reaches us only, so that we end things in order.
    const child = spawn(command, args, {
      cwd,
      env,
      detached: true,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (child.pid !== undefined) {
      this.running = identify(child.pid);
      this.events.started(this.spec.name, child.pid);
    }
    this.collect(child);
    child.once('error', (error) => this.ended(error.message));
    child.once('exit', (code, signal) => this.ended(howItEnded(code, signal)));
  }

  private collect(child: ChildProcess): void {
    for (const stream of [child.stdout, child.stderr]) {
      const decoder = new StringDecoder('utf8');
      stream?.on('data', (chunk: Buffer) => {
        const text = decoder.write(chunk);
        this.output = (this.output + text).slice(-KEPT_OUTPUT);
        this.log.write(text);
      });
    }
  }

  private ended(how: string): void {
    this.running = null;
    if (this.stopping) return;
    this.failures = countFailures(this.failures, performance.now() - this.startedAt);
    if (!this.wasReady && this.failures >= GIVE_UP_AFTER) {
      this.stopping = true;
      this.giveUp?.(this.failure(`did not start (${how})`));
      return;
    }
    const delay = delayBeforeRestart(this.failures);
    this.events.crashed(this.spec.name, how, delay);
    this.restart = setTimeout(() => this.launch(), delay);
  }

  private async becomeReady(ready: () => Promise<boolean>, milliseconds: number): Promise<void> {
    const deadline = performance.now() + milliseconds;
    while (!this.stopping) {
      if (this.running !== null && (await ready())) return;
      if (performance.now() > deadline) throw this.failure(`was not ready after ${milliseconds / 1000} s`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  private failure(what: string): StartFailure {
    const words = lastWords(this.output);
    return new StartFailure(
      `The ${this.spec.name} ${what}${words === '' ? '' : `: ${words}`}. Its log: ${this.log.file}`,
    );
  }
}
