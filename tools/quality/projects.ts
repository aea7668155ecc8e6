import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Runtime = 'node' | 'web' | 'any';

/** One folder under apps/ or libs/ with the tags that its package.json carries. */
export interface Project {
  readonly name: string;
  /** Folder from the repository's root, with `/`. */
  readonly folder: string;
  readonly runtime: Runtime;
  readonly layer: string;
}

interface Manifest {
  readonly name: string;
  readonly nx?: { readonly tags?: readonly string[] };
}

function tag(manifest: Manifest, prefix: string): string {
  const found = manifest.nx?.tags?.find((candidate) => candidate.startsWith(`${prefix}:`));
  if (found === undefined) throw new Error(`${manifest.name}: its package.json needs a tag "${prefix}:…" in nx.tags.`);
  return found.slice(prefix.length + 1);
}

function isRuntime(value: string): value is Runtime {
  return value === 'node' || value === 'web' || value === 'any';
}

function readProject(root: string, folder: string): Project {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
  const runtime = tag(manifest, 'runtime');
  if (!isRuntime(runtime)) throw new Error(`${manifest.name}: unknown runtime "${runtime}" (node, web or any).`);
  return { name: manifest.name, folder, runtime, layer: tag(manifest, 'layer') };
}

/** Every app and library below `root`, sorted by folder. Throws when one lacks its two tags. */
export function readProjects(root: string): Project[] {
  return ['apps', 'libs'].flatMap((group) =>
    readdirSync(join(root, group))
      .sort()
      .map((name) => `${group}/${name}`)
      .filter((folder) => existsSync(join(root, folder, 'package.json')))
      .map((folder) => readProject(root, folder)),
  );
}
