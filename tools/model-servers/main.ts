import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { existsSync, openSync } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeRandomModel } from '@fabwright/testing/random-model';

// `npm run test:model-servers`: the HTTP driver against a real server, with weights that are noise.
const root = resolve(import.meta.dirname, '../..');
const cache = join(root, '.cache/model-servers');
const venv = join(cache, 'venv');
const python = join(venv, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
const wanted = join(import.meta.dirname, 'requirements.txt');
const installed = join(venv, 'requirements.txt');
/** Of llama.cpp's parts the server needs the library alone. */
const CMAKE_ARGS = '-DLLAVA_BUILD=OFF -DLLAMA_CURL=OFF -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF';
const serverLog = join(cache, 'server.log');
const STARTING_MS = 120_000;

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', fail);
    child.once('exit', (code) => done(code ?? 1));
  });
}

async function must(command: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<void> {
  const code = await run(command, args, env);
  if (code !== 0) throw new Error(`${command} ${args.slice(0, 3).join(' ')} … ended with ${code}: see above.`);
}

async function isInstalled(): Promise<boolean> {
  if (!existsSync(installed)) return false;
  return (await readFile(installed, 'utf8')) === (await readFile(wanted, 'utf8'));
}

async function install(): Promise<void> {
  if (await isInstalled()) return;
  process.stderr.write('Building llama-cpp-python: this needs Python 3.9, a C++ compiler, CMake and many minutes …\n');
  await must(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', venv]);
  const cmakeArgs = [CMAKE_ARGS, process.env['CMAKE_ARGS'] ?? ''].join(' ');
  await must(python, ['-m', 'pip', 'install', '--requirement', wanted], { CMAKE_ARGS: cmakeArgs });
  await copyFile(wanted, installed);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

async function waitFor(url: string, key: string, server: ChildProcess): Promise<void> {
  const until = Date.now() + STARTING_MS;
  while (Date.now() < until && server.exitCode === null) {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } }).catch(() => null);
    if (answer?.ok === true) return;
    await sleep(250);
  }
  throw new Error('The server did not start: .cache/model-servers/server.log says why.');
}

async function main(): Promise<void> {
  await mkdir(cache, { recursive: true });
  await install();
  const weights = join(cache, 'noise.gguf');
  await writeRandomModel(weights);
  const [port, key] = [await freePort(), randomBytes(16).toString('hex')];
  const options = ['--model', weights, '--model_alias', 'noise', '--host', '127.0.0.1', '--port', String(port)];
  const log = openSync(serverLog, 'w');
  const server = spawn(python, ['-m', 'llama_cpp.server', ...options, '--n_ctx', '4096', '--n_threads', '1'], {
    cwd: cache,
    stdio: ['ignore', log, log],
    env: { ...process.env, API_KEY: key },
  });
  try {
    const baseUrl = `http://127.0.0.1:${port}/v1`;
    await waitFor(`${baseUrl}/models`, key, server);
    process.exitCode = await run(
      process.execPath,
      [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'model-servers'],
      {
        FAB_TEST_MODEL_SERVER: baseUrl,
        FAB_TEST_MODEL_SERVER_KEY: key,
      },
    );
  } finally {
    server.kill();
  }
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
if (process.connected) process.disconnect();
