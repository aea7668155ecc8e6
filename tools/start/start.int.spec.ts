import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeRoot, makeFakeRoot } from './fake-root.ts';
import { findFreePort } from './port.ts';
import { endProcess } from './process/end-process.ts';
import { identify, isAlive } from './process/process-identity.ts';

interface RunningStart {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
}

let fake: FakeRoot;
let port: number;
const starts: RunningStart[] = [];

function start(args: readonly string[] = [], env: Record<string, string> = {}): RunningStart {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', fake.script, '--port', String(port), ...args],
    {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const running = { child, output: () => text, ended };
  starts.push(running);
  return running;
}

async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!(await isSo())) {
    if (performance.now() > deadline)
      throw new Error(`Not in 30 s: ${what}\n${starts.map((one) => one.output()).join('\n')}`);
    await sleep(50);
  }
}

async function running(one: RunningStart): Promise<void> {
  await until(
    'the instance runs',
    () => one.output().includes('Fabwright is running') && notes().includes('fab-simulator began'),
  );
}

function notes(): string {
  const file = join(fake.dataDir, 'notes.txt');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** The process that a tiny service noted last. */
function pidOf(name: string): number {
  const pids = [...notes().matchAll(new RegExp(`^${name} began (\\d+)$`, 'gm'))].map(([, pid]) => Number(pid));
  return pids.at(-1) ?? 0;
}

function postmaster(): number {
  const [pid] = readFileSync(join(fake.dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n');
  return Number(pid);
}

beforeEach(async () => {
  fake = makeFakeRoot();
  port = await findFreePort();
});

afterEach(async () => {
  for (const { child, ended } of starts.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  }
  rmSync(fake.root, { recursive: true, force: true });
});

describe('npm start', () => {
  it('starts everything in order, says so, and ends everything in order on Ctrl-C', async () => {
    const one = start();
    await running(one);
    const database = identify(postmaster());
    expect(await (await fetch(`http://127.0.0.1:${port}/readyz`)).text()).toMatch(/^api /);
    expect(notes().split('\n')[0]).toBe('migrated');
    expect(readFileSync(join(fake.dataDir, 'server-url'), 'utf8')).toBe(`http://127.0.0.1:${port}\n`);
    await until('the simulator began', () => pidOf('fab-simulator') > 0);
    one.child.kill('SIGINT');
    expect(await one.ended).toBe(0);
    expect(notes().match(/^.* ended$/gm)).toEqual(['fab-simulator ended', 'api ended', 'worker ended']);
    expect(isAlive(database)).toBe(false);
    expect(existsSync(join(fake.dataDir, 'instance.json'))).toBe(false);
    expect(one.output()).toContain('Stopped. Nothing was lost.');
  });

  it('gives the demonstration fab an address and a token, and none of our settings', async () => {
    await running(start(['--history-days', '30']));
    const log = join(fake.dataDir, 'logs/fab-simulator.log');
    await until('the simulator wrote its log', () => readFileSync(log, 'utf8').includes('settings'));
    expect(JSON.parse(readFileSync(log, 'utf8').split('\n')[0] ?? '')).toEqual({
      level: 30,
      settings: [],
      args: [
        '--server',
        `http://127.0.0.1:${port}`,
        '--token-file',
        join(fake.dataDir, 'secrets/simulator-token'),
        '--state-dir',
        join(fake.dataDir, 'demo-fab'),
        '--days',
        '30',
      ],
    });
  });

  it('starts a child again that was killed, and the database too', async () => {
    const one = start();
    await running(one);
    const first = pidOf('worker');
    process.kill(first, 'SIGKILL');
    await until('the worker is back', () => pidOf('worker') !== first);
    expect(one.output()).toContain('The worker ended unexpectedly (signal SIGKILL)');
    const database = postmaster();
    process.kill(database, 'SIGKILL');
    await until(
      'the database is back',
      () => existsSync(join(fake.dataDir, 'postgres/cluster/postmaster.pid')) && postmaster() !== database,
    );
  });

  it('ends the orphans of a start that was killed, and goes on with its database', async () => {
    const first = start(['--no-demo']);
    await until('the instance runs', () => first.output().includes('Fabwright is running'));
    const orphans = ['api', 'worker'].map((name) => identify(pidOf(name)));
    const database = postmaster();
    first.child.kill('SIGKILL');
    await first.ended;
    expect(orphans.map(isAlive)).toEqual([true, true]);
    const second = start(['--no-demo']);
    await until('the instance runs again', () => second.output().includes('Fabwright is running'));
    expect(orphans.map(isAlive)).toEqual([false, false]);
    expect(postmaster()).toBe(database);
    expect(second.output()).toMatch(/Ended the (api|worker) \(process \d+\) that an earlier start had left behind/);
  });

  it('keeps out of a data folder that another instance uses', async () => {
    const first = start(['--no-demo']);
    await until('the instance runs', () => first.output().includes('Fabwright is running'));
    const second = start(['--no-demo']);
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(/^The data folder .* is in use by another instance .*--data-dir\.\n$/);
    expect((await fetch(`http://127.0.0.1:${port}/`)).ok).toBe(true);
  });

  it('refuses a folder of a newer version before it touches anything', async () => {
    const first = start(['--no-demo']);
    await until('the instance runs', () => first.output().includes('Fabwright is running'));
    first.child.kill('SIGTERM');
    await first.ended;
    writeFileSync(join(fake.dataDir, 'version.json'), '{"format":99,"version":"9.0.0"}');
    const before = notes();
    const second = start(['--no-demo']);
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(/^The data folder .* comes from a newer version \(9\.0\.0\).*\n$/);
    expect(notes()).toBe(before);
  });

  it('says in one line why a service does not start, and leaves nothing running', async () => {
    const one = start(['--no-demo'], { TINY_BROKEN: 'api' });
    expect(await one.ended).toBe(1);
    expect(one.output()).toMatch(
      /The api did not start \(exit code 1\): Error: no such thing\. Its log: .*api\.log\n$/,
    );
    expect(existsSync(join(fake.dataDir, 'postgres/cluster/postmaster.pid'))).toBe(false);
    expect(existsSync(join(fake.dataDir, 'instance.json'))).toBe(false);
    expect(isAlive(identify(pidOf('worker')))).toBe(false);
  });

  it('stops in order when what had started it is killed', async () => {
    const bootstrap = join(import.meta.dirname, '../bootstrap/node.mjs');
    const args = [fake.script, '--port', String(port), '--no-demo'];
    const code = `import { runInPlace } from ${JSON.stringify(bootstrap)};
await runInPlace(process.execPath, ${JSON.stringify(args)}, ${JSON.stringify(fake.root)});`;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: 'ignore' });
    await until('the instance runs', () => existsSync(join(fake.dataDir, 'server-url')));
    const database = identify(postmaster());
    parent.kill('SIGKILL');
    await until('everything has ended', () => !existsSync(join(fake.dataDir, 'instance.json')));
    expect(isAlive(database)).toBe(false);
    expect(notes().match(/^.* ended$/gm)).toEqual(['api ended', 'worker ended']);
  });

  it('can be stopped while it starts', async () => {
    const one = start();
    await until('the database starts', () => one.output().includes('Starting the database'));
    one.child.kill('SIGINT');
    expect(await one.ended).toBe(0);
    expect(existsSync(join(fake.dataDir, 'postgres/cluster/postmaster.pid'))).toBe(false);
    expect(existsSync(join(fake.dataDir, 'instance.json'))).toBe(false);
  });
});

describe('ending a process', () => {
  it('makes one end that does not want to, with what it started', async () => {
    const stubborn = spawn(
      process.execPath,
      [
        '-e',
        `process.on('SIGTERM', () => {}); const { spawn } = require('node:child_process');
const grandchild = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']); console.log(grandchild.pid); setInterval(() => {}, 1000)`,
      ],
      { detached: true, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const grandchild = await new Promise<number>((resolve) =>
      stubborn.stdout.once('data', (line: Buffer) => resolve(Number(line))),
    );
    const identity = identify(grandchild);
    expect(await endProcess(identify(stubborn.pid!), 300)).toBe('killed');
    await until('the grandchild is gone', () => !isAlive(identity));
    expect(await endProcess(identity, 300)).toBe('was gone');
  });
});
