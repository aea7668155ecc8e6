import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './index.ts';

let dir: string;
let server: EmbeddedPostgres | undefined;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'fabwright-embedded-'));
});
afterEach(async () => {
  await server?.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded database', () => {
  it('keeps committed rows over a kill -9, with fsync on, port and password kept', async () => {
    server = await startEmbeddedPostgres({ dir });
    const [settings] = await ask<{ fsync: string; encoding: string }>(
      server.url,
      `SELECT current_setting('fsync') AS fsync, current_setting('server_encoding') AS encoding`,
    );
    expect(settings).toEqual({ fsync: 'on', encoding: 'UTF8' });
    await ask(server.url, 'CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n');
    process.kill(server.pid, 'SIGKILL');
    const again = await startEmbeddedPostgres({ dir });
    expect(again.url).toBe(server.url);
    server = again;
    expect(await ask(again.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }]);
  });

  it('adopts the orphan of a start that was killed', async () => {
    server = await startEmbeddedPostgres({ dir });
    const second = await startEmbeddedPostgres({ dir });
    expect(second.adopted).toBe(true);
    expect(second.pid).toBe(server.pid);
  });

  it('moves to another port when its own was taken', async () => {
    server = await startEmbeddedPostgres({ dir });
    const { port } = server;
    await server.stop();
    expect(server.isAlive()).toBe(false);
    const thief = createServer().listen(port, '127.0.0.1');
    await new Promise((done) => thief.once('listening', done));
    server = await startEmbeddedPostgres({ dir });
    expect(server.port).not.toBe(port);
    await new Promise((done) => thief.close(done));
  });

  it('keeps its password where only the owner reads, and refuses a wrong one', async () => {
    server = await startEmbeddedPostgres({ dir });
    expect(statSync(join(dir, 'connection.json')).mode & 0o077).toBe(0);
    const wrong = server.url.replace(/:[^:@/]+@/, ':wrong@');
    await expect(ask(wrong, 'SELECT 1')).rejects.toThrow(/password/);
  });
});
