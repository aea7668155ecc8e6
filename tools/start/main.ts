import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HELP, parseStartArguments, type StartOptions } from './arguments.ts';
import { StartFailure } from './failure.ts';
import { Instance } from './instance.ts';

const root = resolve(import.meta.dirname, '../..');

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function version(): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}

/** Resolves when somebody wants us to stop: Ctrl-C, a service manager, a closed terminal, a killed parent. */
function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    process.on('disconnect', () => resolve());
    // Nobody reads us any more; that is no reason to fall over.
    process.stdout.on('error', () => resolve());
    process.stderr.on('error', () => resolve());
  });
}

/** The reason when it failed; undefined when it was asked to stop. */
async function runUntilStopped(instance: Instance): Promise<unknown> {
  const asked = askedToStop().then(() => undefined);
  const failed = instance.start(version()).then(
    () => instance.mustStop,
    (error: unknown) => error,
  );
  return Promise.race([asked, failed]);
}

function explain(reason: unknown): number {
  if (reason === undefined) return 0;
  if (reason instanceof StartFailure) {
    process.stderr.write(`${reason.message}\n`);
    return reason.exitCode;
  }
  console.error(reason);
  return 1;
}

async function run(options: StartOptions): Promise<number> {
  const instance = new Instance(root, options, say);
  const reason = await runUntilStopped(instance);
  if (reason === undefined) say('\nStopping …');
  await instance.stop();
  if (reason === undefined) say('Stopped. Nothing was lost.');
  return explain(reason);
}

async function main(): Promise<number> {
  const options = parseStartArguments(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd(), root);
  if (options !== 'help') return run(options);
  say(HELP);
  return 0;
}

// A start that was interrupted half way may still have timers; what had to be ended is ended.
process.exit(await main().catch(explain));
