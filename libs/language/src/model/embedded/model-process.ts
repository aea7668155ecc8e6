import { fork, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { ModelFailure } from '../language-model.ts';
import type { FromChild, LoadOrder, ToChild } from './child-protocol.ts';
import type { EmbeddedLimits } from './embedded-limits.ts';
import type { AnyOrder } from './order.ts';

const MIB = 2 ** 20;
/** Until its first sign of life a process may take this long on a busy machine, in milliseconds. */
const STARTING_MS = 60_000;
/** Of the environment the process gets these: it has no business with passwords. */
const ENVIRONMENT = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'LD_LIBRARY_PATH'];

/** How the process went: in words, and whether that was meant. */
export interface Departure {
  readonly how: string;
  readonly meant: boolean;
}

export type ProcessLimits = Pick<EmbeddedLimits, 'silentMs' | 'stopMs' | 'niceness'> & {
  readonly mostMemoryBytes: number;
};

/**
 * A process with a model in it, from its start to its end; it ends with this process, however that ends. What it holds in
 * memory and whether it lives is watched; past its bounds it is killed.
 */
export class ModelProcess {
  /** Resolves when the weights are loaded; rejects with a ModelFailure when they can't be, or the process dies before. */
  readonly ready: Promise<void>;
  readonly gone: Promise<Departure>;
  readonly #child: ChildProcess;
  readonly #limits: ProcessLimits;
  readonly #began = Promise.withResolvers<void>();
  readonly #left = Promise.withResolvers<Departure>();
  #onJob: ((message: FromChild) => void) | null = null;
  #watchdog: NodeJS.Timeout | undefined;
  #lastId = 0;
  /** Why we ended it ourselves. */
  #verdict: Departure | null = null;

  constructor(program: URL, order: LoadOrder, limits: ProcessLimits) {
    this.#limits = limits;
    [this.ready, this.gone] = [this.#began.promise, this.#left.promise];
    this.ready.catch(() => undefined);
    this.#child = fork(program, [], {
      env: { ...environment(), NODE_LLAMA_CPP_SKIP_DOWNLOAD: 'true' },
      // This process's own flags (a debugger's port, a test runner's hooks) are not the child's.
      execArgv: [],
      // The native library prints what it likes; it may quote a prompt.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    });
    this.#child.on('message', (message) => this.#hear(message as FromChild));
    this.#child.once('error', (error) => this.#leave(`could not be started: ${error.message}`));
    this.#child.once('exit', (code, signal) => this.#leave(signal === null ? `exit code ${code}` : `signal ${signal}`));
    standBack(this.#child.pid, limits.niceness);
    this.#watch(STARTING_MS);
    this.#tell({ kind: 'load', order });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Settles the order; resolves when the process is free for the next one, false where it died. Never rejects. */
  async run(order: AnyOrder): Promise<boolean> {
    this.#keepAwake(true);
    const id = ++this.#lastId;
    const free = Promise.withResolvers<boolean>();
    this.#onJob = (message) => {
      if (!('id' in message) || message.id !== id) return;
      if (message.kind === 'piece') return order.isGivenUp ? undefined : order.onText(message.text);
      if (message.kind === 'done') order.done(message.output);
      else order.failed(new ModelFailure(message.failure.code, message.failure.message));
      free.resolve(true);
    };
    void this.gone.then(({ how, meant }) => {
      order.failed(meant ? ended(how) : died(how));
      free.resolve(false);
    });
    void order.settled.then(() => (order.isGivenUp ? this.#stop(id, free.promise) : undefined));
    this.#tell({ kind: 'job', id, job: order.job, input: order.input } as ToChild);
    const lives = await free.promise;
    this.#onJob = null;
    this.#keepAwake(false);
    return lives;
  }

  /** Ends the process; `gone` says when it has. */
  end(how: string, meant = true): void {
    this.#verdict ??= { how, meant };
    // whoever waits for `gone` must live to see it
    this.#keepAwake(true);
    this.#child.kill('SIGKILL');
  }

  /** A process that answers nobody keeps no other process alive. */
  #keepAwake(awake: boolean): void {
    if (awake) {
      this.#child.ref();
      this.#child.channel?.ref();
    } else {
      this.#child.unref();
      this.#child.channel?.unref();
    }
  }

  #hear(message: FromChild): void {
    this.#watch();
    if (message.kind === 'ready') {
      this.#keepAwake(false);
      this.#began.resolve();
    } else if (message.kind === 'unfit') {
      this.#verdict = { how: message.failure.message, meant: true };
      this.#began.reject(new ModelFailure(message.failure.code, message.failure.message));
    } else if (message.kind === 'alive') this.#weigh(message.rss);
    else this.#onJob?.(message);
  }

  #weigh(rss: number): void {
    const { mostMemoryBytes } = this.#limits;
    if (rss <= mostMemoryBytes) return;
    const [held, most] = [rss, mostMemoryBytes].map((bytes) => Math.round(bytes / MIB));
    this.end(`it held ${held} MiB of memory and may hold ${most} MiB`, false);
  }

  #watch(silentMs = this.#limits.silentMs): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.end(`no sign of life for ${silentMs / 1000} s`, false), silentMs);
    this.#watchdog.unref();
  }

  async #stop(id: number, free: Promise<boolean>): Promise<void> {
    this.#tell({ kind: 'cancel', id });
    const timer = setTimeout(() => this.end('a question did not stop', false), this.#limits.stopMs);
    await free;
    clearTimeout(timer);
  }

  /** What can't be told any more needs no answer: the exit says it. */
  #tell(message: ToChild): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  #leave(how: string): void {
    clearTimeout(this.#watchdog);
    const departure = this.#verdict ?? { how, meant: false };
    this.#began.reject(died(departure.how));
    this.#left.resolve(departure);
  }
}

/** At once, so that every thread of the process begins with it: a priority is a thread's. */
function standBack(pid: number | undefined, niceness: number): void {
  try {
    if (pid !== undefined) setPriority(pid, niceness);
  } catch {
    // A machine that forbids it runs the model as it runs the rest.
  }
}

function died(how: string): ModelFailure {
  return new ModelFailure('crashed', `The process of the model ended: ${how}.`);
}

function ended(how: string): ModelFailure {
  return new ModelFailure('cancelled', `The process of the model ended: ${how}.`);
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    ENVIRONMENT.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
