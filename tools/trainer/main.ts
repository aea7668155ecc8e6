import { resolve } from 'node:path';
import { spawn } from 'node:child_process';

// The product's own code runs here, decorators and all: the stages are a program of their own under the hook for them.
const root = resolve(import.meta.dirname, '../..');
const flags = ['--disable-warning=ExperimentalWarning', '--import=./tools/build/swc-hook.mjs'];
const from = process.env['INIT_CWD'] ?? process.cwd();
const child = spawn(process.execPath, [...flags, 'tools/trainer/train.ts', from, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = await new Promise<number>((done, fail) => {
  child.once('error', fail);
  child.once('exit', (code) => done(code ?? 1));
});
if (process.connected) process.disconnect();
