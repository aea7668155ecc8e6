import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startTestApp } from '../../test/test-app.ts';
import { TokenService } from '../identity/index.ts';
import { platformMigrations } from '../migrations/index.ts';
import { TelemetryModule } from './index.ts';

let database: TestDatabase;
let running: RunningApp;
beforeAll(async () => {
  database = await cloneDatabase();
  running = await startTestApp(database.url, [TelemetryModule], {}, platformMigrations);
});
afterAll(async () => {
  await running.close();
  await database.drop();
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(running.base + path, { headers });

describe('telemetry', () => {
  it('says that the process lives and that it is ready', async () => {
    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(200);
  });

  it('is not ready while a migration is missing', async () => {
    class Later9999999999999 {
      up = (): Promise<void> => Promise.resolve();
      down = (): Promise<void> => Promise.resolve();
    }
    const behind = await startTestApp(database.url, [TelemetryModule], {}, [...platformMigrations, Later9999999999999]);
    const response = await fetch(`${behind.base}/readyz`);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    await behind.close();
  });

  it('gives figures to this machine, with the time of each handler', async () => {
    await new ApiClient(running.base).graphql('{ me { id } }');
    const text = await (await get('/metrics')).text();
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).toMatch(/fab_request_seconds_count\{[^}]*handler="HealthController.readyz"/);
  });

  it('gives figures to others only with a token of that scope', async () => {
    const tokens = running.app.get(TokenService);
    const { secret } = await tokens.create({ name: 'prometheus', scopes: ['metrics:read'], productScope: null });
    const { secret: other } = await tokens.create({ name: 'cli', scopes: ['data:read'], productScope: null });
    const proxied = { 'x-forwarded-for': '10.0.0.9' };
    expect((await get('/metrics', proxied)).status).toBe(401);
    expect((await get('/metrics', { ...proxied, authorization: `Bearer ${other}` })).status).toBe(403);
    expect((await get('/metrics', { ...proxied, authorization: `Bearer ${secret}` })).status).toBe(200);
  });
});
