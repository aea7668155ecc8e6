import { resolve } from 'node:path';
import { Ending } from '../ending.ts';
import {
  ModelFailure,
  type AskOptions,
  type LanguageModel,
  type ModelAnswer,
  type ModelCapabilities,
  type ModelRequest,
} from '../language-model.ts';
import type { JobName, Jobs } from './child-protocol.ts';
import { EMBEDDED_LIMITS, type EmbeddedLimits } from './embedded-limits.ts';
import { FileHashes } from './file-hashes.ts';
import { Order, type AnyOrder } from './order.ts';
import { Supervisor } from './supervisor.ts';

/** From source the program lies beside this file; in a bundle beside the bundle, as a file of its own. */
const PROGRAM = import.meta.url.endsWith('.ts') ? './child/model-child.ts' : './language-model.thread.mjs';

/** Large weights take their time to be read the first time, and to be hashed once; milliseconds. */
const PROBE_MS = 1_800_000;

export interface EmbeddedOptions {
  readonly limits?: Partial<EmbeddedLimits> | undefined;
  /** A file that keeps the hashes of weights from one start to the next; without one they are kept in memory. */
  readonly hashFile?: string | undefined;
}

export interface ModelFiles {
  /** A GGUF file. */
  readonly weights: string;
  /** A LoRA adapter for these weights, as a GGUF file. */
  readonly adapter?: string | undefined;
}

/**
 * Models that run on this machine, each file of weights in a process of its own. Models that differ in their adapter
 * share the weights, so another adapter needs no loading of the base.
 */
export class EmbeddedModels {
  readonly #limits: EmbeddedLimits;
  readonly #hashes: FileHashes;
  readonly #hosts = new Map<string, Host>();

  constructor({ limits, hashFile }: EmbeddedOptions = {}) {
    this.#limits = { ...EMBEDDED_LIMITS, ...limits };
    this.#hashes = new FileHashes(hashFile);
  }

  /** Reads nothing and starts nothing yet: the first question does. Close the model when it is no longer used. */
  open({ weights, adapter }: ModelFiles): LanguageModel {
    const path = resolve(weights);
    const host = this.#hosts.get(path) ?? new Host(path, this.#limits);
    this.#hosts.set(path, host);
    host.users += 1;
    const release = async (): Promise<void> => {
      host.users -= 1;
      if (host.users > 0) return;
      if (this.#hosts.get(path) === host) this.#hosts.delete(path);
      await host.close();
    };
    return new EmbeddedModel(host, adapter === undefined ? null : resolve(adapter), this.#hashes, release);
  }

  /** Of the processes that run now: each a file of weights in memory. */
  get pids(): number[] {
    return [...this.#hosts.values()].flatMap(({ supervisor }) => supervisor.pid ?? []);
  }

  async close(): Promise<void> {
    const hosts = [...this.#hosts.values()];
    this.#hosts.clear();
    await Promise.all(hosts.map((host) => host.close()));
  }
}

/** One file of weights: the process that holds it, and the line of what is asked of it. */
class Host {
  users = 0;
  readonly weights: string;
  readonly limits: EmbeddedLimits;
  readonly supervisor: Supervisor;
  #waiting: AnyOrder[] = [];
  #isWorking = false;

  constructor(weights: string, limits: EmbeddedLimits) {
    [this.weights, this.limits] = [weights, limits];
    this.supervisor = new Supervisor(new URL(PROGRAM, import.meta.url), weights, limits);
  }

  /** Throws ModelFailure `busy` when too many wait already. */
  enqueue(order: AnyOrder): void {
    this.#waiting = this.#waiting.filter((other) => !other.isGivenUp);
    if (this.#isWorking && this.#waiting.length >= this.limits.mostWaiting) {
      throw new ModelFailure('busy', `${this.#waiting.length} questions wait for the model already.`);
    }
    this.#waiting.push(order);
    if (!this.#isWorking) void this.#work();
  }

  async close(): Promise<void> {
    for (const order of this.#waiting.splice(0)) order.failed(closed());
    await this.supervisor.close();
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    for (let order = this.#waiting.shift(); order !== undefined; order = this.#waiting.shift()) {
      if (!order.isGivenUp) await this.supervisor.perform(order);
    }
    this.#isWorking = false;
    this.supervisor.rest();
  }
}

class EmbeddedModel implements LanguageModel {
  readonly driver = 'embedded';
  readonly #host: Host;
  readonly #adapter: string | null;
  readonly #hashes: FileHashes;
  readonly #release: () => Promise<void>;
  readonly #running = new Set<Ending>();
  #closed = false;

  constructor(host: Host, adapter: string | null, hashes: FileHashes, release: () => Promise<void>) {
    [this.#host, this.#adapter, this.#hashes, this.#release] = [host, adapter, hashes, release];
  }

  /** The hash is that of the weights, with an adapter `weights+adapter`: both as the files have them. */
  async probe({ signal }: AskOptions = {}): Promise<ModelCapabilities> {
    const opened = await this.#order('open', { adapter: this.#adapter }, signal);
    const files = [this.#host.weights, ...(this.#adapter === null ? [] : [this.#adapter])];
    const hashes: string[] = [];
    for (const path of files) {
      hashes.push(await this.#hashes.of(path, () => this.#order('hash', { path }, signal)));
    }
    return {
      name: opened.name,
      hash: hashes.join('+'),
      contextTokens: opened.contextTokens,
      grammar: true,
      jsonSchema: true,
      embeddings: opened.embeds,
      images: false,
    };
  }

  ask(request: ModelRequest, { signal, onText }: AskOptions = {}): Promise<ModelAnswer> {
    const input = { adapter: this.#adapter, request: plain(request), streams: onText !== undefined };
    return this.#order('ask', input, signal, onText);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const ending of [...this.#running]) ending.end(closed());
    await this.#release();
  }

  async #order<K extends JobName>(
    job: K,
    input: Jobs[K]['input'],
    signal: AbortSignal | undefined,
    onText?: (piece: string) => void,
  ): Promise<Jobs[K]['output']> {
    if (this.#closed) throw closed();
    const deadlineMs = job === 'ask' ? this.#host.limits.deadlineMs : PROBE_MS;
    using ending = new Ending({ deadlineMs, signal });
    this.#running.add(ending);
    try {
      const order = new Order(job, input, ending, onText);
      if (!order.isGivenUp) this.#host.enqueue(order);
      return await order.output;
    } finally {
      this.#running.delete(ending);
    }
  }
}

/** What can go to another process: data and nothing else. */
function plain({ messages, form, maxTokens, temperature, seed }: ModelRequest): ModelRequest {
  return { messages: messages.map(({ role, text }) => ({ role, text })), form, maxTokens, temperature, seed };
}

function closed(): ModelFailure {
  return new ModelFailure('cancelled', 'The model was closed.');
}
