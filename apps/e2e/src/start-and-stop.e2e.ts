import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { whyNoKafka } from '@fabwright/testing/kafka';
import type { Page } from '@playwright/test';
import { demoAccounts, freePort, startProduct, type Product } from './product.ts';
import { expect, fillSignIn, test } from './signed-in.ts';

const PERSON = { name: 'Ada Lindqvist', password: 'a long enough phrase' };

let dataDir: string;
let running: Product | undefined;

test.describe.configure({ timeout: 240_000 });

test.beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'fabwright-e2e-own-'));
});

test.afterEach(async () => {
  await running?.stop();
  running = undefined;
  await rm(dataDir, { recursive: true, force: true });
});

async function start(port: number, more: readonly string[] = ['--no-demo']): Promise<Product> {
  running = await startProduct(dataDir, port, more);
  return running;
}

interface Instance {
  readonly pid: number;
  readonly children: readonly { readonly name: string; readonly pid: number }[];
}

/** Every process of the instance by what it is: supervisor, services, database. */
function processes(): Map<string, number> {
  const instance = JSON.parse(readFileSync(path.join(dataDir, 'instance.json'), 'utf8')) as Instance;
  const [database] = readFileSync(path.join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n');
  return new Map([
    ['supervisor', instance.pid],
    ...instance.children.map(({ name, pid }) => [name, pid] as const),
    ['database', Number(database)],
  ]);
}

/** A zombie, which only waits for its parent to look, is gone. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'latin1'));
  } catch {
    return false;
  }
}

async function allGone(pids: Iterable<number>): Promise<void> {
  const all = [...pids];
  await expect.poll(() => all.filter(lives), { timeout: 45_000 }).toEqual([]);
}

/** The first administrator comes in by the one-time link that the start printed. */
async function acceptInvitation(page: Page, product: Product): Promise<void> {
  const [link] = /http:\/\/\S+accept-invite\S*/.exec(product.output()) ?? [];
  await page.goto(link ?? 'the start printed no link');
  await page.getByLabel('Your name').fill(PERSON.name);
  await page.getByLabel('New password').fill(PERSON.password);
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page).toHaveURL(/\/overview/);
}

test('Ctrl-C ends every process', async () => {
  const product = await start(await freePort());
  const all = processes();
  expect([...all.keys()].sort()).toEqual(['api', 'database', 'supervisor', 'worker']);
  expect([...all.values()].every(lives)).toBe(true);
  expect(await product.stop()).toBe(0);
  await allGone(all.values());
  expect(existsSync(path.join(dataDir, 'instance.json'))).toBe(false);
  await expect(fetch(product.address)).rejects.toThrow();
});

test('after kill -9 the next start ends the orphans and everything is there', async ({ page }) => {
  const port = await freePort();
  const first = await start(port);
  await acceptInvitation(page, first);
  const account = await accountName(page);
  // an open page would complain, rightly, that nobody answers
  await page.goto('about:blank');
  const before = processes();
  process.kill(before.get('supervisor') ?? 0, 'SIGKILL');
  await first.kill();
  await allGone([before.get('supervisor') ?? 0]);
  expect(lives(before.get('api') ?? 0), 'the api was left behind').toBe(true);

  const second = await start(port);
  const after = processes();
  for (const name of ['supervisor', 'api', 'worker']) {
    expect(lives(before.get(name) ?? 0), `the old ${name} lives`).toBe(false);
    expect(lives(after.get(name) ?? 0), `the new ${name} lives`).toBe(true);
  }
  await page.context().clearCookies();
  await page.goto(`${second.address}/sign-in`);
  await fillSignIn(page, account, PERSON.password);
  await expect(page).toHaveURL(/\/overview/);
  await expect(page.getByRole('button', { name: `AL, ${PERSON.name}: menu` })).toBeVisible();
  await page.goto('about:blank');
  expect(await second.stop()).toBe(0);
  await allGone([...before.values(), ...after.values()]);
});

test('with a Kafka of its own the demonstration comes through the broker', async ({ page }) => {
  const missing = await whyNoKafka();
  if (missing !== undefined && process.env['CI'] === 'true') throw new Error(missing);
  test.skip(missing !== undefined, missing);
  const product = await start(await freePort(), ['--kafka', 'local', '--history-days', '7']);
  const account = demoAccounts(dataDir).find(({ role }) => role === 'yield-engineer');
  await page.goto(`${product.address}/sign-in?returnTo=/data`);
  await fillSignIn(page, account?.account ?? '', account?.password ?? '');
  await expect(page).toHaveURL(/\/data/);
  const partitions = page.getByRole('table', { name: 'How far we are' }).locator('tbody').getByRole('row');
  await expect(partitions.filter({ hasText: 'wafer-test' }).first()).toBeVisible({ timeout: 90_000 });
  await page.goto('about:blank');
  expect(await product.stop()).toBe(0);
});

test('a port in use is said in one line', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  try {
    const failure = await startProduct(dataDir, port, ['--no-demo']).then(
      () => 'it started',
      (error: unknown) => String(error),
    );
    const [, code = '', printed = ''] = /The start ended with (\d+):\n([\s\S]*)$/.exec(failure) ?? [];
    expect(Number(code), failure).toBeGreaterThan(0);
    expect(printed.trim().split('\n')).toEqual([
      `Port ${port} is used by another program: stop that one, or choose another port with --port.`,
    ]);
  } finally {
    taken.close();
  }
});

async function accountName(page: Page): Promise<string> {
  const session = (await (await page.request.get(new URL('/auth/session', page.url()).href)).json()) as {
    account: string;
  };
  return session.account;
}
