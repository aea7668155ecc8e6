import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../build/bundle.ts';
import { findFreePort } from '../start/port.ts';

const root = resolve(import.meta.dirname, '../..');
const entry = join(root, 'infra/images/run');

/** The entry commands of the image, as plain processes: there may be no container engine where the tests run. */
describe('the image’s entry', () => {
  let home: string;
  let database: TestDatabase | undefined;
  let env: NodeJS.ProcessEnv;
  const running: ChildProcess[] = [];

  beforeAll(async () => {
    mkdirSync(join(root, 'dist'), { recursive: true });
    home = mkdtempSync(join(root, 'dist/infra-spec-'));
    await Promise.all(['api', 'worker'].map((app) => bundle(root, app, join(home, 'dist/apps', app))));
    database = await cloneDatabase();
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('FAB_'));
    env = {
      ...Object.fromEntries(inherited),
      PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
      FABWRIGHT_HOME: home,
      FAB_DATABASE_URL: database.url,
      FAB_DATA_DIR: join(home, 'data'),
    };
  });

  afterAll(async () => {
    for (const child of running.filter((one) => one.exitCode === null && one.signalCode === null)) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await database?.drop();
    rmSync(home, { recursive: true, force: true });
  });

  it('brings the schema up to date, more than once', () => {
    for (let time = 0; time < 2; time++) {
      const { status, stderr } = spawnSync(entry, ['migrate'], { env, encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    }
  });

  it.each([
    ['api', 'FAB_PORT'],
    ['worker', 'FAB_WORKER_PORT'],
  ])('runs the %s until SIGTERM, and the health check agrees', async (role, portVariable) => {
    const own = { ...env, [portVariable]: String(await findFreePort()) };
    const child = spawn(entry, [role], { env: own, stdio: ['ignore', 'pipe', 'pipe'] });
    running.push(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const isHealthy = (): boolean =>
      spawnSync('node', [join(root, 'infra/images/healthy.mjs')], { env: own }).status === 0;
    expect(isHealthy()).toBe(false);
    for (let attempt = 0; attempt < 60 && child.exitCode === null && !isHealthy(); attempt++) await sleep(250);
    expect(isHealthy(), output).toBe(true);
    child.kill('SIGTERM');
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    // Nest ends its own process with the signal when everything is closed.
    expect(signal ?? code, output).toBeOneOf([0, 'SIGTERM']);
  });

  it('refuses a role that it does not know', () => {
    const { status, stderr } = spawnSync(entry, ['database'], { env, encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toContain('api, worker, migrate, fab-simulator or cli');
  });
});
