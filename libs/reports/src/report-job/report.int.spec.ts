import { createHash } from 'node:crypto';
import { formatPoints, formatYield, type Locale } from '@fabwright/facts';
import { TokenService } from '@fabwright/platform';
import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lotStart, product, waferTest } from '../../test/fab-data.ts';
import { pdfText } from '../../test/pdf-text.ts';
import { ordered, settled, type JobState } from '../../test/report-client.ts';
import { startReportApps, type ReportApps } from '../../test/report-apps.ts';

let database: TestDatabase;
let apps: ReportApps;
/** Sees everything; sees product B only. */
let reader: ApiClient;
let scoped: ApiClient;

const SCOPES = ['data:read', 'reports:read', 'reports:write', 'jobs:read'] as const;
const day = (number: number): string => `2026-11-${String(number).padStart(2, '0')}`;

beforeAll(async () => {
  database = await cloneDatabase();
  apps = await startReportApps(database.url);
  await apps.record(product('A'), product('B'));
  for (let lot = 1; lot <= 6; lot++) {
    const lotId = `A${lot}`;
    const results = [1, 2, 3].map((wafer) =>
      waferTest({
        lotId,
        waferId: `${lotId}-${wafer}`,
        productId: 'A',
        startedAt: `${day(10 + lot)}T0${wafer}:00:00Z`,
        loss: lot === 6 ? 0.25 : 0.06,
        seed: 10 * lot + wafer,
      }),
    );
    await apps.record(lotStart(lotId, 'A', 3, day(1)), ...results);
  }
  await apps.record(
    waferTest({
      lotId: 'A6',
      waferId: 'A6-1',
      productId: 'A',
      startedAt: `${day(17)}T01:00:00Z`,
      loss: 0.02,
      seed: 5,
      only: 40,
    }),
  );
  const tokens = apps.api.get(TokenService);
  const client = async (productScope: string[] | null): Promise<ApiClient> => {
    const { secret } = await tokens.create({ name: 'reader', scopes: SCOPES, productScope });
    return new ApiClient(apps.base, secret);
  };
  reader = await client(null);
  scoped = await client(['B']);
});
afterAll(async () => {
  await apps?.[Symbol.asyncDispose]();
  await database.drop();
});

const LOT = `query ($language: String!) {
  lot(lotId: "A6") { ... on Lot {
    row { yields { final firstPass record recovered retested records } floor }
    wafers { waferId yields { final firstPass record } }
    losses { name loss }
    narrative(language: $language) { badge headline { text factId } paragraphs { text factId } facts { id text definition query rows asOf } }
  } }
}`;

interface LotAnswer {
  readonly row: { readonly yields: { final: number; firstPass: number; record: number }; readonly floor: number };
  readonly wafers: readonly { waferId: string; yields: { final: number; firstPass: number; record: number } }[];
  readonly losses: readonly { name: string; loss: number }[];
  readonly narrative: {
    readonly headline: readonly { text: string }[];
    readonly paragraphs: readonly (readonly { text: string }[])[];
    readonly facts: readonly { text: string; definition: string; query: string; rows: number; asOf: string }[];
  };
}

async function lotAnswer(language: Locale): Promise<LotAnswer> {
  const { data, errors } = await reader.graphql<{ lot: LotAnswer }>(LOT, { language });
  expect(errors).toEqual([]);
  return data!.lot;
}

const squeezed = (text: string): string => text.replaceAll(/\s+/g, '');

describe('a lot report', () => {
  it.each([
    ['en', 'A4'],
    ['zh-CN', 'LETTER'],
  ] as const)('in %s on %s prints the numbers of the screen', async (language, paper) => {
    const lot = await lotAnswer(language);
    const { file } = await ordered(reader, { kind: 'lot', lotId: 'A6', insertion: 'CP1', language, paper });
    expect(file.headers.get('content-type')).toBe('application/pdf');
    const text = await pdfText(new Uint8Array(await file.arrayBuffer()));
    expect(text.language).toBe(language);
    const first = squeezed(text.pages[0] ?? '');
    const { final, firstPass, record } = lot.row.yields;
    for (const value of [final, firstPass, record]) expect(first).toContain(squeezed(formatYield(value, language, 2)));
    for (const { loss, name } of lot.losses.slice(0, 1)) {
      expect(first).toContain(squeezed(formatPoints(loss, language)));
      expect(first).toContain(squeezed(name));
    }
    for (const { yields } of lot.wafers)
      expect(squeezed(text.all)).toContain(squeezed(formatYield(yields.final, language, 2)));
    for (const { text: fact } of lot.narrative.facts) expect(squeezed(text.all)).toContain(squeezed(fact));
    const headline = lot.narrative.headline.map((span) => span.text).join('');
    expect(first).toContain(squeezed(headline));
  });

  it('is the same file for the same request on the same data, and another after new data', async () => {
    const order = { kind: 'lot', lotId: 'A5', language: 'en', paper: 'A4' };
    const digest = async (): Promise<string> => {
      const { file } = await ordered(reader, order);
      return createHash('sha256')
        .update(new Uint8Array(await file.arrayBuffer()))
        .digest('hex');
    };
    const before = await digest();
    expect(await digest()).toBe(before);
    await apps.record(
      waferTest({
        lotId: 'A5',
        waferId: 'A5-1',
        productId: 'A',
        startedAt: `${day(18)}T01:00:00Z`,
        loss: 0,
        seed: 1,
        only: 30,
      }),
    );
    expect(await digest()).not.toBe(before);
  });

  it('comes as a download with a name in any script', async () => {
    const { file } = await ordered(reader, { kind: 'lot', lotId: 'A6', language: 'zh-CN', paper: 'A4' });
    const disposition = file.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]+\.pdf"; filename\*=UTF-8''/);
    expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe('A6-Product-A-CP1-批次报告.pdf');
  });

  it('is refused for what may not be seen, at the start and at the download', async () => {
    const order = { kind: 'lot', lotId: 'A6', language: 'en', paper: 'A4' };
    expect((await scoped.post('/reports/v1', order)).status).toBe(403);
    expect((await reader.post('/reports/v1', { ...order, lotId: 'nope' })).status).toBe(404);
    expect((await reader.post('/reports/v1', { ...order, paper: 'A3' })).status).toBe(400);
    const { state } = await ordered(reader, order);
    expect((await scoped.fetch(`/reports/v1/${state.jobId}/file`)).status).toBe(404);
    // the scope of who asked has shrunk since
    await (await database.connect()).query(`UPDATE api_token SET product_scope = '{B}' WHERE product_scope IS NULL`);
    try {
      expect((await reader.fetch(`/reports/v1/${state.jobId}/file`)).status).toBe(403);
    } finally {
      await (
        await database.connect()
      ).query(
        `UPDATE api_token SET product_scope = NULL WHERE token_id IN (SELECT asked_by_id::uuid FROM job WHERE job_id = '${state.jobId}')`,
      );
    }
  });
});

describe('a week report', () => {
  it('prints the numbers of the Overview', async () => {
    const query = `{ overview(filter: { productId: "A", insertion: "CP1", from: "2026-09-20T16:00:00Z", to: "2026-11-22T16:00:00Z" }) {
      currentWeek current { final firstPass record wafers } losses { name loss }
      narrative(language: "en") { badge headline { text } facts { text } }
    } }`;
    interface Answer {
      readonly currentWeek: string;
      readonly current: { final: number; firstPass: number; record: number };
      readonly losses: readonly { loss: number }[];
      readonly narrative: { readonly badge: string; readonly facts: readonly { text: string }[] };
    }
    const { data, errors } = await reader.graphql<{ overview: Answer }>(query);
    expect(errors).toEqual([]);
    const { overview } = data!;
    expect(overview.currentWeek).toBe('2026-W47');
    expect(overview.narrative.badge).toBe('Template text');
    const { file } = await ordered(reader, {
      kind: 'week',
      productId: 'A',
      insertion: 'CP1',
      week: '2026-W47',
      language: 'en',
      paper: 'A4',
    });
    const text = await pdfText(new Uint8Array(await file.arrayBuffer()));
    const { final, firstPass, record } = overview.current;
    for (const value of [final, firstPass, record])
      expect(squeezed(text.pages[0] ?? '')).toContain(squeezed(formatYield(value, 'en')));
    for (const { loss } of overview.losses) expect(text.all).toContain(formatPoints(loss, 'en').replace(' pp', ''));
    for (const fact of overview.narrative.facts) expect(squeezed(text.all)).toContain(squeezed(fact.text));
  });

  it('of a week without lots ends as a failed job that says so', async () => {
    const response = await reader.post('/reports/v1', {
      kind: 'week',
      productId: 'A',
      week: '2026-W10',
      language: 'en',
      paper: 'A4',
    });
    const { jobId } = (await response.json()) as { jobId: string };
    const state = await settled(reader, jobId);
    expect(state.state).toBe('failed');
    expect(state.error?.message).toContain('No lot of A ended its first pass in 2026-W10');
    expect((await reader.fetch(`/reports/v1/${jobId}/file`)).status).toBe(409);
  });
});

describe('GraphQL', () => {
  it('starts a report as a job whose result can be fetched', async () => {
    const { data, errors } = await reader.graphql<{ startLotReport: { job: JobState } }>(
      `mutation { startLotReport(lotId: "A1", language: "en", paper: "LETTER") { __typename ... on JobAccepted { job { jobId state } } } }`,
    );
    expect(errors).toEqual([]);
    const { jobId } = data!.startLotReport.job;
    const state = await settled(reader, jobId);
    expect(state).toMatchObject({ state: 'done', progress: 1, resultUrl: `/reports/v1/${jobId}/file` });
  });

  it('answers a lot out of scope with Forbidden, and a language we do not write with InvalidInput', async () => {
    const start = (client: ApiClient, language: string) =>
      client.graphql<{ startLotReport: { __typename: string } }>(
        `mutation { startLotReport(lotId: "A1", language: "${language}", paper: "A4") { __typename } }`,
      );
    expect((await start(scoped, 'en')).data?.startLotReport.__typename).toBe('Forbidden');
    expect((await start(reader, 'fr')).data?.startLotReport.__typename).toBe('InvalidInput');
  });
});
