import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { generatorArguments, generators } from './generators.ts';

// `npm run generate [-- --check]`: writes everything that is made from other files of the repository.
const root = resolve(import.meta.dirname, '../..');
for (const script of generators(root)) {
  const { status } = spawnSync(process.execPath, generatorArguments(script, ...process.argv.slice(2)), {
    cwd: root,
    stdio: 'inherit',
  });
  console.log(`${status === 0 ? '✓' : '✗'} ${script}`);
  if (status !== 0) process.exitCode = 1;
}
if (process.connected) process.disconnect();
