import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The scripts in tools/generate/, in the order of their names. Each writes files that are made from others; with
 * `--check` it writes nothing and exits with 1 when what lies there is stale.
 */
export function generators(root: string): string[] {
  return readdirSync(join(root, 'tools/generate'))
    .filter((name) => /\.(mjs|ts)$/.test(name) && !/\.(spec|d)\./.test(name))
    .sort()
    .map((name) => `tools/generate/${name}`);
}

/** How a generator is run: with decorators compiled, because some read entities and resolvers. */
export function generatorArguments(script: string, ...flags: readonly string[]): string[] {
  return ['--disable-warning=ExperimentalWarning', '--import=./tools/build/swc-hook.mjs', script, ...flags];
}
