import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { StartFailure } from './failure.ts';

const LAST_LINES = 40;

/** Environment in which `node` and the packages' programs are ours. */
export function buildEnvironment(root: string): NodeJS.ProcessEnv {
  const path = [dirname(process.execPath), join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''];
  return { ...process.env, PATH: path.join(delimiter), NX_DAEMON: 'false', NX_TUI: 'false' };
}

/**
 * Builds what is stale; Nx compares the sources with those of the last build. Rejects with StartFailure after showing
 * the end of the output when something does not build.
 */
export async function buildStale(root: string, project?: string): Promise<void> {
  const nx = join(root, 'node_modules/nx/dist/bin/nx.js');
  const task = project === undefined ? ['run-many', '--target=build'] : ['run', `${project}:build`];
  const child = spawn(process.execPath, [nx, ...task, '--output-style=static'], {
    cwd: root,
    env: buildEnvironment(root),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  process.stderr.write(`${output.trimEnd().split('\n').slice(-LAST_LINES).join('\n')}\n`);
  throw new StartFailure('The build failed, see above. With changed sources, npm test says more; else run npm ci.');
}

/** Throws StartFailure when a program that must have been built is not there. */
export function builtProgram(root: string, app: string): string {
  const file = join(root, 'dist/apps', app, 'main.mjs');
  if (!existsSync(file)) throw new StartFailure(`${file} is missing: run npm run build.`);
  return file;
}
