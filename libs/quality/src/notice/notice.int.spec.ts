import {
  Bootstrap,
  DeliveryApiModule,
  DeliveryWorkerModule,
  DeliverySender,
  FabConfig,
  FabClock,
  GraphqlApiModule,
  IdentityApiModule,
  PeopleService,
  PlatformModule,
  UnitOfWork,
  type Role,
} from '@fabwright/platform';
import { ApiClient, cloneDatabase, startMailServer, type MailServer, type TestDatabase } from '@fabwright/testing';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SpecOutboxModule } from '../../test/excursion-api.ts';
import { ExcursionApiModule } from '../excursion/excursion-api.module.ts';
import { DETECTORS, ExcursionSeverity, type ExcursionRecord } from '../excursion/excursion.ts';
import { ExcursionAct, ExcursionState } from '../excursion/excursion-state.ts';
import { ExcursionRepository } from '../excursion/excursion.repository.ts';
import { excursionOf } from '../excursion/excursion.spec-support.ts';
import { ExcursionWriter } from '../excursion/excursion.writer.ts';
import { qualityOn, waferTest } from '../quality.spec-support.ts';
import { EscalationService } from './escalation.service.ts';
import { NoticeApiModule, NoticeWorkerModule } from './notice.module.ts';

type Values = Record<string, unknown>;

let database: TestDatabase;
let app: NestExpressApplication;
let uow: UnitOfWork;
let mail: MailServer;
let people: Readonly<Record<Role, ApiClient>>;
let accounts: Readonly<Record<Role, string>>;
let made = 0;

beforeAll(async () => {
  database = await cloneDatabase();
  mail = await startMailServer();
  const fab = qualityOn(await database.connect());
  for (const productId of ['A', 'B'])
    await fab.record(waferTest([[0, 0, 1, 0.5]], { lotId: `${productId}1`, productId }));
  app = await startApi();
  uow = app.get(UnitOfWork);
  const demo = (await app.get(Bootstrap).demoAccounts()) ?? [];
  const clients = demo.map(async ({ role, login, password }) => {
    const client = new ApiClient(await app.getUrl());
    await client.signIn(login, password);
    return [role, client] as const;
  });
  people = Object.fromEntries(await Promise.all(clients)) as Record<Role, ApiClient>;
  const service = app.get(PeopleService);
  const list = await service.list();
  accounts = Object.fromEntries(list.map(({ account }) => [account.role, account.accountId])) as Record<Role, string>;
  await service.setContact(accounts['yield-engineer'], { email: 'ada@fab.example', language: null });
  await service.setContact(accounts['process-engineer'], { email: 'tomas@fab.example', language: 'zh-CN' });
  await service.setContact(accounts.administrator, { email: 'ingrid@fab.example', language: null });
  await service.setProductScope(accounts['process-engineer'], ['A']);
});
afterAll(async () => {
  await app?.close();
  await mail?.close();
  await database.drop();
});
beforeEach(async () => {
  await uow.query('TRUNCATE delivery, notice_rule, notice_recipient, notice_escalation');
});

/** Api and worker in one process; the worker's loops are called by hand as well. */
async function startApi(): Promise<NestExpressApplication> {
  const config = FabConfig.fromEnvironment({
    FAB_DATABASE_URL: database.url,
    FAB_LOG_LEVEL: 'fatal',
    FAB_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    FAB_MAIL_FROM: 'fab@mail.example',
    FAB_PUBLIC_URL: 'https://fab.example/',
  });
  @Module({
    imports: [
      PlatformModule.forRoot({ program: 'test', config, entities: [], migrations: [] }),
      GraphqlApiModule.forRoot(),
      IdentityApiModule,
      SpecOutboxModule,
      ExcursionApiModule,
      NoticeApiModule,
      NoticeWorkerModule,
      DeliveryApiModule,
      DeliveryWorkerModule,
    ],
  })
  class TestModule {}
  const started = await NestFactory.create<NestExpressApplication>(TestModule, { logger: false, abortOnError: false });
  await started.listen(0, '127.0.0.1');
  return started;
}

async function ask(client: ApiClient, query: string, variables: Values = {}): Promise<Values> {
  const { data, errors } = await client.graphql<Values>(query, variables);
  expect(errors).toEqual([]);
  return data!;
}

type Lists = Readonly<Record<'roles' | 'accountIds' | 'addresses' | 'webhookIds', readonly string[]>>;
const NOBODY: Lists = { roles: [], accountIds: [], addresses: [], webhookIds: [] };
const RULE = {
  name: 'Everybody',
  enabled: true,
  areas: [] as string[],
  severities: [],
  kinds: [],
  productIds: [],
  shifts: [],
  recipients: { ...NOBODY, roles: ['YIELD_ENGINEER', 'PROCESS_ENGINEER'] } as Lists,
  language: 'en',
  escalateMinutes: null as number | null,
  escalateTimes: 1,
  escalateTo: NOBODY,
};

async function rule(over: Partial<typeof RULE> = {}, client = people['yield-engineer']): Promise<Values> {
  const { createNoticeRule } = await ask(
    client,
    `mutation ($rule: NoticeRuleInput!) { createNoticeRule(rule: $rule) { __typename
      ... on NoticeRuleSaved { rule { ruleId version } } ... on InvalidInput { issues { field code } } } }`,
    { rule: { ...RULE, ...over } },
  );
  return createNoticeRule as Values;
}

async function write(
  before: ExcursionRecord | null,
  after: ExcursionRecord,
  act: ExcursionAct,
): Promise<ExcursionRecord> {
  const fabAt = await app.get(FabClock).now();
  await uow.run(() =>
    app.get(ExcursionWriter).write([
      {
        before,
        after,
        entries: [{ act, before: null, after: null, reason: null }],
        actor: DETECTORS,
        at: new Date(),
        fabAt,
        lotIds: ['A1'],
      },
    ]),
  );
  return after;
}

const opened = (over: Partial<ExcursionRecord> = {}): Promise<ExcursionRecord> =>
  write(null, excursionOf({ excursionId: `EX-${String(++made).padStart(4, '0')}`, ...over }), ExcursionAct.OPENED);
const updated = (before: ExcursionRecord, over: Partial<ExcursionRecord>): Promise<ExcursionRecord> =>
  write(before, { ...before, ...over, version: before.version + 1 }, ExcursionAct.UPDATED);

interface Sent {
  readonly to: string;
  readonly subject: string;
  readonly state: string;
}
const sent = (): Promise<Sent[]> =>
  uow.query<Sent>(`SELECT recipient AS "to", subject, state FROM delivery ORDER BY created_at, recipient`);

const acknowledge = ({ excursionId }: ExcursionRecord): Promise<Values> =>
  ask(people['yield-engineer'], 'mutation ($id: ID!) { acknowledgeExcursion(excursionId: $id) { __typename } }', {
    id: excursionId,
  });
const makeDue = (): Promise<unknown> =>
  uow.query(`UPDATE notice_escalation SET due_at = now() WHERE state = 'pending'`);

describe('an excursion', () => {
  it('calls each once, in their language, however many rules name them and however often it changes', async () => {
    await rule();
    await rule({
      name: 'Again',
      recipients: { ...NOBODY, accountIds: [accounts['yield-engineer']], addresses: ['ADA@fab.example'] },
    });
    let excursion = await opened();
    for (let lots = 3; lots < 8; lots++) excursion = await updated(excursion, { lotCount: lots });
    expect((await sent()).map(({ to, subject }) => `${to}: ${subject}`)).toEqual([
      `ada@fab.example: [Major] ${excursion.excursionId} yield of A at CP1: 12.6 pp of yield lost`,
      `tomas@fab.example: [重大] ${excursion.excursionId} A CP1 的良率：良率损失 12.6 个百分点`,
    ]);
    excursion = await updated(excursion, { severity: ExcursionSeverity.CRITICAL });
    excursion = await updated(excursion, { severity: ExcursionSeverity.MAJOR });
    await updated(excursion, { severity: ExcursionSeverity.CRITICAL });
    const subjects = (await sent()).map(({ subject }) => subject);
    expect(subjects).toHaveLength(4);
    expect(subjects[2]).toContain('[Now critical]');
  });

  it('reaches the mailbox once with two workers, with a link to its page', async () => {
    await rule();
    const { excursionId } = await opened();
    const sender = app.get(DeliverySender);
    await Promise.all([sender.sendDue(), sender.sendDue()]);
    await expect.poll(async () => (await sent()).map(({ state }) => state)).toEqual(['sent', 'sent']);
    const rows = await uow.query<{ id: string }>('SELECT delivery_id AS id FROM delivery');
    const about = mail.mails.filter(({ messageId }) => rows.some(({ id }) => messageId.includes(id)));
    expect(about.map(({ to }) => to[0]).sort()).toEqual(['ada@fab.example', 'tomas@fab.example']);
    expect(about.find(({ to }) => to[0] === 'ada@fab.example')?.raw.replaceAll('=\r\n', '')).toContain(
      `https://fab.example/excursions/${excursionId}`,
    );
  });

  it('that is rolled back calls nobody', async () => {
    await rule();
    const failed = uow.run(async () => {
      await opened();
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    expect(await sent()).toEqual([]);
  });

  it('from history calls nobody, nor does a rule that is switched off', async () => {
    await rule();
    await opened({ fromHistory: true });
    await uow.query('UPDATE notice_rule SET enabled = false');
    await opened();
    expect(await sent()).toEqual([]);
  });

  it('tells people only of products that they may see', async () => {
    await rule();
    await opened({ productId: 'B' });
    expect((await sent()).map(({ to }) => to)).toEqual(['ada@fab.example']);
  });

  it('calls those of an area as soon as the area is known', async () => {
    await rule({ areas: ['Etch'] });
    const excursion = await opened();
    expect(await sent()).toEqual([]);
    await updated(excursion, { area: 'Etch' });
    expect(await sent()).toHaveLength(2);
  });

  it('that is withdrawn before its mail has gone calls it off', async () => {
    await rule();
    const excursion = await opened();
    await uow.query(`UPDATE delivery SET due_at = now() + interval '1 hour', state = 'queued'`);
    await updated(excursion, { state: ExcursionState.WITHDRAWN });
    expect((await sent()).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  });
});

describe('an escalation', () => {
  const escalating = () =>
    rule({ escalateMinutes: 30, escalateTimes: 2, escalateTo: { ...NOBODY, roles: ['ADMINISTRATOR'] } });
  const calls = async (): Promise<string[]> =>
    (await sent()).filter(({ to }) => to === 'ingrid@fab.example').map(({ subject }) => subject);

  it('calls others after the time, so many times, once each though two workers look', async () => {
    await escalating();
    const { excursionId } = await opened();
    const service = app.get(EscalationService);
    await service.runDue();
    expect(await calls()).toEqual([]);
    for (let round = 0; round < 4; round++) {
      await makeDue();
      await Promise.all([service.runDue(), service.runDue()]);
    }
    expect((await calls()).map((subject) => subject.split(' yield')[0])).toEqual([
      `[Major, not acknowledged, 1 of 2] ${excursionId}`,
      `[Major, not acknowledged, 2 of 2] ${excursionId}`,
    ]);
    const [row] = await uow.query<{ state: string }>('SELECT state FROM notice_escalation');
    expect(row?.state).toBe('done');
  });

  it('ends with the acknowledgement, in the same transaction, what is queued included', async () => {
    await escalating();
    const excursion = await opened();
    await makeDue();
    await app.get(EscalationService).runDue();
    // not gone yet
    await uow.query(`UPDATE delivery SET state = 'queued', due_at = now() + interval '1 hour'
      WHERE recipient = 'ingrid@fab.example'`);
    await acknowledge(excursion);
    const [row] = await uow.query<{ state: string }>('SELECT state FROM notice_escalation');
    expect(row?.state).toBe('cancelled');
    expect((await sent()).find(({ to }) => to === 'ingrid@fab.example')?.state).toBe('cancelled');
    await makeDue();
    await app.get(EscalationService).runDue();
    expect(await calls()).toHaveLength(1);
  });

  it('ends when its rule is gone', async () => {
    await escalating();
    await opened();
    await uow.query('TRUNCATE notice_rule');
    await makeDue();
    await app.get(EscalationService).runDue();
    expect(await calls()).toEqual([]);
  });
});

describe('rules', () => {
  it('are for yield engineers and administrators', async () => {
    const codes: Values = {};
    for (const [role, client] of Object.entries(people)) {
      const { errors } = await client.graphql('{ noticeRules { ruleId } deliveries { nodes { deliveryId } } }');
      codes[role] = errors[0]?.extensions?.['code'] ?? 'ok';
    }
    expect(codes).toEqual({
      manager: 'FORBIDDEN',
      'process-engineer': 'FORBIDDEN',
      'yield-engineer': 'ok',
      administrator: 'ok',
    });
    const target = await people['yield-engineer'].graphql(
      'mutation { createWebhookTarget(input: { name: "x", url: "https://x.example" }) { __typename } }',
    );
    expect(target.errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  it.each([
    [{ name: ' ' }, 'name', 'name-form'],
    [{ recipients: NOBODY }, 'recipients', 'nobody'],
    [{ recipients: { ...NOBODY, addresses: ['x'] } }, 'recipients', 'address'],
    [{ recipients: { ...NOBODY, accountIds: ['nobody'] } }, 'recipients', 'gone'],
    [{ shifts: [{ days: [8], from: 0, to: 10 }] }, 'shifts', 'shift'],
    [{ escalateMinutes: 30 }, 'escalateTo', 'nobody'],
    [{ escalateMinutes: 0, escalateTo: { ...NOBODY, roles: ['MANAGER'] } }, 'escalateMinutes', 'minutes'],
  ])('%j is refused: %s', async (over, field, code) => {
    expect(await rule(over as never)).toMatchObject({ __typename: 'InvalidInput', issues: [{ field, code }] });
  });

  it('are changed by version, so that nobody overwrites another', async () => {
    const { rule: created } = (await rule()) as { rule: { ruleId: string } };
    const change = (version: number) =>
      ask(
        people.administrator,
        `mutation ($id: ID!, $v: Int!, $rule: NoticeRuleInput!) {
          changeNoticeRule(ruleId: $id, version: $v, rule: $rule) { __typename } }`,
        { id: created.ruleId, v: version, rule: { ...RULE, name: 'Other' } },
      );
    expect(await change(1)).toEqual({ changeNoticeRule: { __typename: 'NoticeRuleSaved' } });
    expect(await change(1)).toEqual({ changeNoticeRule: { __typename: 'NoticeRuleOutdated' } });
  });

  it('can be tried on the last excursions without calling anybody', async () => {
    const { excursionId } = await opened({ severity: ExcursionSeverity.CRITICAL, productId: 'B' });
    await opened({ fromHistory: true });
    const { noticePreview } = await ask(
      people['yield-engineer'],
      `query ($rule: NoticeRuleInput!) { noticePreview(rule: $rule) { ... on NoticeTrials { trials {
        excursion { excursionId } mismatches escalations called { name problem } } } } }`,
      { rule: { ...RULE, recipients: { ...NOBODY, accountIds: [accounts['process-engineer'], accounts.manager] } } },
    );
    const { trials } = noticePreview as { trials: { excursion: Values; mismatches: string[] }[] };
    expect(trials[0]).toMatchObject({ mismatches: ['history'], called: [] });
    expect(trials[1]).toMatchObject({
      excursion: { excursionId },
      mismatches: [],
      called: [
        { name: 'Tomás Ruiz', problem: 'no-rights' },
        { name: 'Mei Lin', problem: 'no-address' },
      ],
    });
    expect(await sent()).toEqual([]);
  });
});

describe('a test mail', () => {
  it('goes to oneself, and the log shows its fate', async () => {
    const { sendTestMail } = await ask(
      people.administrator,
      'mutation { sendTestMail { ... on DeliveryQueued { delivery { deliveryId recipient state } } } }',
    );
    expect(sendTestMail).toMatchObject({ delivery: { recipient: 'ingrid@fab.example', state: 'QUEUED' } });
    await expect
      .poll(
        async () => {
          const { deliveries } = await ask(people.administrator, '{ deliveries { nodes { topic state attempts } } }');
          return deliveries;
        },
        { timeout: 10_000 },
      )
      .toEqual({ nodes: [{ topic: 'test', state: 'SENT', attempts: 1 }] });
  });

  it('needs an address, which everybody can enter for themselves', async () => {
    const { setOwnContact } = await ask(
      people.manager,
      'mutation { setOwnContact(email: "no address") { ... on InvalidInput { issues { field code } } } }',
    );
    expect(setOwnContact).toEqual({ issues: [{ field: 'email', code: 'email-form' }] });
    await ask(people['yield-engineer'], 'mutation { setOwnContact(email: "", language: "en") { __typename } }');
    const { sendTestMail } = await ask(
      people['yield-engineer'],
      'mutation { sendTestMail { ... on InvalidInput { issues { code } } } }',
    );
    expect(sendTestMail).toEqual({ issues: [{ code: 'no-address' }] });
    await ask(people['yield-engineer'], 'mutation { setOwnContact(email: "ada@fab.example") { __typename } }');
    expect(await ask(people['yield-engineer'], '{ myContact { email address } }')).toEqual({
      myContact: { email: 'ada@fab.example', address: 'ada@fab.example' },
    });
  });
});

it('excursions stay as they are when nobody has a rule', async () => {
  const { excursionId } = await opened();
  expect((await app.get(ExcursionRepository).find(excursionId, null))?.record.state).toBe('open');
  expect(await sent()).toEqual([]);
});
