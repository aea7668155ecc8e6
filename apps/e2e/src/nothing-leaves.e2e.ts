import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, testOfOwnPage as test } from './signed-in.ts';
import type { WithoutNetwork } from './without-network.ts';

const run = promisify(execFile);
const PROGRAM = path.join(import.meta.dirname, 'without-network.ts');

/** A network namespace: root makes one, others inside a user namespace of their own, where they stay who they are. */
const ALONE = process.getuid?.() === 0 ? ['--net'] : ['--map-current-user', '--keep-caps', '--net'];

async function alone(command: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('unshare', [...ALONE, 'sh', '-c', `ip link set lo up && ${command}`, ...args]);
  return stdout;
}

/** Why this machine can't show it; null where it can. */
async function missing(): Promise<string | null> {
  if (process.platform !== 'linux') return 'only Linux has network namespaces';
  const why = await alone('true').catch((error: unknown) => String(error));
  return typeof why === 'string' && why !== '' ? `network namespaces (unshare, ip) are needed: ${why}` : null;
}

test('nothing is asked of any network but loopback: files, reports, mails and the language model included', async () => {
  test.setTimeout(300_000);
  const reason = await missing();
  test.skip(reason !== null, reason ?? '');
  const seen = JSON.parse(await alone('exec "$0" "$1"', process.execPath, PROGRAM)) as WithoutNetwork;
  expect(seen.questions).toBeGreaterThan(0);
  expect(seen.pdfBytes).toBeGreaterThan(10_000);
  expect(seen.mailedTo).toEqual(['mei@fab.example']);
  expect(seen.after).toEqual(seen.before);
  // the kernel does count what is tried
  expect(seen.provoked.withoutRoute).toBeGreaterThan(seen.after.withoutRoute);
});
