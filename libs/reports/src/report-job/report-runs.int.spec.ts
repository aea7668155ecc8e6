import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { tokenActor, Jobs, TokenService } from '@fabwright/platform';
import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { lotStart, product, waferTest } from '../../test/fab-data.ts';
import { jobWhen, order, ordered, settled, stateOf } from '../../test/report-client.ts';
import { startReportApps, type ReportApps } from '../../test/report-apps.ts';
import { REPORT_JOB } from './report-request.ts';

// a busy machine lays out a report in seconds, not in the usual fraction of one
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let database: TestDatabase;
let apps: ReportApps;

const tested = (lotId: string, wafer: number, loss: number) =>
  waferTest({
    lotId,
    waferId: `${lotId}-${wafer}`,
    productId: 'A',
    startedAt: `2026-11-1${wafer}T01:00:00Z`,
    loss,
    seed: wafer,
  });

beforeAll(async () => {
  database = await cloneDatabase();
  apps = await startReportApps(database.url);
  await apps.record(product('A'), product('B'));
  for (const lotId of ['A1', 'A2'])
    await apps.record(lotStart(lotId, 'A', 2, '2026-11-01'), tested(lotId, 1, 0.06), tested(lotId, 2, 0.1));
});
afterAll(async () => {
  await apps?.[Symbol.asyncDispose]();
  await database.drop();
});

interface Asker {
  readonly client: ApiClient;
  readonly actor: ReturnType<typeof tokenActor>;
}

async function asker(productScope: string[] | null): Promise<Asker> {
  const scopes = ['data:read', 'reports:read', 'reports:write', 'jobs:read'] as const;
  const { secret, token } = await apps.api.get(TokenService).create({ name: 'asker', scopes, productScope });
  return { client: new ApiClient(apps.base, secret), actor: tokenActor(token) };
}

/** Names of all files that are kept, or half written. */
async function kept(): Promise<string[]> {
  const entries = await readdir(join(apps.folder, 'blobs'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

async function blobOf(jobId: string): Promise<string | undefined> {
  const source = await database.connect();
  const rows: { blob: string | null }[] = await source.query(
    `SELECT result->>'blob' AS blob FROM job WHERE job_id = $1`,
    [jobId],
  );
  return rows[0]?.blob ?? undefined;
}

const A1 = { kind: 'lot', lotId: 'A1', language: 'en', paper: 'A4' };

describe('a report that was made before', () => {
  it('is handed out again without being made again, to everybody who may see its product', async () => {
    const [first, second] = [await asker(null), await asker(['A'])];
    const { state: made, file } = await ordered(first.client, A1);
    expect(made.step).toBe('storing');
    const bytes = Buffer.from(await file.arrayBuffer());
    for (const { client } of [first, second]) {
      const { state: again, file: same } = await ordered(client, A1);
      expect(again.jobId).not.toBe(made.jobId);
      // it came no further than to the figures
      expect(again).toMatchObject({ state: 'done', progress: 1, step: 'gathering' });
      expect(bytes.equals(Buffer.from(await same.arrayBuffer()))).toBe(true);
    }
    const other = await ordered(first.client, { ...A1, paper: 'LETTER' });
    expect(other.state.step).toBe('storing');
  });

  it('is not handed out to who may not see its product, however the job came about', async () => {
    const [reader, stranger] = [await asker(null), await asker(['B'])];
    const { state } = await ordered(reader.client, A1);
    expect((await stranger.client.post('/reports/v1', A1)).status).toBe(403);
    expect((await stranger.client.fetch(`/reports/v1/${state.jobId}/file`)).status).toBe(404);
    // as when the scope shrinks between the request and the run
    const request = {
      kind: 'lot',
      lotId: 'A1',
      productId: 'A',
      insertion: 'CP1',
      language: 'en',
      paper: 'A4',
    } as const;
    const jobId = await apps.api.get(Jobs, { strict: false }).send(REPORT_JOB, request, stranger.actor);
    expect((await settled(stranger.client, jobId)).state).toBe('failed');
    expect(await blobOf(jobId)).toBeUndefined();
  });

  it('is made anew when a figure has changed, and when its file is gone', async () => {
    const { client } = await asker(null);
    const before = (await ordered(client, A1)).state.jobId;
    await apps.record(
      waferTest({
        lotId: 'A1',
        waferId: 'A1-1',
        productId: 'A',
        startedAt: '2026-11-18T01:00:00Z',
        loss: 0,
        seed: 1,
        only: 30,
      }),
    );
    const { state } = await ordered(client, A1);
    expect(state.step).toBe('storing');
    const blob = await blobOf(state.jobId);
    expect(blob).not.toBe(await blobOf(before));
    const unknown = 'ab'.repeat(32);
    expect(await apps.needed([unknown, blob ?? ''])).toEqual(new Set([blob]));
    await apps.forget(blob ?? '');
    const { state: restored, file } = await ordered(client, A1);
    expect(restored.step).toBe('storing');
    expect(file.status).toBe(200);
    expect(await blobOf(restored.jobId)).toBe(blob);
  });
});

describe('a report that is called off while it is laid out', () => {
  it('leaves nothing behind, stays cancelled, and the next has its turn', async () => {
    const { client } = await asker(null);
    const before = await kept();
    const jobId = await order(client, { ...A1, lotId: 'A2', language: 'zh-CN' });
    await jobWhen(client, jobId, ({ step }) => step === 'laying-out', 10);
    const { data } = await client.graphql(`mutation { cancelJob(jobId: "${jobId}") { __typename } }`);
    expect(data).toEqual({ cancelJob: { __typename: 'JobAccepted' } });
    const next = await ordered(client, { ...A1, lotId: 'A2', language: 'en' });
    const blob = await blobOf(next.state.jobId);
    expect(await stateOf(client, jobId)).toMatchObject({ state: 'cancelled', resultUrl: null });
    expect((await client.fetch(`/reports/v1/${jobId}/file`)).status).toBe(409);
    expect((await kept()).toSorted()).toEqual([...before, blob].toSorted());
  });
});
