import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeliveryModule, DeliveryOutbox, UnitOfWork, type NewDelivery } from '@fabwright/platform';
import { cloneDatabase, startMailServer, type MailServer, type TestDatabase } from '@fabwright/testing';
import type { DynamicModule, INestApplicationContext } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../test/facts.ts';
import { senderContext } from '../test/sender-context.ts';
import { WorkerProcess } from '../test/worker-process.ts';

const UNLUCKY = 'unlucky@fab.example';
const OTHERS = ['first@fab.example', 'second@fab.example'];
const deliveries: DynamicModule = { module: class Deliveries {}, imports: [DeliveryModule], exports: [DeliveryModule] };

let dataDir: string;
let database: TestDatabase;
let context: INestApplicationContext;
let uow: UnitOfWork;
let mail: MailServer;
let worker: WorkerProcess | undefined;
/** Resolves once the server has the unlucky mail; it answers when `answer` is called. */
let accepted: Promise<void>;
let answer: () => void;

const env = (): Record<string, string> => ({
  FAB_DATABASE_URL: database.url,
  FAB_DATA_DIR: dataDir,
  FAB_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
  FAB_MAIL_FROM: 'Fabwright <fab@mail.example>',
});

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'killed-mail-'));
  database = await cloneDatabase();
  const [arrival, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  [accepted, answer] = [arrival.promise, release.resolve];
  mail = await startMailServer({
    beforeAnswer: async ({ to }) => {
      if (!to.includes(UNLUCKY)) return;
      arrival.resolve();
      await release.promise;
    },
  });
  context = await senderContext(env(), [deliveries]);
  uow = context.get(UnitOfWork);
});
afterEach(async () => {
  answer();
  await worker?.kill();
  worker = undefined;
  await mail.close();
  await context.close();
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

const message = (recipient: string): NewDelivery => ({
  dedupeKey: `notice/${recipient}`,
  channel: 'mail',
  recipient,
  recipientName: null,
  topic: 'spec',
  aboutId: 'EX-1',
  productId: null,
  subject: 'EX-1 opened',
  text: 'Yield fell.',
});

interface Row {
  readonly id: string;
  readonly recipient: string;
  readonly state: string;
  readonly attempts: number;
}
const rows = (): Promise<Row[]> =>
  uow.query<Row>(`SELECT delivery_id::text AS id, recipient, state, attempts FROM delivery ORDER BY recipient`);

/** What the worker's connections wait for, a row a statement that is at it. */
async function waiting(): Promise<unknown[]> {
  // PostgreSQL keeps what a transaction first saw of the others' statements until it is told to look again
  await uow.query('SELECT pg_stat_clear_snapshot()');
  return uow.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'fabwright worker'
    AND wait_event_type = 'Lock' AND query ILIKE 'UPDATE delivery SET state%'`);
}

// Each start of a process takes seconds, more on a busy machine.
describe('kill -9 between the mail server’s answer and the commit', { timeout: 300_000 }, () => {
  it('sends that one mail again under the same Message-ID, after the lease, and every other one once', async () => {
    await uow.run(() => context.get(DeliveryOutbox).put([UNLUCKY, ...OTHERS].map(message)));
    // a server asks only now and then whether the client of a waiting statement is still there
    const name = database.url.slice(database.url.lastIndexOf('/') + 1);
    await uow.query(`ALTER DATABASE "${name}" SET client_connection_check_interval = '100ms'`);
    worker = await WorkerProcess.start(env());
    await accepted;

    // With its row held, the worker takes the answer, sets out to write it down, and is killed at that.
    await uow.run(async () => {
      await uow.query('SELECT FROM delivery WHERE recipient = $1 FOR UPDATE', [UNLUCKY]);
      answer();
      await until(waiting, ({ length }) => length === 1);
      await worker?.kill();
      await until(waiting, ({ length }) => length === 0);
    });
    expect((await rows()).map(({ recipient, state, attempts }) => [recipient, state, attempts])).toEqual([
      [OTHERS[0], 'sent', 1],
      [OTHERS[1], 'sent', 1],
      [UNLUCKY, 'sending', 1],
    ]);

    // Another worker leaves it alone while it may still be in living hands, then sends it again.
    worker = await WorkerProcess.start(env());
    await sleep(3_000);
    expect(mail.mails).toHaveLength(3);
    await uow.query(`UPDATE delivery SET claimed_until = now() - interval '1 s' WHERE state = 'sending'`);
    const log = await until(rows, (all) => all.every(({ state }) => state === 'sent'));
    expect(log.map(({ recipient, attempts }) => [recipient, attempts])).toEqual([
      [OTHERS[0], 1],
      [OTHERS[1], 1],
      [UNLUCKY, 2],
    ]);

    const arrived = (recipient: string): string[] =>
      mail.mails.filter(({ to }) => to.includes(recipient)).map(({ messageId }) => messageId);
    for (const { id, recipient, attempts } of log) {
      // as often as the log says, and under one id: whoever looks at it has the mail once
      expect(arrived(recipient)).toEqual(new Array(attempts).fill(`<${id}@mail.example>`));
    }
  });
});
