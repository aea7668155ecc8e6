import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MEDIA_TYPES, toEnvelope, type FabEvent } from '@fabwright/contracts';
import { StdfWriter } from '@fabwright/formats/writer';
import { OutboxRepository } from '@fabwright/ingest';
import { type Role, ROLE_NAMES, UnitOfWork } from '@fabwright/platform';
import type { ApiClient } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningInstance } from '../test/running-instance.ts';

const LOT2 = resolve(process.env['FAB_TEST_DATA'] ?? '../shared/data', 'stdf/lot2.stdf.gz');
const TIME = '2026-11-23T15:30:00Z';

let instance: RunningInstance;
beforeAll(async () => {
  instance = await RunningInstance.start({ FAB_MAX_PENDING_EVENTS: '600' });
});
afterAll(() => instance.stop());

function start(lotId: string, productId: string, id = `${lotId}-start`): FabEvent {
  const wafers = [{ waferId: `${lotId}-1`, slot: 1 }];
  return toEnvelope(
    'fab.lot-history.v1',
    { lotId, lotNo: lotId, kind: 'start', productId, lotType: 'production', priority: 'normal', at: TIME, wafers },
    { id, source: '/mes', time: TIME },
  );
}

const post = (client: ApiClient, body: BodyInit, type: string = MEDIA_TYPES.batch): Promise<Response> =>
  client.fetch('/ingest/v1/events', { method: 'POST', headers: { 'content-type': type }, body });

const upload = (client: ApiClient, bytes: Uint8Array, name: string): Promise<Response> =>
  client.fetch(`/imports?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(bytes),
  });

async function eventually<T>(ask: () => Promise<T>, right: (answer: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + 20_000; ; await sleep(50)) {
    const answer = await ask();
    if (right(answer) || Date.now() > deadline) return answer;
  }
}

async function settled(client: ApiClient, importId: string): Promise<Record<string, unknown>> {
  const ask = async () => (await client.fetch(`/imports/v1/${importId}`)).json() as Promise<Record<string, unknown>>;
  return eventually(ask, ({ state }) => state !== 'queued' && state !== 'running');
}

function sortFile(lotId: string, product = 'P1'): Uint8Array {
  const writer = new StdfWriter('little').far();
  writer.mir({ lotId, product, program: 'PRG', programRevision: 'A', testCode: 'CP1', startTime: 1_000 });
  return writer.wir({ id: 'W1' }).pir().prr({ x: 1, y: 1 }).wrr({ id: 'W1' }).mrr(2_000).take();
}

describe('POST /ingest/v1/events', () => {
  it('keeps a batch, answers with a receipt a message, and the worker makes facts of it', async () => {
    const machine = await instance.machine(['events:write']);
    const response = await post(machine, JSON.stringify([start('HTTP-1', 'P1'), start('HTTP-1', 'P1')]));
    expect(response.status).toBe(202);
    const { receipts } = (await response.json()) as { receipts: Record<string, unknown>[] };
    expect(receipts).toHaveLength(2);
    expect(receipts[0]).toMatchObject({ id: 'HTTP-1-start', source: '/mes', status: 'accepted' });
    const uow = instance.api.get(UnitOfWork, { strict: false });
    const rows = await eventually(
      () => uow.query(`SELECT kind FROM lot_event WHERE lot_id = 'HTTP-1'`),
      (found) => found.length > 0,
    );
    expect(rows).toEqual([{ kind: 'start' }]);
  });

  it.each([
    [400, 'INVALID_INPUT', MEDIA_TYPES.batch, '[{'],
    [415, 'UNSUPPORTED_MEDIA_TYPE', 'application/json', '[]'],
    [413, 'TOO_LARGE', MEDIA_TYPES.batch, JSON.stringify(Array.from({ length: 501 }, () => null))],
    [413, 'TOO_LARGE', MEDIA_TYPES.batch, `["${'x'.repeat(17 * 2 ** 20)}"]`],
  ])('answers %i %s', async (status, code, type, body) => {
    const response = await post(await instance.machine(['events:write']), body, type);
    expect([response.status, await response.json()]).toMatchObject([status, { code }]);
  });

  it('answers 429 with a time to wait while too much waits for the worker', async () => {
    const machine = await instance.machine(['events:write']);
    const flood = (name: string): string =>
      JSON.stringify(Array.from({ length: 500 }, (_, n) => start(`${name}-${n}`, 'P1')));
    const uow = instance.api.get(UnitOfWork, { strict: false });
    await uow.run(async () => {
      // The worker stands still before its first row.
      await uow.query('LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE');
      await uow.outside(async () => {
        expect((await post(machine, flood('FIRST'))).status).toBe(202);
        const response = await post(machine, flood('SECOND'));
        expect(response.status).toBe(429);
        expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      });
    });
    expect(await uow.query(`SELECT 1 FROM raw_log WHERE event_id LIKE 'SECOND%'`)).toEqual([]);
    await eventually(
      () => uow.query(`SELECT 1 FROM lot WHERE lot_id LIKE 'FIRST%'`),
      (found) => found.length === 500,
    );
  });

  it('keeps the product scope of a token, also for lots whose product is known only here', async () => {
    await post(await instance.machine(['events:write']), JSON.stringify([start('SECRET-LOT', 'OTHER')]));
    const uow = instance.api.get(UnitOfWork, { strict: false });
    await eventually(
      () => uow.query(`SELECT 1 FROM lot WHERE lot_id = 'SECRET-LOT'`),
      (found) => found.length > 0,
    );
    const scoped = await instance.machine(['events:write'], ['P1']);
    const hold = toEnvelope(
      'fab.lot-hold.v1',
      { lotId: 'SECRET-LOT', lotNo: 'SECRET-LOT', holdId: 'H', kind: 'hold', at: TIME, reason: 'x' },
      { id: 'h', source: '/mes', time: TIME },
    );
    expect((await post(scoped, JSON.stringify([start('S1', 'OTHER')]))).status).toBe(403);
    expect((await post(scoped, JSON.stringify([hold]))).status).toBe(403);
    expect((await post(scoped, JSON.stringify([start('S2', 'P1')]))).status).toBe(202);
  });

  it('is for tokens with events:write only', async () => {
    const body = JSON.stringify([start('X', 'P1')]);
    for (const role of ROLE_NAMES) expect((await post(await instance.as(role), body)).status).toBe(403);
    expect((await post(await instance.machine(['events:read']), body)).status).toBe(403);
    const stranger = await fetch(`${instance.base}/ingest/v1/events`, { method: 'POST', body });
    expect(stranger.status).toBe(401);
  });
});

describe('GET /events/v1', () => {
  it('gives what goes out, oldest first, and a cursor to read on from', async () => {
    const outbox = instance.api.get(OutboxRepository, { strict: false });
    const uow = instance.api.get(UnitOfWork, { strict: false });
    const request = (n: number): FabEvent =>
      toEnvelope(
        'fab.lot-hold-request.v1',
        { requestId: `R${n}`, lotId: 'L1', lotNo: 'L1', reason: 'spread', requestedBy: 'spc', requestedAt: TIME },
        { id: `out-${n}`, source: '/fabwright', time: TIME },
      );
    await uow.run(() => outbox.append([request(1), request(2)], new Date()));
    const machine = await instance.machine(['events:read']);
    type Page = { events: FabEvent[]; next: string };
    const page = async (query: string): Promise<Page> =>
      (await machine.fetch(`/events/v1${query}`)).json() as Promise<Page>;
    const first = await page('?limit=1');
    expect(first.events).toEqual([request(1)]);
    const second = await page(`?after=${first.next}`);
    expect(second.events).toEqual([request(2)]);
    expect(await page(`?after=${second.next}`)).toEqual({ events: [], next: second.next });
    expect((await machine.fetch('/events/v1?after=x')).status).toBe(400);
    expect((await (await instance.machine(['events:write'])).fetch('/events/v1')).status).toBe(403);
  });
});

describe('quarantine', () => {
  const QUERY =
    '{ quarantine(state: "open") { total rows { quarantineId source type eventId reasonCode raw truncated } } }';
  type Answer = {
    quarantine: { total: number; rows: { quarantineId: string; eventId: string | null; reasonCode: string }[] };
  };

  it('shows what was put aside, replays it after the cause is gone, and dismisses what is of no use', async () => {
    const machine = await instance.machine(['events:write']);
    const engineer = await instance.as('yield-engineer');
    const bad = { ...start('Q-1', 'P1', 'q-1'), time: 'yesterday' };
    await post(machine, JSON.stringify([bad, { nonsense: '\u202e' }]));
    const open = async () => (await engineer.graphql<Answer>(QUERY)).data?.quarantine;
    const page = await eventually(open, (found) => found?.rows.length === 2);
    expect(page?.rows.map((row) => row.reasonCode)).toEqual(['contract', 'contract']);
    const ids = page?.rows.map((row) => row.quarantineId) ?? [];
    const replay = 'mutation ($ids: [ID!]!) { replayQuarantine(ids: $ids) { replayed stillFailing } }';
    expect((await engineer.graphql(replay, { ids })).data).toEqual({
      replayQuarantine: { replayed: 0, stillFailing: 2 },
    });
    const mended = page?.rows.find((row) => row.eventId === 'q-1')?.quarantineId ?? '';
    const uow = instance.api.get(UnitOfWork, { strict: false });
    // As a later version would: what was wrong with it is accepted now.
    await uow.query('UPDATE quarantine SET raw = $2 WHERE quarantine_id = $1', [
      mended,
      Buffer.from(JSON.stringify(start('Q-1', 'P1', 'q-1'))),
    ]);
    expect((await engineer.graphql(replay, { ids: [mended] })).data).toEqual({
      replayQuarantine: { replayed: 1, stillFailing: 0 },
    });
    expect(await uow.query(`SELECT kind FROM lot_event WHERE lot_id = 'Q-1'`)).toEqual([{ kind: 'start' }]);
    const dismiss = 'mutation ($ids: [ID!]!) { dismissQuarantine(ids: $ids, reason: "test data") { dismissed } }';
    expect((await engineer.graphql(dismiss, { ids })).data).toEqual({ dismissQuarantine: { dismissed: 1 } });
    expect((await open())?.total).toBe(0);
  });

  const ALLOWED: readonly Role[] = ['yield-engineer', 'process-engineer', 'administrator'];
  it.each(ROLE_NAMES)('lets %s do what the role may', async (role) => {
    const client = await instance.as(role);
    expect((await client.graphql(QUERY)).errors).toEqual([]);
    const ids = ['00000000-0000-4000-8000-000000000000'];
    const { errors } = await client.graphql('mutation ($ids: [ID!]!) { replayQuarantine(ids: $ids) { replayed } }', {
      ids,
    });
    expect(errors.map((error) => error.extensions?.['code'])).toEqual(ALLOWED.includes(role) ? [] : ['FORBIDDEN']);
  });

  it('says "you may not" instead of "there is none" to somebody who may see some products only', async () => {
    const scoped = await instance.machine(['health:read'], ['P1']);
    const { errors } = await scoped.graphql(QUERY);
    expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('imports', () => {
  it.skipIf(!existsSync(LOT2))(
    'of lot2 give the three yields by HTTP and GraphQL, and the same content once',
    async () => {
      const engineer = await instance.as('yield-engineer');
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
    const machine = await instance.machine(['imports:write', 'imports:read']);
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
    const scoped = await instance.machine(['imports:write', 'imports:read'], ['P1']);
    const all = await instance.machine(['imports:write', 'imports:read']);
    const { importId } = (await (await upload(scoped, sortFile('FOREIGN', 'P9'), 'p9.stdf')).json()) as {
      importId: string;
    };
    expect(await settled(all, importId)).toMatchObject({ state: 'failed', error: { code: 'product-out-of-scope' } });
    const own = (await (await upload(all, sortFile('P9-LOT', 'P9'), 'ok.stdf')).json()) as { importId: string };
    await settled(all, own.importId);
    expect((await scoped.fetch(`/imports/v1/${own.importId}`)).status).toBe(404);
  });

  it.each(ROLE_NAMES)('let %s do what the role may', async (role) => {
    const client = await instance.as(role);
    expect((await client.graphql('{ imports { total rows { importId } } }')).errors).toEqual([]);
    const mayImport = role !== 'manager';
    expect((await upload(client, sortFile(`BY-${role}`), `${role}.stdf`)).status).toBe(mayImport ? 202 : 403);
  });

  it.each([
    [415, 'lot.stdf', { 'content-type': 'text/plain' }],
    [400, '', { 'content-type': 'application/octet-stream' }],
  ])('answer %i', async (status, name, headers) => {
    const client = await instance.as('yield-engineer');
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

describe('data health', () => {
  it.each(ROLE_NAMES)('is open to %s and tells of the sources', async (role) => {
    const client = await instance.as(role);
    const { data, errors } = await client.graphql<{ dataHealth: { ingest: { state: string }; sources: object[] } }>(
      '{ dataHealth { ingest { state backlog quarantined history { weeks } } sources { type events24h state } consumers { topic lag } } }',
    );
    expect(errors).toEqual([]);
    expect(data?.dataHealth.ingest.state).toBe('ok');
    expect(data?.dataHealth.sources).toContainEqual(
      expect.objectContaining({ type: 'fab.lot-history.v1', state: 'ok' }),
    );
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
