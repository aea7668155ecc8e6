import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveConnection } from './connection.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'cli-'));
  mkdirSync(join(dataDir, 'secrets'));
  writeFileSync(join(dataDir, 'secrets/cli-token'), 'fabt_local\n', { mode: 0o600 });
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe('resolveConnection', () => {
  it('takes token and address of a local instance from its folder', async () => {
    writeFileSync(join(dataDir, 'server-url'), 'http://127.0.0.1:4777\n');
    const { server, token } = await resolveConnection({ dataDir }, {});
    expect([server.origin, token]).toEqual(['http://127.0.0.1:4777', 'fabt_local']);
  });

  it('prefers what the command line says, then the environment', async () => {
    const environment = { FAB_SERVER: 'http://env:1', FAB_TOKEN: 'env' };
    const fromLine = await resolveConnection({ dataDir, server: 'https://fab:9', token: 'line' }, environment);
    expect([fromLine.server.origin, fromLine.token]).toEqual(['https://fab:9', 'line']);
    const fromEnvironment = await resolveConnection({ dataDir }, environment);
    expect([fromEnvironment.server.origin, fromEnvironment.token]).toEqual(['http://env:1', 'env']);
  });

  it('refuses a token file that others can read', async () => {
    chmodSync(join(dataDir, 'secrets/cli-token'), 0o644);
    await expect(resolveConnection({ dataDir }, {})).rejects.toThrow('chmod 600');
  });

  it('says what to do when there is no token, and when the address is none', async () => {
    await expect(resolveConnection({ dataDir: join(dataDir, 'none') }, {})).rejects.toThrow('--token');
    await expect(resolveConnection({ dataDir, server: 'fab:4300' }, {})).rejects.toThrow('is no address');
    await expect(resolveConnection({ dataDir, server: 'file:///etc' }, {})).rejects.toThrow('is no address');
  });
});
