import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StartOptions } from './arguments.ts';
import { localAddress } from './services.ts';

interface DemoAccount {
  readonly account: string;
  readonly password: string;
  readonly role: string;
}

function readSecret(dataDir: string, name: string): string | null {
  try {
    return readFileSync(join(dataDir, 'secrets', name), 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function demoAccounts(dataDir: string): string[] {
  const text = readSecret(dataDir, 'demo-accounts.json');
  if (text === null) return [];
  const accounts = JSON.parse(text) as DemoAccount[];
  const width = Math.max(...accounts.map(({ account }) => account.length));
  return accounts.map(({ account, password, role }) => `${account.padEnd(width)}  ${password}  (${role})`);
}

function waysToSignIn(options: StartOptions): string[] {
  const invitation = readSecret(options.dataDir, 'invite-link');
  const link = invitation === null ? [] : [`${new URL(invitation, localAddress(options)).href}  (works once)`];
  const ways = options.demo ? demoAccounts(options.dataDir) : link;
  return ways.length > 0 ? ways : ['with the accounts that you have made'];
}

/** What words the reports: nothing is fetched by a start. */
function languageModels(dataDir: string): string {
  const folder = process.env['FAB_MODELS_DIR'] ?? join(dataDir, 'models');
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith('.gguf'));
    if (files.length > 0) return `${files.join(', ')} (chosen in Settings, Language models)`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return 'none: templates word the reports (npm run model -- add default brings one)';
}

/** The one block that a start prints when people can come in. */
export function announcement(options: StartOptions): string {
  const rows: [string, string[]][] = [
    ['Open', [localAddress(options)]],
    ['Sign in', waysToSignIn(options)],
    ['Data', [options.dataDir]],
    ['Models', [languageModels(options.dataDir)]],
    ['Stop', ['Ctrl-C (nothing is lost; the next start goes on from here)']],
  ];
  const lines = rows.flatMap(([title, values]) =>
    values.map((value, index) => `  ${(index === 0 ? title : '').padEnd(9)}${value}`),
  );
  return ['', 'Fabwright is running.', '', ...lines, ''].join('\n');
}
