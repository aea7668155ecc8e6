import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ModelFailure } from '../../language-model.ts';
import { ALIVE_MS, type FromChild, type Jobs, type ToChild, type ToldFailure } from '../child-protocol.ts';
import { generate } from './generate.ts';
import { Runtime } from './runtime.ts';

// The program of a model's process: weights, contexts and whatever native code does stay in here.

let runtime: Runtime | null = null;
/** What is being done, by the number of its order. */
const running = new Map<number, AbortController>();

function tell(message: FromChild): void {
  process.send?.(message);
}

async function load(message: Extract<ToChild, { kind: 'load' }>): Promise<void> {
  try {
    runtime = await Runtime.load(message.order);
    tell({ kind: 'ready' });
  } catch (error) {
    process.send?.({ kind: 'unfit', failure: told(error) } satisfies FromChild, () => process.exit(0));
  }
}

async function perform(message: Extract<ToChild, { kind: 'job' }>): Promise<void> {
  const { id } = message;
  const controller = new AbortController();
  running.set(id, controller);
  try {
    tell({ kind: 'done', id, output: await outputOf(message, controller.signal) });
  } catch (error) {
    tell({ kind: 'failed', id, failure: told(error) });
  } finally {
    running.delete(id);
  }
}

async function outputOf(
  message: Extract<ToChild, { kind: 'job' }>,
  signal: AbortSignal,
): Promise<Jobs[keyof Jobs]['output']> {
  if (runtime === null) throw new ModelFailure('refused', 'The weights are not loaded yet.');
  switch (message.job) {
    case 'open':
      return runtime.describe(message.input.adapter);
    case 'hash':
      return sha256(message.input.path, signal);
    case 'ask':
      return generate(runtime, await runtime.open(message.input.adapter), message.input.request, {
        onText: (text) => message.input.streams && tell({ kind: 'piece', id: message.id, text }),
        throwIfCancelled: () => signal.throwIfAborted(),
      });
  }
}

async function sha256(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 2 ** 20 }), hash, { signal });
  return hash.digest('hex');
}

function told(error: unknown): ToldFailure {
  if (error instanceof ModelFailure) return { code: error.code, message: error.message };
  // What the runtime throws may quote a prompt: its kind only.
  return {
    code: 'refused',
    message: `The runtime could not answer (${error instanceof Error ? error.name : 'unknown'}).`,
  };
}

function begin(): void {
  process.on('message', (message: ToChild) => {
    if (message.kind === 'load') void load(message);
    else if (message.kind === 'cancel')
      running.get(message.id)?.abort(new ModelFailure('cancelled', 'The question was given up.'));
    else void perform(message);
  });
  // Whoever started this process is gone, however it went: so goes the memory. SIGKILL, because native code can hold up
  // an orderly exit.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  setInterval(() => tell({ kind: 'alive', rss: process.memoryUsage.rss() }), ALIVE_MS);
}

begin();
