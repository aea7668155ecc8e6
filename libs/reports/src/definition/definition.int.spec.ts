import { randomUUID } from 'node:crypto';
import { Bootstrap, PeopleService, UnitOfWork, type Role } from '@fabwright/platform';
import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { lotStart, product, waferTest } from '../../test/fab-data.ts';
import { pdfText } from '../../test/pdf-text.ts';
import { startReportApps, type ReportApps } from '../../test/report-apps.ts';
import { settled } from '../../test/report-client.ts';
import type { ScreenContent } from '../report-job/screen-content.ts';

// a busy machine lays out a report in seconds, not in the usual fraction of one
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let database: TestDatabase;
let apps: ReportApps;
let people: Readonly<Record<Role, ApiClient>>;

beforeAll(async () => {
  database = await cloneDatabase();
  apps = await startReportApps(database.url);
  await apps.record(product('A'), product('B'), product('C'));
  // three lots a month of A, in September and October; of B in October only; none of C
  for (const [at, [lotId, productId, day, loss]] of LOTS.entries()) {
    const wafers = [1, 2].map((wafer) =>
      waferTest({
        ...{ lotId, waferId: `${lotId}-${wafer}`, productId, startedAt: `${day}T0${wafer}:00:00Z` },
        ...{ loss, seed: at * 7 + wafer },
      }),
    );
    await apps.record(lotStart(lotId, productId, 2, day), ...wafers);
  }
  await apps.clockTo('2026-11-21T04:00:00Z');
  const demo = (await apps.api.get(Bootstrap, { strict: false }).demoAccounts()) ?? [];
  const clients = demo.map(async ({ role, login, password }) => {
    const client = new ApiClient(apps.base);
    await client.signIn(login, password);
    return [role, client] as const;
  });
  people = Object.fromEntries(await Promise.all(clients)) as Record<Role, ApiClient>;
  const service = apps.api.get(PeopleService, { strict: false });
  const tomas = (await service.list()).find(({ account }) => account.role === 'process-engineer');
  await service.setProductScope(tomas!.account.accountId, ['B']);
});
afterAll(async () => {
  await apps?.[Symbol.asyncDispose]();
  await database.drop();
});

const LOTS = [
  ['A1', 'A', '2026-09-04', 0.03],
  ['A2', 'A', '2026-09-14', 0.04],
  ['A3', 'A', '2026-09-24', 0.05],
  ['A4', 'A', '2026-10-04', 0.14],
  ['A5', 'A', '2026-10-14', 0.16],
  ['A6', 'A', '2026-10-24', 0.15],
  ['B1', 'B', '2026-10-05', 0.06],
] as const;

type Values = Record<string, unknown>;

async function ask<T = Values>(role: Role, query: string, variables: object = {}): Promise<T> {
  const { data, errors } = await people[role].graphql<Record<string, T>>(query, { ...variables });
  expect(errors).toEqual([]);
  return Object.values(data!)[0]!;
}

const MONTHLY = {
  ...{ name: 'Summary', kind: 'month', productId: '*', insertion: null, lotTypes: null, sections: null },
  ...{ language: 'OWN', paper: 'A4', sharedWith: [] as string[] },
};
const RESULT = `__typename ... on ReportDefinitionSaved { definition { definitionId version sections name } }
  ... on InvalidInput { issues { field code } } ... on ReportDefinitionOutdated { message }`;

interface Saved {
  readonly __typename: string;
  readonly definition?: { readonly definitionId: string; readonly version: number; readonly sections: string[] | null };
  readonly issues?: readonly { readonly field: string }[];
}

const create = (role: Role, over: Partial<Record<keyof typeof MONTHLY, unknown>> = {}, requestId = randomUUID()) =>
  ask<Saved>(
    role,
    `mutation ($requestId: ID!, $definition: ReportDefinitionInput!) {
      createReportDefinition(requestId: $requestId, definition: $definition) { ${RESULT} } }`,
    { requestId, definition: { ...MONTHLY, ...over } },
  );
const change = (role: Role, definitionId: string, version: number, over: object) =>
  ask<Saved>(
    role,
    `mutation ($id: ID!, $version: Int!, $definition: ReportDefinitionInput!) {
      changeReportDefinition(definitionId: $id, version: $version, definition: $definition) { ${RESULT} } }`,
    { id: definitionId, version, definition: { ...MONTHLY, ...over } },
  );
const names = async (role: Role): Promise<string[]> =>
  (await ask<{ name: string }[]>(role, '{ reportDefinitions { name } }')).map(({ name }) => name);

async function started(role: Role, field: 'showReport' | 'startReport', over: object) {
  const { name: _, sharedWith: __, ...order } = { ...MONTHLY, period: '2026-10', language: 'en', ...over };
  return ask<Values & { job?: { jobId: string }; issues?: { field: string }[]; message?: string }>(
    role,
    `mutation ($order: ReportOrderInput!) { ${field}(order: $order) { __typename
      ... on JobAccepted { job { jobId } } ... on InvalidInput { issues { field } } ... on Forbidden { message } } }`,
    { order },
  );
}

async function made(role: Role, over: object = {}): Promise<ScreenContent> {
  const { job } = await started(role, 'showReport', over);
  const client = people[role];
  const state = await settled(client, job!.jobId);
  expect(state).toMatchObject({ state: 'done' });
  return (await (await client.fetch(`/reports/v1/${job!.jobId}/screen`)).json()) as ScreenContent;
}

const textOf = ({ headline, paragraphs }: ScreenContent): string =>
  [headline, ...paragraphs].map((spans) => spans.map(({ text }) => text).join('')).join('\n');

describe('a report that is put together', () => {
  it('is the owner’s, seen by roles it is shared with, and never by those who may not see its products', async () => {
    const id = randomUUID();
    expect(await create('yield-engineer', { sharedWith: ['MANAGER', 'PROCESS_ENGINEER'] }, id)).toMatchObject({
      definition: { definitionId: id, version: 1 },
    });
    // sent twice, kept once
    await create('yield-engineer', {}, id);
    expect([await names('yield-engineer'), await names('manager'), await names('process-engineer')]).toEqual([
      ['Summary'],
      ['Summary'],
      [],
    ]);
    expect(await change('manager', id, 1, { name: 'Mine' })).toMatchObject({ __typename: 'Forbidden' });
    expect(await change('yield-engineer', id, 1, { name: 'Second' })).toMatchObject({ definition: { version: 2 } });
    expect(await change('yield-engineer', id, 1, { name: 'Third' })).toMatchObject({
      __typename: 'ReportDefinitionOutdated',
    });
  });

  it.each([
    [{ kind: 'year' }, 'kind'],
    [{ sections: ['products', 'weather'] }, 'sections'],
    [{ kind: 'week' }, 'productId'],
    [{ productId: 'Z' }, 'productId'],
    [{ lotTypes: [] }, 'lotTypes'],
    [{ name: ' ' }, 'name'],
  ])('is refused for %j', async (over, field) => {
    expect(await create('yield-engineer', over)).toMatchObject({ issues: [{ field }] });
  });

  it('of every product is not for those who may see some', async () => {
    expect(await create('process-engineer')).toMatchObject({ issues: [{ field: 'productId' }] });
    expect(await started('process-engineer', 'showReport', {})).toMatchObject({ issues: [{ field: 'productId' }] });
    expect(await create('process-engineer', { productId: 'B' })).toMatchObject({ definition: { version: 1 } });
  });

  it('is followed by the schedule that sends it', async () => {
    const { definition } = await create('yield-engineer', { name: 'Followed' });
    const schedule = {
      ...{ name: 'To all', definitionId: definition!.definitionId, kind: 'week', productId: 'A', language: 'EN' },
      ...{ paper: 'A4', cron: 'hand', timeZone: 'Asia/Shanghai', workingDays: [1], holidays: [], offDay: 'RUN' },
      ...{ fileWay: 'LINK' },
      recipients: { roles: ['MANAGER'], accountIds: [], addresses: [], webhookIds: [], folder: false },
    };
    await ask(
      'yield-engineer',
      `mutation ($requestId: ID!, $schedule: ReportScheduleInput!) {
        createReportSchedule(requestId: $requestId, schedule: $schedule) { __typename
          ... on InvalidInput { issues { field message } } } }`,
      { requestId: randomUUID(), schedule },
    );
    const seen = async () =>
      (await ask<Values[]>('yield-engineer', '{ reportSchedules { kind productId sections nextFireAt cron } }'))[0];
    expect(await seen()).toEqual({ kind: 'month', productId: '*', sections: null, nextFireAt: null, cron: 'hand' });
    await change('yield-engineer', definition!.definitionId, 1, { name: 'Followed', sections: ['actions', 'losses'] });
    expect(await seen()).toMatchObject({ sections: ['actions', 'losses'] });
  });
});

describe('a monthly summary', () => {
  it('says what all products did, split into mix and within, and what was not there', async () => {
    const content = await made('yield-engineer');
    const text = textOf(content);
    expect(text).toContain('1–31 Oct 2026');
    expect(text).toMatch(/Within products the yield changed by −\d/);
    expect(text).toContain('2 of 2 products came in below target');
    expect(text).toContain('No excursion opened.');
    expect(text).toContain('Without a tested lot in the period: 1 of 3 products.');
    expect(content.facts[0]).toMatchObject({ id: 'F1', rows: 7 });
    expect(content.facts[0]?.text).toContain('%');
    expect(content.completeness).toContain('Without a tested lot in the month: Product C.');
    expect(content.sections.map(({ short }) => short)).toEqual([
      'Yield by product',
      'Losses and their trend',
      'Excursions',
      'Open actions',
    ]);
    const [products] = content.sections[0]!.blocks;
    expect(products).toMatchObject({
      kind: 'table',
      table: { rows: [{ length: 10 }, { length: 10 }, { length: 10 }] },
    });
  });

  it('has the sections that were chosen, in their order, and speaks Chinese', async () => {
    const content = await made('manager', { sections: ['actions', 'losses'], language: 'zh-CN', productId: 'A' });
    expect(content.sections.map(({ short }) => short)).toEqual(['未完成措施', '损失及其走势']);
    expect(textOf(content)).toContain('2026年10月1–31日');
  });

  it('is a file like any other, and of a month without a lot it says so', async () => {
    const { job } = await started('yield-engineer', 'startReport', { paper: 'LETTER' });
    const client = people['yield-engineer'];
    expect(await settled(client, job!.jobId)).toMatchObject({ state: 'done' });
    const bytes = Buffer.from(await (await client.fetch(`/reports/v1/${job!.jobId}/file`)).arrayBuffer());
    const text = await pdfText(bytes);
    expect(text.all).toContain('Monthly management summary');
    const none = await started('yield-engineer', 'showReport', { period: '2026-02' });
    expect(await settled(client, none.job!.jobId)).toMatchObject({
      state: 'failed',
      error: { message: 'No lot ended its first pass in 2026-02. There is nothing to report.' },
    });
    expect(await started('yield-engineer', 'showReport', { period: '2026-W10' })).toMatchObject({
      issues: [{ field: 'period' }],
    });
  });
});

describe('the excursions of a week', () => {
  /** As detectors leave it: what left its limits in A is its leakage. */
  const found = (excursionId: string, openedAt: string, over: Partial<Record<'productId' | 'state', string>> = {}) =>
    apps.api.get(UnitOfWork).query(
      `INSERT INTO excursion (excursion_id, detection_id, product_id, insertion, kind, severity, state, subject, reasons,
         places, first_lot_at, last_lot_at, opened_at, recorded_at, from_history, ended, lot_count, wafer_count, loss_pp,
         lost_dies, seq)
       VALUES ($1, $1, $2, 'CP1', 'bin', 'major', $3, '{"kind":"bin","name":"5"}', '[]', '{}', $4, $4, $4, $4, $5, false, 3,
         6, 4.2, 120, 1)`,
      [excursionId, over.productId ?? 'A', over.state ?? 'open', openedAt, excursionId === 'EX-OLD'],
    );
  const WEEKLY = { kind: 'excursions', period: '2026-W47' };
  const firstCells = ({ sections }: ScreenContent): string[][] =>
    sections.map(({ blocks: [block] }) =>
      block?.kind === 'table' ? block.table.rows.map(([first]) => first ?? '') : [],
    );

  it('are those opened in it and those open from before, within the products that who asks may see', async () => {
    const quiet = await made('yield-engineer', WEEKLY);
    expect(textOf(quiet)).toContain('No excursion was opened in this week.');
    await found('EX-1', '2026-11-18T02:00:00Z', { state: 'contained' });
    await found('EX-2', '2026-11-19T02:00:00Z', { productId: 'B' });
    await found('EX-3', '2026-11-04T02:00:00Z');
    await found('EX-4', '2026-11-04T02:00:00Z', { state: 'closed' });
    await found('EX-5', '2026-11-18T02:00:00Z', { state: 'withdrawn' });
    await found('EX-6', '2026-11-24T02:00:00Z');
    await found('EX-OLD', '2026-11-18T02:00:00Z');
    const all = await made('yield-engineer', WEEKLY);
    expect(firstCells(all)).toEqual([['EX-1', 'EX-2'], ['EX-3'], []]);
    expect(textOf(all)).toContain('New in this week: 2 excursions');
    const own = await made('process-engineer', { ...WEEKLY, productId: 'B', sections: ['carried', 'excursions'] });
    expect(firstCells(own)).toEqual([[], ['EX-2']]);
    expect(await started('process-engineer', 'showReport', WEEKLY)).toMatchObject({ issues: [{ field: 'productId' }] });
  });
});
