import { MEDIA_TYPES, toEnvelope, type FabEvent } from '@fabwright/contracts';
import { OutboxRepository } from '@fabwright/ingest';
import { type Role, ROLE_NAMES, UnitOfWork } from '@fabwright/platform';
import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../test/eventually.ts';
import { RunningInstance } from '../test/running-instance.ts';

const TIME = '2026-11-23T15:30:00Z';

let database: TestDatabase;
let instance: RunningInstance;
beforeAll(async () => {
  database = await cloneDatabase();
  instance = await RunningInstance.start(database.url, { FAB_MAX_PENDING_EVENTS: '600', FAB_DEMO_HISTORY_DAYS: '30' });
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

describe('POST /ingest/v1/events', () => {
  it('keeps a batch, answers with a receipt a message, and the worker makes facts of it', async () => {
    const machine = await machineWith(['events:write']);
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
    const response = await post(await machineWith(['events:write']), body, type);
    expect([response.status, await response.json()]).toMatchObject([status, { code }]);
  });

  it('answers 429 with a time to wait while too much waits for the worker', async () => {
    const machine = await machineWith(['events:write']);
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
    await post(await machineWith(['events:write']), JSON.stringify([start('SECRET-LOT', 'OTHER')]));
    const uow = instance.api.get(UnitOfWork, { strict: false });
    await eventually(
      () => uow.query(`SELECT 1 FROM lot WHERE lot_id = 'SECRET-LOT'`),
      (found) => found.length > 0,
    );
    const scoped = await machineWith(['events:write'], ['P1']);
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
    for (const role of ROLE_NAMES) expect((await post(await as(role), body)).status).toBe(403);
    expect((await post(await machineWith(['events:read']), body)).status).toBe(403);
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
    const machine = await machineWith(['events:read']);
    type Page = { events: FabEvent[]; next: string };
    const page = async (query: string): Promise<Page> =>
      (await machine.fetch(`/events/v1${query}`)).json() as Promise<Page>;
    const first = await page('?limit=1');
    expect(first.events).toEqual([request(1)]);
    const second = await page(`?after=${first.next}`);
    expect(second.events).toEqual([request(2)]);
    expect(await page(`?after=${second.next}`)).toEqual({ events: [], next: second.next });
    expect((await machine.fetch('/events/v1?after=x')).status).toBe(400);
    expect((await (await machineWith(['events:write'])).fetch('/events/v1')).status).toBe(403);
  });
});

describe('quarantine', () => {
  const QUERY =
    '{ quarantine(state: "open") { total rows { quarantineId source type eventId reasonCode raw truncated } } }';
  type Answer = {
    quarantine: { total: number; rows: { quarantineId: string; eventId: string | null; reasonCode: string }[] };
  };

  it('shows what was put aside, replays it after the cause is gone, and dismisses what is of no use', async () => {
    const machine = await machineWith(['events:write']);
    const engineer = await as('yield-engineer');
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
    const client = await as(role);
    expect((await client.graphql(QUERY)).errors).toEqual([]);
    const ids = ['00000000-0000-4000-8000-000000000000'];
    const { errors } = await client.graphql('mutation ($ids: [ID!]!) { replayQuarantine(ids: $ids) { replayed } }', {
      ids,
    });
    expect(errors.map((error) => error.extensions?.['code'])).toEqual(ALLOWED.includes(role) ? [] : ['FORBIDDEN']);
  });

  it('says "you may not" instead of "there is none" to somebody who may see some products only', async () => {
    const scoped = await machineWith(['health:read'], ['P1']);
    const { errors } = await scoped.graphql(QUERY);
    expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('data health', () => {
  it.each(ROLE_NAMES)('is open to %s and tells of the sources', async (role) => {
    const client = await as(role);
    const { data, errors } = await client.graphql<{
      dataHealth: { ingest: { state: string; history: object }; sources: object[] };
    }>(
      '{ dataHealth { ingest { state backlog quarantined history { weeks } } sources { type events24h state } consumers { topic lag } } }',
    );
    expect(errors).toEqual([]);
    // of thirty days four weeks are whole
    expect(data?.dataHealth.ingest).toMatchObject({ state: 'ok', history: { weeks: 4 } });
    expect(data?.dataHealth.sources).toContainEqual(
      expect.objectContaining({ type: 'fab.lot-history.v1', state: 'ok' }),
    );
  });
});
