import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PeopleService, RawLog, UnitOfWork } from '@fabwright/platform';
import { cloneDatabase, startMailServer, type MailServer, type TestDatabase } from '@fabwright/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { countOf, until } from '../test/facts.ts';
import { fabStream } from '../test/fab-stream.ts';
import { senderContext } from '../test/sender-context.ts';
import { WorkerProcess } from '../test/worker-process.ts';

const MANAGER = 'mei@fab.example';
const BOSS = 'boss@fab.example';
/** The stream's lots are of W10, from Monday 2 March 2026. */
const MONDAY = '2026-03-09T08:00:00Z';

let dataDir: string;
let database: TestDatabase;
let context: INestApplicationContext;
let uow: UnitOfWork;
let mail: MailServer;
const workers: WorkerProcess[] = [];

const env = (): Record<string, string> => ({
  FAB_DATABASE_URL: database.url,
  FAB_DATA_DIR: dataDir,
  FAB_CLOCK: 'newest-event',
  FAB_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
  FAB_MAIL_FROM: 'Fabwright <fab@mail.example>',
});

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'killed-schedule-'));
  database = await cloneDatabase();
  mail = await startMailServer();
  context = await senderContext(env());
  uow = context.get(UnitOfWork);
}, 60_000);
afterAll(async () => {
  for (const worker of workers) await worker.kill();
  await context?.close();
  await mail?.close();
  await database?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<WorkerProcess> {
  const worker = await WorkerProcess.start(env());
  workers.push(worker);
  return worker;
}

const clockTo = (time: string): Promise<unknown> => uow.query('UPDATE fab_clock SET newest_event_at = $1', [time]);
const dueAgain = (): Promise<unknown> => uow.query('UPDATE report_schedule SET next_fire_at = $1', [MONDAY]);

/** Mondays at eight, to a person and an address, both in the language of the owner. */
async function schedule(): Promise<void> {
  const person = { login: MANAGER, name: 'Mei', role: 'manager', productScope: null } as const;
  const { account } = await context.get(PeopleService, { strict: false }).invite(person);
  const recipients = { roles: [], accountIds: [account.accountId], addresses: [BOSS], webhookIds: [], folder: false };
  await uow.query(
    `INSERT INTO report_schedule (schedule_id, name, kind, product_id, insertion, language, paper, cron, time_zone,
       working_days, holidays, off_day, file_way, recipients, owner_id, owner_name, subscription, next_fire_at, version,
       changed_by, changed_at)
     VALUES (gen_random_uuid(), 'Weekly', 'week', 'P1', 'CP1', 'en', 'A4', '0 8 * * 1', 'UTC', '{1,2,3,4,5}', '{}', 'run',
       'attachment', $1, $2, 'Mei', false, $3, 1, 'Mei', now())`,
    [JSON.stringify(recipients), account.accountId, MONDAY],
  );
}

const step = async (): Promise<string | null> =>
  (await uow.query<{ step: string | null }>(`SELECT step FROM job WHERE kind = 'report'`))[0]?.step ?? null;
const sent = (): Promise<{ recipient: string; attempts: number }[]> =>
  uow.query(`SELECT recipient, attempts FROM delivery WHERE state = 'sent' ORDER BY recipient`);

// Each start of a process takes seconds, more on a busy machine.
it(
  'kill -9 while a scheduled report is laid out, then two workers, then the clock set back: one mail a recipient',
  { timeout: 300_000 },
  async () => {
    const stream = fabStream(3, 25);
    const raw = stream.events.map((event) => ({
      source: event.source,
      eventId: event.id,
      body: Buffer.from(JSON.stringify(event)),
    }));
    await context.get(RawLog, { strict: false }).append(raw, null);
    const first = await start();
    await until(
      () => countOf(uow, 'inbox'),
      (count) => count === raw.length,
    );
    await schedule();
    await clockTo(MONDAY);
    await until(step, (at) => at === 'laying-out');
    await first.kill();
    expect(await uow.query('SELECT period, state FROM report_issue')).toEqual([
      { period: '2026-W10', state: 'making' },
    ]);
    expect(mail.mails).toEqual([]);

    await Promise.all([start(), start()]);
    const expected = [
      { recipient: BOSS, attempts: 1 },
      { recipient: MANAGER, attempts: 1 },
    ];
    await until(sent, ({ length }) => length === 2);
    expect(await sent()).toEqual(expected);

    // the clock is set back, comes to the same Monday again, and the schedule is due again
    await clockTo('2026-03-08T00:00:00Z');
    await dueAgain();
    await sleep(3_000);
    await clockTo('2026-03-09T08:30:00Z');
    await until(
      () => uow.query<{ next: string }>(`SELECT next_fire_at::text AS next FROM report_schedule`),
      ([row]) => row?.next.startsWith('2026-03-16') ?? false,
    );
    await sleep(3_000);
    expect(await countOf(uow, 'report_issue')).toBe(1);
    expect(await sent()).toEqual(expected);
    expect(mail.mails.flatMap(({ to }) => to).sort()).toEqual([BOSS, MANAGER]);
  },
);
