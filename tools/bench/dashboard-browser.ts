import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { chromiumLaunch } from '../../apps/e2e/src/chromium.ts';
import { type BuiltServices, startBuiltServices } from './built-services.ts';
import type { PrivateDatabase } from './private-database.ts';
import { untilWorkerIdles } from './worker-at-rest.ts';

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

/** The built dashboard on a database, in a browser, with the demonstration's yield engineer signed in. */
export interface OpenDashboard {
  readonly page: Page;
  readonly address: string;
  readonly services: BuiltServices;
  stop(): Promise<void>;
}

/**
 * Builds what is stale, serves it, lets the worker come to rest and opens an empty page of its own. `watch` runs in every document before the
 * dashboard's code. The database is the dashboard's from now on: `stop` ends it too.
 */
export async function openDashboard(
  database: PrivateDatabase,
  viewport: Viewport,
  watch: string,
): Promise<OpenDashboard> {
  const open: { stop(): Promise<void> }[] = [database];
  const stop = async (): Promise<void> => {
    for (const part of open.reverse()) await part.stop();
  };
  try {
    const services = await startBuiltServices(database.url, ['dashboard']);
    open.push(services);
    await untilWorkerIdles(services);
    const browser = await launch();
    open.push({ stop: () => browser.close() });
    const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
    await signIn(context, services);
    const page = await context.newPage();
    await page.addInitScript(watch);
    return { page, address: services.address, services, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function launch(): Promise<Browser> {
  const { executablePath, args } = await chromiumLaunch();
  return chromium.launch({ executablePath, args: [...args] });
}

/** By the way that the form takes. */
async function signIn(context: BrowserContext, { address, dataDir }: BuiltServices): Promise<void> {
  const file = join(dataDir, 'secrets', 'demo-accounts.json');
  const accounts = JSON.parse(readFileSync(file, 'utf8')) as { account: string; password: string; role: string }[];
  const who = accounts.find(({ role }) => role === 'yield-engineer');
  const answer = await context.request.post(`${address}/auth/sign-in`, {
    data: { account: who?.account, password: who?.password },
  });
  if (!answer.ok()) throw new Error(`Nobody could sign in: ${answer.status()}.`);
}
