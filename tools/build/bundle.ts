import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { transform } from '@swc/core';
import { build, type Plugin } from 'esbuild';
import { swcOptions } from './swc-options.mjs';

/** Decorators and their metadata: esbuild knows neither, so swc compiles each file first. */
const compileWithSwc: Plugin = {
  name: 'compile-with-swc',
  setup(builder) {
    builder.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { ...swcOptions, filename: path });
      return { contents: code, loader: 'js' };
    });
  },
};

/** Packages stay in node_modules, where Node finds them; our own libraries go into the bundle. */
const leavePackagesOutside: Plugin = {
  name: 'leave-packages-outside',
  setup(builder) {
    builder.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@fabwright/') ? undefined : { path, external: true },
    );
  },
};

/** A file `NAME.thread.ts` beside main.ts is a thread of the program: a bundle of its own, NAME.thread.mjs. */
async function threads(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.thread.ts'));
  return Object.fromEntries(names.map((name) => [basename(name, '.ts'), join(folder, name)]));
}

/**
 * Bundles the server or command in apps/`app` to `outDir`/main.mjs with a source map. The bundle reads no files
 * beside its source, because those are not there any more. Rejects when something does not compile.
 */
export async function bundle(root: string, app: string, outDir = join(root, 'dist/apps', app)): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: { main: join(root, 'apps', app, 'src/main.ts'), ...(await threads(join(root, 'apps', app, 'src'))) },
    outdir: outDir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    sourcemap: 'linked',
    sourcesContent: false,
    keepNames: true,
    conditions: ['node', 'import'],
    tsconfigRaw: {},
    plugins: [leavePackagesOutside, compileWithSwc],
    logLevel: 'silent',
  });
}

const [app, outDir] = process.argv.slice(2);
if (import.meta.main && app !== undefined) await bundle(resolve(import.meta.dirname, '../..'), app, outDir);
