import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HELP, parseStartArguments, type StartOptions } from './arguments.ts';
import { StartFailure } from './failure.ts';
import { Instance } from './instance.ts';

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function version(root: string): string {
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
async function runUntilStopped(instance: Instance, root: string): Promise<unknown> {
  const asked = askedToStop().then(() => undefined);
  const failed = instance.start(version(root)).then(
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

async function run(root: string, options: StartOptions): Promise<number> {
  const instance = new Instance(root, options, say);
  const reason = await runUntilStopped(instance, root);
  if (reason === undefined) say('\nStopping …');
  await instance.stop();
  if (reason === undefined) say('Stopped. Nothing was lost.');
  return explain(reason);
}

/**
 * `npm start`: runs the instance until somebody stops it, or until it must stop by itself.
 *
 * @param root the repository with the built applications
 * @param from where relative folders of the command line begin
 * @returns exit code
 */
export async function startCommand(root: string, args: readonly string[], from: string): Promise<number> {
  try {
    const options = parseStartArguments(args, from, root);
    if (options !== 'help') return await run(root, options);
    say(HELP);
    return 0;
  } catch (error) {
    return explain(error);
  }
}
