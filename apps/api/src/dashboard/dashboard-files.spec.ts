import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentSecurityPolicy, dashboardFiles, isPagePath } from './dashboard-files.ts';

describe('isPagePath', () => {
  it.each(['/', '/lots', '/lots/L1/wafers/W1', '/imports', '/imports/0199', '/reports', '/settings/people'])(
    'gives %s to the dashboard',
    (path) => expect(isPagePath(path)).toBe(true),
  );

  it.each([
    '/graphql',
    '/auth/session',
    '/ingest/v1/events',
    '/events/v1',
    '/maps/v1/lots/L1.bin',
    '/reports/v1/7/file',
    '/imports/v1/7',
    '/healthz',
    '/metrics',
  ])('leaves %s to the API', (path) => expect(isPagePath(path)).toBe(false));
});

describe('contentSecurityPolicy', () => {
  it('allows no inline script and no foreign origin', () => {
    const policy = contentSecurityPolicy('abc');
    const of = (name: string): string | undefined => policy.split('; ').find((part) => part.startsWith(`${name} `));
    expect(of('script-src')).toBe("script-src 'self'");
    expect(of('default-src')).toBe("default-src 'self'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  });
});

describe('dashboardFiles', () => {
  const pageNaming = (script: string): string =>
    `<html><body><fw-root></fw-root><script src="${script}"></script></body></html>`;
  let folder: string;
  let server: Server;
  let address: string;

  const get = (path: string): Promise<Response> => fetch(`${address}${path}`, { headers: { accept: 'text/html' } });
  const build = (script: string): void => {
    writeFileSync(join(folder, 'index.html'), pageNaming(script));
    writeFileSync(join(folder, script), 'export {};');
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fabwright-dashboard-'));
    build('main-ABCDEFGH.js');
    const app = express();
    for (const handler of dashboardFiles(folder)) app.use(handler);
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
    rmSync(folder, { recursive: true });
  });

  it('keeps files named after their content for ever and the page not at all', async () => {
    writeFileSync(join(folder, 'chunk-0MdhaGvB.js'), 'export {};');
    writeFileSync(join(folder, 'first-paint.js'), '');
    const cached = async (path: string): Promise<string | null> => (await get(path)).headers.get('cache-control');
    expect(await cached('/main-ABCDEFGH.js')).toBe('public, max-age=31536000, immutable');
    expect(await cached('/chunk-0MdhaGvB.js')).toBe('public, max-age=31536000, immutable');
    expect(await cached('/first-paint.js')).toBe('no-cache');
    expect((await get('/lots/L1')).headers.get('cache-control')).toBe('no-store');
  });

  it('serves the page of a build that replaced the first while it ran', async () => {
    expect(await (await get('/lots')).text()).toContain('main-ABCDEFGH.js');
    rmSync(join(folder, 'main-ABCDEFGH.js'));
    build('main-12345678-new.js');
    expect(await (await get('/lots')).text()).toContain('main-12345678-new.js');
  });

  it('serves the last whole page while a build is writing the next', async () => {
    rmSync(join(folder, 'index.html'));
    expect(await (await get('/')).text()).toContain('main-ABCDEFGH.js');
    writeFileSync(join(folder, 'index.html'), '<html><body><fw-ro');
    expect(await (await get('/')).text()).toContain('main-ABCDEFGH.js');
  });

  it('packs scripts and styles as the browser takes them, and anew when a build replaced them', async () => {
    const text = 'export const yields = [0.94];'.repeat(100);
    writeFileSync(join(folder, 'chunk-0MdhaGvB.js'), text);
    writeFileSync(join(folder, 'chinese.css'), 'a { color: red }');
    const ask = (path: string, encoding: string): Promise<Response> =>
      fetch(`${address}${path}`, { headers: { 'accept-encoding': encoding } });
    for (const [taken, given] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['identity', null],
    ] as const) {
      const answer = await ask('/chunk-0MdhaGvB.js', taken);
      expect(answer.headers.get('content-encoding'), taken).toBe(given);
      expect(answer.headers.get('content-type')).toContain('javascript');
      expect(answer.headers.get('cache-control')).toContain('immutable');
      expect(answer.headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
      expect(await answer.text()).toBe(text);
    }
    expect(await (await ask('/chinese.css', 'br')).text()).toBe('a { color: red }');
    writeFileSync(join(folder, 'chinese.css'), 'a { color: darkred }');
    const newer = await ask('/chinese.css', 'br');
    expect(newer.headers.get('cache-control')).toBe('no-cache');
    expect(await newer.text()).toBe('a { color: darkred }');
  });

  it('never answers a missing script with the page', async () => {
    const answer = await fetch(`${address}/chunk-GONEGONE.js`);
    expect(answer.status).toBe(404);
  });
});
