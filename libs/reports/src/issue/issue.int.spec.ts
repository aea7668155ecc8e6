import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Bootstrap, PeopleService, UnitOfWork, type Role } from '@fabwright/platform';
import { ApiClient, cloneDatabase, startMailServer, type MailServer, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { lotStart, product, waferTest } from '../../test/fab-data.ts';
import { pdfText } from '../../test/pdf-text.ts';
import { readMail, type ReadMail } from '../../test/read-mail.ts';
import { startReportApps, type ReportApps } from '../../test/report-apps.ts';
import { IssueMaker } from './issue.maker.ts';
import { IssuePlanner } from './issue.planner.ts';

// a busy machine lays out a report in seconds, not in the usual fraction of one
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

type Values = Record<string, unknown>;

let database: TestDatabase;
let mail: MailServer;
let apps: ReportApps;
let uow: UnitOfWork;
let people: Readonly<Record<Role, ApiClient>>;
let accounts: Readonly<Record<Role, string>>;

const env = (): Record<string, string> => ({
  FAB_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
  FAB_MAIL_FROM: 'Fabwright <fab@mail.example>',
  FAB_MAIL_DOMAINS: 'fab.example',
  FAB_MAILS_PER_MINUTE: '10000',
  FAB_PUBLIC_URL: 'https://fab.example/',
});

beforeAll(async () => {
  database = await cloneDatabase();
  mail = await startMailServer();
  apps = await startReportApps(database.url, { env: env() });
  uow = apps.worker.get(UnitOfWork);
  await apps.record(product('A'), product('B'));
  // a lot a week, W45 to W48 of 2026 (weeks from Monday, Shanghai); nothing in W46
  for (const [week, day] of [
    ['45', '2026-11-04'],
    ['47', '2026-11-18'],
    ['48', '2026-11-25'],
  ] as const) {
    const lotId = `L${week}`;
    const tested = [1, 2].map((wafer) =>
      waferTest({
        ...{ lotId, waferId: `${lotId}-${wafer}`, productId: 'A', startedAt: `${day}T0${wafer}:00:00Z` },
        ...{ loss: 0.08, seed: Number(week) + wafer },
      }),
    );
    await apps.record(lotStart(lotId, 'A', 2, day), ...tested);
  }
  const demo = (await apps.api.get(Bootstrap, { strict: false }).demoAccounts()) ?? [];
  const clients = demo.map(async ({ role, login, password }) => {
    const client = new ApiClient(apps.base);
    await client.signIn(login, password);
    return [role, client] as const;
  });
  people = Object.fromEntries(await Promise.all(clients)) as Record<Role, ApiClient>;
  const service = apps.api.get(PeopleService, { strict: false });
  const list = await service.list();
  accounts = Object.fromEntries(list.map(({ account }) => [account.role, account.accountId])) as Record<Role, string>;
  await service.setContact(accounts.manager, { email: 'mei@fab.example', language: 'zh-CN' });
  await service.setContact(accounts['yield-engineer'], { email: 'ada@fab.example', language: 'en' });
  await service.setContact(accounts['process-engineer'], { email: 'tomas@fab.example', language: 'en' });
  await service.setProductScope(accounts['process-engineer'], ['B']);
});
afterAll(async () => {
  await apps?.[Symbol.asyncDispose]();
  await mail?.close();
  await database.drop();
});
beforeEach(async () => {
  await uow.query(
    'TRUNCATE delivery, report_schedule, report_issue, report_issue_file, report_issue_recipient, report_unsubscription, report_comment',
  );
  // Saturday of W47
  await uow.query(
    `INSERT INTO fab_clock (only_row, newest_event_at) VALUES (true, $1)
    ON CONFLICT (only_row) DO UPDATE SET newest_event_at = excluded.newest_event_at`,
    ['2026-11-21T04:00:00Z'],
  );
  (mail.mails as unknown[]).length = 0;
});

/** Monday of W48, after eight in Shanghai: last week is W47. */
const MONDAY = '2026-11-23T00:05:00Z';

async function ask(client: ApiClient, query: string, variables: Values = {}): Promise<Values> {
  const { data, errors } = await client.graphql<Values>(query, variables);
  expect(errors).toEqual([]);
  return Object.values(data!)[0] as Values;
}

const NOBODY = { roles: [], accountIds: [], addresses: [], webhookIds: [], folder: false };
const WEEKLY = {
  ...{ name: 'Weekly review', kind: 'week', productId: 'A', insertion: 'CP1', language: 'OWN', paper: 'A4' },
  ...{ cron: '0 8 * * 1', timeZone: 'Asia/Shanghai', workingDays: [1, 2, 3, 4, 5], holidays: [], offDay: 'RUN' },
  ...{ fileWay: 'ATTACHMENT', recipients: NOBODY as Values },
};
const RESULT = `__typename ... on ReportScheduleSaved { schedule { scheduleId version nextFireAt unsubscribed pausedAt } }
  ... on InvalidInput { issues { field code } } ... on ReportScheduleOutdated { message }`;

async function create(over: Partial<typeof WEEKLY>, client = people['yield-engineer'], requestId = randomUUID()) {
  const mutation = `mutation ($requestId: ID!, $schedule: ReportScheduleInput!) {
    createReportSchedule(requestId: $requestId, schedule: $schedule) { ${RESULT} } }`;
  return ask(client, mutation, { requestId, schedule: { ...WEEKLY, ...over } });
}

async function created(recipients: Values, over: Partial<typeof WEEKLY> = {}): Promise<string> {
  const answer = await create({ ...over, recipients: { ...NOBODY, ...recipients } });
  return (answer['schedule'] as { scheduleId: string }).scheduleId;
}

const act = (client: ApiClient, field: string, args: string, result = RESULT): Promise<Values> =>
  ask(client, `mutation { ${field}(${args}) { ${result} } }`);

interface IssueRow extends Values {
  readonly period: string;
  readonly state: string;
}
const issues = (scheduleId: string, client = people['yield-engineer']): Promise<IssueRow[]> =>
  ask(
    client,
    `query ($id: ID!) { reportIssues(scheduleId: $id) { issueId period number cause late state problem named delivered
      files { language url headline problem } recipients { name channel problem deliveryState } } }`,
    { id: scheduleId },
  ) as unknown as Promise<IssueRow[]>;

/** Every round of planner and maker until nothing is under way any more, and everything that was written is sent. */
async function settle(): Promise<void> {
  const open = () =>
    uow.query<{ n: number }>(`SELECT (SELECT count(*) FROM report_issue WHERE state IN ('due', 'making'))::integer
      + (SELECT count(*) FROM delivery WHERE state IN ('queued', 'sending'))::integer AS n`);
  for (const deadline = Date.now() + 90_000; Date.now() < deadline; await sleep(100)) {
    await apps.worker.get(IssuePlanner, { strict: false }).fireDue();
    await apps.worker.get(IssueMaker, { strict: false }).advance();
    await apps.send();
    if ((await open())[0]?.n === 0) return;
  }
  throw new Error('The reports did not go out in time.');
}

const received = (): ReadMail[] => mail.mails.map((one) => readMail(one));
const byAddress = (mails: readonly ReadMail[]): Record<string, string[]> =>
  Object.fromEntries(
    [...Map.groupBy(mails, ({ to }) => to)].map(([to, all]) => [to, all.map(({ subject }) => subject)]),
  );

/** The mail's PDF is that of W47 in Chinese, and the mail says what its page 1 says. */
async function expectReport({ attachments, subject, text }: ReadMail): Promise<void> {
  const [pdf] = attachments;
  expect(pdf?.name).toMatch(/^Product-A-CP1-2026-W47-.*\.pdf$/);
  const read = await pdfText(pdf?.content ?? new Uint8Array());
  expect(read.language).toBe('zh-CN');
  const [headline = ''] = text.split('\n');
  expect(headline.length).toBeGreaterThan(8);
  const squeezed = (words: string): string => words.replaceAll(/\s/g, '');
  expect(squeezed(read.pages[0] ?? '')).toContain(squeezed(headline));
  expect(subject).toContain('W47');
  expect(subject).toContain(headline.slice(0, 20));
}

function linkIn({ text }: ReadMail): string {
  return /https:\/\/fab\.example(\/reports\/v1\/unsubscribe\/\S+)/.exec(text)?.[1] ?? '';
}

describe('a manager subscribes with one click', () => {
  const SUBSCRIBE = `subscribeToReport(order: { kind: "week", productId: "A", insertion: "CP1", name: "Product A",
    timeZone: "Europe/Berlin", language: ZH_CN }) `;
  const subscribe = () => ask(people.manager, `mutation { ${SUBSCRIBE} { ${RESULT} } }`);

  it('Monday comes at eight by their clock, a mail arrives with the right PDF in their language, and they unsubscribe', async () => {
    const { schedule } = (await subscribe()) as { schedule: { scheduleId: string; nextFireAt: string } };
    expect((await subscribe())['schedule']).toMatchObject({ scheduleId: schedule.scheduleId });
    expect(schedule.nextFireAt).toBe('2026-11-23T07:00:00.000Z');
    await apps.clockTo('2026-11-23T06:59:00Z');
    await settle();
    expect(mail.mails).toEqual([]);

    await apps.clockTo('2026-11-23T07:00:00Z');
    await settle();
    const [first, ...others] = received();
    expect(others).toEqual([]);
    expect(first).toMatchObject({ to: 'mei@fab.example' });
    await expectReport(first!);
    const link = linkIn(first!);
    expect(first?.headers).toMatchObject({
      'list-unsubscribe': `<https://fab.example${link}>`,
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    });
    const stranger = new ApiClient(apps.base);
    const page = await stranger.fetch(link);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('退订');
    // looking is not leaving: programs look into mails too
    expect(await uow.query('SELECT FROM report_unsubscription')).toEqual([]);
    const form = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) };
    expect((await fetch(`${apps.base}${link}`, form)).status).toBe(200);
    expect((await fetch(`${apps.base}${link}`, form)).status).toBe(200);
    expect((await fetch(`${apps.base}${link.slice(0, -2)}AA`, form)).status).toBe(404);

    await apps.clockTo('2026-11-30T08:00:00Z');
    await settle();
    expect(mail.mails).toHaveLength(1);
    const [last] = await issues(schedule.scheduleId, people.manager);
    expect(last).toMatchObject({ period: '2026-W48', recipients: [{ problem: 'unsubscribed' }] });
    // one more click, and they have it again
    expect((await subscribe())['schedule']).toMatchObject({ unsubscribed: false });
    await act(
      people.manager,
      'runReportSchedule',
      `scheduleId: "${schedule.scheduleId}", requestId: "${randomUUID()}"`,
      '__typename',
    );
    await settle();
    expect(mail.mails).toHaveLength(2);
  });
});

describe('each recipient', () => {
  it('gets only what they may see, and the log says why somebody gets nothing', async () => {
    const scheduleId = await created({
      roles: ['MANAGER', 'PROCESS_ENGINEER'],
      accountIds: [accounts.administrator],
      addresses: ['boss@fab.example', 'MEI@fab.example'],
    });
    await apps.clockTo(MONDAY);
    await settle();
    expect(Object.keys(byAddress(received())).sort()).toEqual(['boss@fab.example', 'mei@fab.example']);
    const [issue] = await issues(scheduleId);
    const problems = (issue?.['recipients'] as { name: string; problem: string | null }[]).map(
      ({ problem }) => problem,
    );
    expect(problems.sort()).toEqual(['no-address', 'no-rights', null, null].sort());
    expect(issue).toMatchObject({ state: 'DONE', named: 4, delivered: 2 });
    // made once a language, not once a recipient
    expect((issue?.['files'] as { language: string }[]).map(({ language }) => language)).toEqual(['en', 'zh-CN']);
  });

  it('by address has it by the rights that the owner has at that moment', async () => {
    const scheduleId = await created({ accountIds: [accounts.manager], addresses: ['boss@fab.example'] });
    const service = apps.api.get(PeopleService, { strict: false });
    await service.setProductScope(accounts['yield-engineer'], ['B']);
    try {
      await apps.clockTo(MONDAY);
      await settle();
    } finally {
      await service.setProductScope(accounts['yield-engineer'], null);
    }
    expect(Object.keys(byAddress(received()))).toEqual(['mei@fab.example']);
    const [issue] = await issues(scheduleId);
    expect(issue?.['recipients']).toContainEqual(
      expect.objectContaining({ name: 'boss@fab.example', problem: 'owner-rights' }),
    );
  });

  it('gets both languages where the schedule says so, or a link where files are too large or a link is wanted', async () => {
    await created({ accountIds: [accounts.manager] }, { language: 'BOTH' });
    await created({ accountIds: [accounts['yield-engineer']] }, { fileWay: 'LINK' });
    await apps.clockTo(MONDAY);
    await settle();
    const mails = received();
    const both = mails.find(({ to }) => to === 'mei@fab.example');
    expect(both?.attachments).toHaveLength(2);
    const linked = mails.find(({ to }) => to === 'ada@fab.example');
    expect(linked?.attachments).toEqual([]);
    expect(linked?.text).toMatch(/https:\/\/fab\.example\/reports\?issue=[0-9a-f-]{36}/);
  });
});

describe('one mail a recipient a period', () => {
  it('with two workers, with the clock set back, and with the same request twice', async () => {
    const second = await startReportApps(database.url, { env: { ...env(), FAB_DATA_DIR: apps.folder } });
    try {
      const scheduleId = await created({ accountIds: [accounts.manager], addresses: ['boss@fab.example'] });
      await apps.clockTo(MONDAY);
      const planners = [apps, second].map(({ worker }) => worker.get(IssuePlanner, { strict: false }));
      await Promise.all([...planners, ...planners].map((planner) => planner.fireDue()));
      await settle();
      for (const time of ['2026-11-22T00:00:00Z', MONDAY]) {
        await uow.query('UPDATE fab_clock SET newest_event_at = $1', [time]);
        // as if the schedule had been written anew meanwhile
        await act(people['yield-engineer'], 'pauseReportSchedule', `scheduleId: "${scheduleId}", paused: true`);
        await act(people['yield-engineer'], 'pauseReportSchedule', `scheduleId: "${scheduleId}", paused: false`);
        await settle();
      }
      const log = await uow.query<{ key: string; attempts: number }>(
        `SELECT dedupe_key AS key, attempts FROM delivery WHERE topic = 'report' ORDER BY 1`,
      );
      expect(log).toEqual([
        { key: `report/${scheduleId}/2026-W47/1/mail:boss@fab.example`, attempts: 1 },
        { key: `report/${scheduleId}/2026-W47/1/mail:mei@fab.example`, attempts: 1 },
      ]);
      expect(mail.mails).toHaveLength(2);

      const requestId = randomUUID();
      const again = () =>
        act(
          people['yield-engineer'],
          'runReportSchedule',
          `scheduleId: "${scheduleId}", requestId: "${requestId}"`,
          '__typename',
        );
      await Promise.all([again(), again()]);
      await again();
      await settle();
      expect(mail.mails).toHaveLength(4);
      expect((await issues(scheduleId)).map(({ number, cause }) => [number, cause])).toEqual([
        [2, 'now'],
        [1, 'schedule'],
      ]);
    } finally {
      await second[Symbol.asyncDispose]();
    }
  });

  it('of what was missed the latest goes out, marked late; older ones come when somebody asks, once', async () => {
    await uow.query('UPDATE fab_clock SET newest_event_at = $1', ['2026-11-07T00:00:00Z']);
    const scheduleId = await created({ accountIds: [accounts['yield-engineer']] });
    await apps.clockTo('2026-12-02T02:00:00Z');
    await settle();
    expect(await issues(scheduleId)).toMatchObject([{ period: '2026-W48', late: true, state: 'DONE' }]);
    expect(received()[0]?.text).toContain('Late: it was due on 30 Nov 2026');
    const backfill = () =>
      act(
        people['yield-engineer'],
        'backfillReportSchedule',
        `scheduleId: "${scheduleId}", periods: 4`,
        '... on Done { count }',
      );
    expect(await backfill()).toEqual({ count: 3 });
    expect(await backfill()).toEqual({ count: 0 });
    await settle();
    const all = (await issues(scheduleId)).map(({ period, state }) => [period, state]);
    // in W46 no lot was tested: nothing goes out blank
    expect(all.sort()).toEqual([
      ['2026-W45', 'DONE'],
      ['2026-W46', 'FAILED'],
      ['2026-W47', 'DONE'],
      ['2026-W48', 'DONE'],
    ]);
  });
});

describe('a report that can’t be made', () => {
  it('goes to nobody, and its owner is told why', async () => {
    await uow.query('UPDATE fab_clock SET newest_event_at = $1', ['2026-11-14T04:00:00Z']);
    const scheduleId = await created({ accountIds: [accounts.manager] });
    await apps.clockTo('2026-11-16T00:05:00Z');
    await settle();
    const mails = received();
    expect(mails).toMatchObject([{ to: 'ada@fab.example', attachments: [] }]);
    expect(mails[0]?.text).toContain('No lot of A ended its first pass in 2026-W46');
    expect(await issues(scheduleId)).toMatchObject([{ state: 'FAILED', recipients: [{ problem: 'not-made' }] }]);
  });
});

describe('by hand', () => {
  it('a sample goes to who asks for it, and to nobody else', async () => {
    const scheduleId = await created({ accountIds: [accounts.manager], addresses: ['boss@fab.example'] });
    // before its time comes: the worker has rounds of its own
    await uow.query('UPDATE report_schedule SET next_fire_at = NULL');
    await apps.clockTo(MONDAY);
    await act(
      people['yield-engineer'],
      'sampleReport',
      `scheduleId: "${scheduleId}", requestId: "${randomUUID()}"`,
      '__typename',
    );
    await settle();
    expect(received()).toMatchObject([{ to: 'ada@fab.example', attachments: [{}] }]);
    const [issue] = await issues(scheduleId);
    const url = (issue?.['files'] as { url: string }[])[0]?.url ?? '';
    expect((await people['yield-engineer'].fetch(url)).headers.get('content-type')).toBe('application/pdf');
    expect((await people['process-engineer'].fetch(url)).status).toBe(404);
    expect((await new ApiClient(apps.base).fetch(url)).status).toBe(401);
  });

  it('pausing leaves out what comes due, deleting can be taken back', async () => {
    const scheduleId = await created({ accountIds: [accounts.manager] });
    const engineer = people['yield-engineer'];
    await act(engineer, 'pauseReportSchedule', `scheduleId: "${scheduleId}", paused: true`);
    await apps.clockTo(MONDAY);
    await settle();
    await act(engineer, 'pauseReportSchedule', `scheduleId: "${scheduleId}", paused: false`);
    await settle();
    expect(await issues(scheduleId)).toEqual([]);
    await act(engineer, 'deleteReportSchedule', `scheduleId: "${scheduleId}", deleted: true`);
    expect(await ask(engineer, '{ reportSchedules { scheduleId } }')).toEqual([]);
    const back = await act(engineer, 'deleteReportSchedule', `scheduleId: "${scheduleId}", deleted: false`);
    expect(back['schedule']).toMatchObject({ nextFireAt: '2026-11-30T00:00:00.000Z' });
  });
});

describe('what is said about a report', () => {
  it('is seen by whoever sees the report, said once, and taken back by who said it', async () => {
    const scheduleId = await created({ accountIds: [accounts.manager], addresses: ['boss@fab.example'] });
    await apps.clockTo(MONDAY);
    await settle();
    const issueId = String((await issues(scheduleId))[0]!['issueId']);
    const list = '__typename ... on ReportCommentList { comments { commentId body authorName own } }';
    const requestId = randomUUID();
    const say = (client: ApiClient, text: string, id = requestId) =>
      ask(
        client,
        `mutation ($id: ID!, $issue: ID!, $text: String!) {
          commentReport(requestId: $id, issueId: $issue, text: $text) { ${list} } }`,
        { id, issue: issueId, text },
      );
    const comments = (client: ApiClient) =>
      ask(client, `query ($id: ID!) { reportComments(issueId: $id) { ${list} } }`, { id: issueId });
    await say(people.manager, ' Why did edge loss come back? ');
    await say(people.manager, 'Why did edge loss come back?');
    expect(await comments(people['yield-engineer'])).toMatchObject({
      comments: [{ body: 'Why did edge loss come back?', own: false }],
    });
    expect(await say(people['yield-engineer'], '  ', randomUUID())).toMatchObject({ __typename: 'InvalidInput' });
    expect(await comments(people['process-engineer'])).toEqual({ __typename: 'NotFound' });
    const remove = (client: ApiClient, deleted: boolean) =>
      act(client, 'deleteReportComment', `commentId: "${requestId}", deleted: ${deleted}`, list);
    expect(await remove(people['yield-engineer'], true)).toEqual({ __typename: 'Forbidden' });
    expect(await remove(people.manager, true)).toMatchObject({ comments: [] });
    expect(await remove(people.manager, false)).toMatchObject({ comments: [{ own: true }] });
  });
});

describe('the files of reports', () => {
  it('are kept for as many days as the settings say; the log stays', async () => {
    const scheduleId = await created({ addresses: ['boss@fab.example'] });
    await apps.clockTo(MONDAY);
    await settle();
    const file = async () => ((await issues(scheduleId))[0]!['files'] as Values[])[0]!;
    const { url } = await file();
    const [{ blob } = { blob: '' }] = await uow.query<{ blob: string }>(
      `SELECT file->>'blob' AS blob FROM report_issue_file`,
    );
    await uow.query('DELETE FROM job');
    expect([...(await apps.needed([blob]))]).toEqual([blob]);
    await uow.query(`UPDATE report_issue SET finished_at = now() - interval '401 days'`);
    expect([...(await apps.needed([blob]))]).toEqual([]);
    const expired = await file();
    expect(expired).toMatchObject({ url: null, problem: 'expired' });
    expect(expired['headline']).toBeTruthy();
    expect((await people['yield-engineer'].fetch(String(url))).status).toBe(404);
  });
});

describe('who may what', () => {
  it('a schedule is its owner’s and the administrators’; who is named sees it, others do not', async () => {
    const scheduleId = await created({ accountIds: [accounts.manager], addresses: ['boss@fab.example'] });
    const pause = (client: ApiClient) =>
      act(client, 'pauseReportSchedule', `scheduleId: "${scheduleId}", paused: true`);
    const seen = (client: ApiClient) =>
      ask(client, '{ reportSchedules { mayChange recipients { accountIds addresses } } }');
    // who else gets it is the owner's to see
    expect(await seen(people.manager)).toEqual([
      { mayChange: false, recipients: { accountIds: [accounts.manager], addresses: [] } },
    ]);
    expect(await seen(people['yield-engineer'])).toMatchObject([{ recipients: { addresses: ['boss@fab.example'] } }]);
    expect(await pause(people.manager)).toEqual({ __typename: 'Forbidden' });
    expect(await seen(people['process-engineer'])).toEqual([]);
    expect(await pause(people['process-engineer'])).toEqual({ __typename: 'NotFound' });
    expect(await pause(people.administrator)).toMatchObject({ __typename: 'ReportScheduleSaved' });
    const change = `mutation ($schedule: ReportScheduleInput!) {
      changeReportSchedule(scheduleId: "${scheduleId}", version: 1, schedule: $schedule) { ${RESULT} } }`;
    const schedule = { ...WEEKLY, recipients: { ...NOBODY, accountIds: [accounts.manager] } };
    expect(await ask(people['yield-engineer'], change, { schedule })).toMatchObject({
      __typename: 'ReportScheduleOutdated',
    });
  });

  it.each([
    [{ productId: 'Z' }, 'productId', 'product'],
    [{ kind: 'tool' }, 'kind', 'unknown-kind'],
    [{ cron: '* * * * *' }, 'cron', 'timing-too-often'],
    [{ timeZone: 'Mars/Base' }, 'timeZone', 'timing-zone'],
    [{ recipients: NOBODY }, 'recipients', 'nobody'],
    [{ recipients: { ...NOBODY, addresses: ['eve@elsewhere.example'] } }, 'recipients', 'address'],
    [{ recipients: { ...NOBODY, folder: true } }, 'recipients', 'folder'],
  ])('%j is refused: %s, %s', async (over, field, code) => {
    const answer = await create({ recipients: { ...NOBODY, addresses: ['boss@fab.example'] }, ...over });
    expect(answer).toEqual({ __typename: 'InvalidInput', issues: [{ field, code }] });
  });

  it('the same request makes one schedule', async () => {
    const id = randomUUID();
    const recipients = { ...NOBODY, addresses: ['boss@fab.example'] };
    await Promise.all([create({ recipients }, undefined, id), create({ recipients }, undefined, id)]);
    expect(await ask(people['yield-engineer'], '{ reportSchedules { scheduleId } }')).toEqual([{ scheduleId: id }]);
  });

  it('a preview tells the next five times and who would get it, and writes nothing', async () => {
    const answer = await ask(
      people['yield-engineer'],
      `query ($schedule: ReportScheduleInput!) { reportSchedulePreview(schedule: $schedule) {
        ... on ReportSchedulePreview { fires { at period shifted } recipients { name channel language problem } } } }`,
      {
        schedule: {
          ...WEEKLY,
          ...{ holidays: ['2026-11-23'], offDay: 'SHIFT' },
          recipients: { ...NOBODY, roles: ['MANAGER', 'PROCESS_ENGINEER'] },
        },
      },
    );
    expect((answer['fires'] as unknown[]).slice(0, 2)).toEqual([
      { at: '2026-11-24T00:00:00.000Z', period: '2026-W47', shifted: true },
      { at: '2026-11-30T00:00:00.000Z', period: '2026-W48', shifted: false },
    ]);
    expect((answer['recipients'] as { problem: string | null }[]).map(({ problem }) => problem).sort()).toEqual(
      ['no-rights', null].sort(),
    );
    expect(await uow.query('SELECT FROM report_schedule')).toEqual([]);
  });
});
