import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StdfWriter } from '@fabwright/formats/writer';
import { type Role, ROLE_NAMES } from '@fabwright/platform';
import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../test/eventually.ts';
import { RunningInstance } from '../test/running-instance.ts';

const LOT2 = resolve(process.env['FAB_TEST_DATA'] ?? '../shared/data', 'stdf/lot2.stdf.gz');

let database: TestDatabase;
let instance: RunningInstance;
beforeAll(async () => {
  database = await cloneDatabase();
  instance = await RunningInstance.start(database.url);
});
afterAll(async () => {
  await instance.stop();
  await database.drop();
});

/** A browser in which somebody with this role has signed in. */
async function as(role: Role): Promise<ApiClient> {
  const { login, password } = instance.credentials(role);
  const client = new ApiClient(instance.base);
  expect((await client.signIn(login, password)).status).toBe(200);
  return client;
}

/** A machine with a token. */
async function machineWith(scopes: readonly string[], products: readonly string[] | null = null): Promise<ApiClient> {
  return new ApiClient(instance.base, await instance.token(scopes, products));
}

const upload = (client: ApiClient, bytes: Uint8Array, name: string): Promise<Response> =>
  client.fetch(`/imports?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(bytes),
  });

async function settled(client: ApiClient, importId: string): Promise<Record<string, unknown>> {
  const ask = async () => (await client.fetch(`/imports/v1/${importId}`)).json() as Promise<Record<string, unknown>>;
  return eventually(ask, ({ state }) => state !== 'queued' && state !== 'running');
}

function sortFile(lotId: string, product = 'P1'): Uint8Array {
  const writer = new StdfWriter('little').far();
  writer.mir({ lotId, product, program: 'PRG', programRevision: 'A', testCode: 'CP1', startTime: 1_000 });
  return writer.wir({ id: 'W1' }).pir().prr({ x: 1, y: 1 }).wrr({ id: 'W1' }).mrr(2_000).take();
}

describe('imports', () => {
  it.skipIf(!existsSync(LOT2))(
    'of lot2 give the three yields by HTTP and GraphQL, and the same content once',
    async () => {
      const engineer = await as('yield-engineer');
      const response = await upload(engineer, readFileSync(LOT2), 'lot2.stdf.gz');
      expect(response.status).toBe(202);
      const { importId } = (await response.json()) as { importId: string };
      expect(await settled(engineer, importId)).toMatchObject({
        state: 'done',
        origin: 'upload',
        summary: { dies: 1456, tests: 74, relation: 'new' },
      });
      const again = await upload(engineer, readFileSync(LOT2), 'copy.stdf.gz');
      expect(again.status).toBe(200);
      expect(await again.json()).toMatchObject({ state: 'duplicate', of: importId });
      const { data } = await engineer.graphql<{ fileImport: { summary: { yields: Record<string, number> } } }>(
        `query ($id: ID!) { fileImport(importId: $id) { state summary { testedFrom yields { final firstPass record } } } }`,
        { id: importId },
      );
      const { record, firstPass, final } = data?.fileImport.summary.yields ?? {};
      const shown = [record, firstPass, final].map((value) => ((value ?? 0) * 100).toFixed(2));
      expect(shown).toEqual(['88.53', '92.24', '95.40']);
    },
  );

  it('keeps the failure of a file with place and remedy, and takes the mended file', async () => {
    const machine = await machineWith(['imports:write', 'imports:read']);
    const whole = sortFile('MENDED');
    const { importId } = (await (await upload(machine, whole.subarray(0, whole.length - 3), 'cut.stdf')).json()) as {
      importId: string;
    };
    const failed = await settled(machine, importId);
    expect(failed).toMatchObject({
      state: 'failed',
      origin: 'cli',
      error: { code: 'truncated-record', record: 'MRR' },
    });
    const second = (await (await upload(machine, whole, 'whole.stdf')).json()) as { importId: string };
    expect(await settled(machine, second.importId)).toMatchObject({ state: 'done' });
  });

  it('are refused outside the sender’s product scope, and not shown there either', async () => {
    const scoped = await machineWith(['imports:write', 'imports:read'], ['P1']);
    const all = await machineWith(['imports:write', 'imports:read']);
    const { importId } = (await (await upload(scoped, sortFile('FOREIGN', 'P9'), 'p9.stdf')).json()) as {
      importId: string;
    };
    expect(await settled(all, importId)).toMatchObject({ state: 'failed', error: { code: 'product-out-of-scope' } });
    const own = (await (await upload(all, sortFile('P9-LOT', 'P9'), 'ok.stdf')).json()) as { importId: string };
    await settled(all, own.importId);
    expect((await scoped.fetch(`/imports/v1/${own.importId}`)).status).toBe(404);
  });

  it.each(ROLE_NAMES)('let %s do what the role may', async (role) => {
    const client = await as(role);
    expect((await client.graphql('{ imports { total rows { importId } } }')).errors).toEqual([]);
    const mayImport = role !== 'manager';
    expect((await upload(client, sortFile(`BY-${role}`), `${role}.stdf`)).status).toBe(mayImport ? 202 : 403);
  });

  it.each([
    [415, 'lot.stdf', { 'content-type': 'text/plain' }],
    [400, '', { 'content-type': 'application/octet-stream' }],
  ])('answer %i', async (status, name, headers) => {
    const client = await as('yield-engineer');
    const response = await client.fetch(`/imports?name=${name}`, { method: 'POST', headers, body: 'x' });
    expect(response.status).toBe(status);
  });

  it('take what is dropped into the folder, and say beside a file why it failed', async () => {
    const drop = join(instance.dataDir, 'drop');
    writeFileSync(join(drop, 'dropped.stdf'), sortFile('DROPPED'));
    writeFileSync(join(drop, 'no.stdf'), 'not a sort file');
    const listing = (folder: string) => (): Promise<string[]> =>
      Promise.resolve(readdirSync(join(drop, folder)).sort());
    expect(await eventually(listing('done'), (names) => names.length === 1)).toEqual(['dropped.stdf']);
    expect(await eventually(listing('failed'), (names) => names.length === 2)).toEqual([
      'no.stdf',
      'no.stdf.reason.txt',
    ]);
    const reason = readFileSync(join(drop, 'failed/no.stdf.reason.txt'), 'utf8');
    for (const part of ['no.stdf', 'Byte offset: 0', 'What to do:']) expect(reason).toContain(part);
  });
});

describe('the dashboard’s files', () => {
  it('are served with a strict policy; the page for every route that is not the API’s', async () => {
    const page = await fetch(`${instance.base}/lots/L1?week=2026-W47`, { headers: { accept: 'text/html,*/*' } });
    const nonce = /'nonce-([^']+)'/.exec(page.headers.get('content-security-policy') ?? '')?.[1];
    expect(await page.text()).toContain(`<fw-root ngCspNonce="${nonce}">`);
    const script = await fetch(`${instance.base}/main-ABCDEF12.js`);
    expect(script.headers.get('cache-control')).toContain('immutable');
    const missing = await fetch(`${instance.base}/main-GONE.js`);
    expect(missing.status).toBe(404);
    const api = await fetch(`${instance.base}/imports/v1/7`, { headers: { accept: 'text/html' } });
    expect(api.status).toBe(401);
  });

  it('leave tokens of this machine in owner-only files', () => {
    const token = statSync(join(instance.dataDir, 'secrets/cli-token'));
    expect(token.mode & 0o077).toBe(0);
  });
});
