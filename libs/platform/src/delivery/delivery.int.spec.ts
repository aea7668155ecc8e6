import { createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { cloneDatabase, makeAuthority, startMailServer, type MailServer, type TestDatabase } from '@fabwright/testing';
import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FolderBlobStore } from '../blob/index.ts';
import { FabConfig } from '../config/index.ts';
import { UnitOfWork } from '../database/index.ts';
import { ChangeNotifier } from '../graphql/index.ts';
import { createLogger } from '../log/index.ts';
import type { NewDelivery } from './delivery.ts';
import { DeliveryOutbox } from './delivery.outbox.ts';
import { DeliveryRepository } from './delivery.repository.ts';
import { DeliverySender } from './delivery.sender.ts';
import { FolderTransport } from './folder.transport.ts';
import { MailTransport } from './mail.transport.ts';
import { WebhookTargetRepository } from './webhook-target.repository.ts';
import { WebhookTransport } from './webhook.transport.ts';

let database: TestDatabase;
let uow: UnitOfWork;
let deliveries: DeliveryRepository;
let outbox: DeliveryOutbox;
let mail: MailServer;
let blobs: FolderBlobStore;
let folder: string;
const servers: { close(): unknown }[] = [];

beforeAll(async () => {
  Logger.overrideLogger(false);
  database = await cloneDatabase();
  uow = new UnitOfWork(await database.connect());
  deliveries = new DeliveryRepository(uow);
  outbox = new DeliveryOutbox(uow, deliveries, new ChangeNotifier(uow));
  folder = mkdtempSync(join(tmpdir(), 'fabwright-delivery-'));
  blobs = new FolderBlobStore(FabConfig.fromEnvironment({ FAB_DATABASE_URL: database.url, FAB_DATA_DIR: folder }));
  await blobs.onModuleInit();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await uow.query('TRUNCATE delivery, webhook_target');
  mail = await startMailServer();
  servers.push(mail);
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** A worker of its own, with a connection pool of its own. */
async function worker(env: Record<string, string> = {}, connected = false): Promise<DeliverySender> {
  const own = connected ? new UnitOfWork(await database.connect()) : uow;
  const config = FabConfig.fromEnvironment({
    FAB_DATABASE_URL: database.url,
    FAB_MAIL_FROM: 'Fabwright <fab@mail.example>',
    FAB_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    ...env,
  });
  const webhooks = new WebhookTransport(config, new WebhookTargetRepository(own));
  const repository = new DeliveryRepository(own);
  return new DeliverySender(
    own,
    repository,
    new ChangeNotifier(own),
    config,
    new MailTransport(config, blobs),
    webhooks,
    new FolderTransport(config, blobs),
  );
}

const holding = (text: string): unknown => expect.stringContaining(text);
const matching = (text: RegExp): unknown => expect.stringMatching(text);

const message = (key: string, over: Partial<NewDelivery> = {}): NewDelivery => ({
  dedupeKey: key,
  channel: 'mail',
  recipient: `${key}@fab.example`,
  recipientName: null,
  topic: 'spec',
  aboutId: null,
  productId: null,
  subject: `About ${key}`,
  text: '良率 95.4 %\n.\n',
  ...over,
});

interface Row {
  readonly state: string;
  readonly attempts: number;
  readonly error: string | null;
  readonly inSeconds: number;
}
const rows = (): Promise<Row[]> =>
  uow.query<Row>(`SELECT state, attempts, last_error AS error, extract(epoch FROM due_at - now())::float8 AS "inSeconds"
    FROM delivery ORDER BY dedupe_key`);
const makeDue = (): Promise<unknown> => uow.query(`UPDATE delivery SET due_at = now() WHERE state = 'queued'`);

describe('mail', () => {
  it('goes out with the commit, and a rollback takes it back', async () => {
    await outbox.put([message('a')]);
    const failed = uow.run(async () => {
      await outbox.put([message('lost')]);
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    await (await worker()).sendDue();
    expect(mail.mails.map(({ to }) => to)).toEqual([['a@fab.example']]);
    expect(mail.mails[0]).toMatchObject({ from: 'fab@mail.example' });
    expect(mail.mails[0]?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(await rows()).toMatchObject([{ state: 'sent', attempts: 1, error: null }]);
  });

  it('is sent once by two workers, and once for a key that is put twice', async () => {
    const keys = Array.from({ length: 12 }, (_, at) => `k${at}`);
    const put = await Promise.all([
      outbox.put(keys.map((key) => message(key))),
      outbox.put(keys.map((key) => message(key))),
    ]);
    expect(put.flat()).toHaveLength(12);
    const [one, two] = [await worker({}, true), await worker({}, true)];
    for (let round = 0; round < 3; round++) await Promise.all([one.sendDue(), two.sendDue()]);
    expect(mail.mails.map(({ to }) => to[0]).sort()).toEqual(keys.map((key) => `${key}@fab.example`).sort());
  });

  it('is sent again under the same Message-ID when a worker died between sending and writing that down', async () => {
    await outbox.put([message('a')]);
    // As a killed worker leaves it: sent, but still in its hands.
    const dying = await worker();
    const finish = vi.spyOn(DeliveryRepository.prototype, 'finish').mockRejectedValueOnce(new Error('killed'));
    await expect(dying.sendDue(0)).rejects.toThrow('killed');
    finish.mockRestore();
    expect(await rows()).toMatchObject([{ state: 'sending', attempts: 1 }]);
    await (await worker()).sendDue();
    expect(await rows()).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expect(mail.mails).toHaveLength(2);
    expect(mail.mails[0]?.messageId).toMatch(/^<[0-9a-f-]{36}@mail\.example>$/);
    expect(mail.mails[1]?.messageId).toBe(mail.mails[0]?.messageId);
  });

  it('is left alone while another worker has it in hand', async () => {
    await outbox.put([message('a')]);
    expect(await deliveries.claim('mail', 1, 60_000)).toHaveLength(1);
    expect(await (await worker()).sendDue()).toBe(0);
    expect(mail.mails).toEqual([]);
  });

  it('waits for a server that is down, with growing pauses, and is sent when it is back', async () => {
    const { port } = mail;
    await mail.close();
    await outbox.put([message('a')]);
    const sender = await worker();
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      await sender.sendDue();
      const [row] = await rows();
      expect(row).toMatchObject({
        state: 'queued',
        attempts: attempt + 1,
        error: holding('ECONNREFUSED'),
      });
      pauses.push(row?.inSeconds ?? 0);
      expect(await sender.sendDue()).toBe(0);
      await makeDue();
    }
    for (const [at, usual] of [30, 60, 120].entries()) {
      expect(pauses[at]).toBeGreaterThan(usual * 0.75);
      expect(pauses[at]).toBeLessThan(usual * 1.25);
    }
    const back = await startMailServer({}, port);
    servers.push(back);
    await sender.sendDue();
    expect(back.mails).toHaveLength(1);
    expect(await rows()).toMatchObject([{ state: 'sent', attempts: 4, error: null }]);
  });

  it('is given up a day after it was due, also when nobody was there to try', async () => {
    await outbox.put([message('a'), message('b')]);
    await uow.query(`UPDATE delivery SET give_up_at = now() - interval '1 s' WHERE dedupe_key = 'a'`);
    await (await worker()).sendDue();
    expect(await rows()).toMatchObject([{ state: 'failed', attempts: 0 }, { state: 'sent' }]);
  });

  it('to a recipient that the server refuses fails at once; a grey-listed one is tried again', async () => {
    await mail.close();
    const strict = await startMailServer(
      {
        onRcptTo({ address }, _session, done) {
          if (address.startsWith('ok')) return done();
          const responseCode = address.startsWith('grey') ? 451 : 550;
          done(Object.assign(new Error(`no mailbox ${address}`), { responseCode }));
        },
      },
      mail.port,
    );
    servers.push(strict);
    await outbox.put([message('gone'), message('grey'), message('ok')]);
    await (await worker()).sendDue();
    expect(await rows()).toMatchObject([
      { state: 'failed', error: holding('no mailbox gone') },
      { state: 'queued', error: holding('451') },
      { state: 'sent' },
    ]);
  });

  it('is recorded as not configured without a server, and refused for a domain that is not allowed', async () => {
    await outbox.put([message('a')]);
    await (await worker({ FAB_SMTP_URL: '' })).sendDue();
    expect(await rows()).toMatchObject([{ state: 'not-configured', error: 'Not set: FAB_SMTP_URL.' }]);
    await outbox.put([message('b')]);
    await (await worker({ FAB_MAIL_DOMAINS: 'other.example' })).sendDue();
    expect((await rows())[1]).toMatchObject({ state: 'failed', error: holding('FAB_MAIL_DOMAINS') });
    const [first] = await uow.query<{ id: string }>(`SELECT delivery_id AS id FROM delivery WHERE dedupe_key = 'a'`);
    expect(await deliveries.again(first?.id ?? '', null)).toBe(true);
    await (await worker()).sendDue();
    expect(mail.mails).toHaveLength(1);
  });

  it('is limited by the minute over all workers', async () => {
    await outbox.put(Array.from({ length: 5 }, (_, at) => message(`k${at}`)));
    const env = { FAB_MAILS_PER_MINUTE: '3' };
    await Promise.all([(await worker(env, true)).sendDue(), (await worker(env, true)).sendDue()]);
    expect(mail.mails).toHaveLength(3);
  });

  it('that is called off stays here; what has gone stays gone', async () => {
    await outbox.put([message('x/1', { aboutId: 'EX-1', recipient: 'a@b.c' })]);
    await (await worker()).sendDue();
    await outbox.put([message('x/2', { aboutId: 'EX-1' }), message('y/1', { aboutId: 'EX-1' })]);
    expect(await outbox.cancel('spec', 'EX-1', 'x/')).toBe(1);
    expect((await rows()).map(({ state }) => state)).toEqual(['sent', 'cancelled', 'queued']);
  });
});

describe('the mail server', () => {
  const PASSWORD = 'hush-hush-4711';

  const authenticated = (secured: boolean) => ({
    authOptional: false,
    disabledCommands: secured ? [] : ['STARTTLS'],
    allowInsecureAuth: !secured,
    authMethods: ['PLAIN', 'LOGIN'],
    onAuth(
      auth: { username?: string | null | undefined; password?: string | null | undefined },
      _session: unknown,
      done: (error: Error | null, answer?: { user: string }) => void,
    ) {
      if (auth.password === PASSWORD) done(null, { user: auth.username ?? '' });
      else done(new Error(`Invalid credentials ${auth.password}`));
    },
  });
  const withAuth = async (secured: boolean, tls: { key?: string; cert?: string } = {}): Promise<MailServer> => {
    const server = await startMailServer({ ...authenticated(secured), ...tls });
    servers.push(server);
    return server;
  };
  const urlOf = ({ port }: MailServer, password: string): string => `smtp://fab:${password}@127.0.0.1:${port}`;

  it('never gets a password in the clear by default', async () => {
    const server = await withAuth(false);
    await outbox.put([message('a')]);
    await (await worker({ FAB_SMTP_URL: urlOf(server, PASSWORD) })).sendDue();
    expect(server.mails).toEqual([]);
    expect(await rows()).toMatchObject([{ state: 'queued', error: matching(/TLS|STARTTLS/i) }]);
    await makeDue();
    await (await worker({ FAB_SMTP_URL: urlOf(server, PASSWORD), FAB_SMTP_TLS: 'off' })).sendDue();
    expect(server.mails).toMatchObject([{ user: 'fab', secure: false }]);
  });

  it('must show a certificate of an authority that is known', async () => {
    const server = await withAuth(true);
    await outbox.put([message('a')]);
    await (await worker({ FAB_SMTP_URL: urlOf(server, PASSWORD) })).sendDue();
    expect(server.mails).toEqual([]);
    expect(await rows()).toMatchObject([{ state: 'queued', error: matching(/certificate|altname/i) }]);
  });

  it('with a certificate of the fab’s own authority gets its mail by STARTTLS, at its own address alone', async () => {
    const authority = makeAuthority('Fab authority');
    const folder = mkdtempSync(join(tmpdir(), 'fab-authority-'));
    const file = join(folder, 'ca.pem');
    writeFileSync(file, authority.certificate);
    const [own, elsewhere] = [authority.issue('127.0.0.1'), authority.issue('10.0.0.25')];
    const server = await withAuth(true, { key: own.key, cert: own.certificate });
    const posing = await withAuth(true, { key: elsewhere.key, cert: elsewhere.certificate });
    try {
      await outbox.put([message('a')]);
      await (await worker({ FAB_SMTP_URL: urlOf(posing, PASSWORD), FAB_SMTP_CA_FILE: file })).sendDue();
      expect(posing.mails).toEqual([]);
      expect(await rows()).toMatchObject([{ state: 'queued', error: matching(/does not match certificate/) }]);
      await makeDue();
      await (await worker({ FAB_SMTP_URL: urlOf(server, PASSWORD), FAB_SMTP_CA_FILE: file })).sendDue();
      expect(server.mails).toMatchObject([{ to: ['a@fab.example'], user: 'fab', secure: true }]);
      expect(await rows()).toMatchObject([{ state: 'sent', attempts: 2, error: null }]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('that refuses the password leaves it in neither log', async () => {
    const server = await withAuth(false);
    const lines: string[] = [];
    const sink = new Writable({ write: (chunk: Buffer, _, done) => (lines.push(chunk.toString()), done()) });
    const log = createLogger('spec', 'trace', sink);
    const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation((...args: unknown[]) => {
      log.warn(args[0] as object, String(args[1]));
    });
    await outbox.put([message('a')]);
    await (await worker({ FAB_SMTP_URL: urlOf(server, 'wrong-secret-99'), FAB_SMTP_TLS: 'off' })).sendDue();
    warn.mockRestore();
    expect(await rows()).toMatchObject([{ state: 'queued', error: holding('[hidden]') }]);
    expect(lines.join('')).toContain('could not be sent');
    expect(JSON.stringify(await rows()) + lines.join('')).not.toContain('wrong-secret-99');
  });
});

describe('webhooks', () => {
  const SECRET = 'fabw_spec-secret';
  const TARGET = '01890000-0000-7000-8000-000000000001';
  let asked: { headers: IncomingHttpHeaders; body: string }[];

  /** A real receiver that answers with the given statuses, the last one for ever. */
  async function receiver(...answers: number[]): Promise<number> {
    asked = [];
    const server: Server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        asked.push({ headers: request.headers, body });
        const status = answers[Math.min(asked.length, answers.length) - 1] ?? 200;
        response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:9/' } : {}).end('ok');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    const { port } = server.address() as AddressInfo;
    await new WebhookTargetRepository(uow).insert({
      targetId: TARGET,
      name: 'MES',
      url: `http://127.0.0.1:${port}/in`,
      secret: SECRET,
      productScope: null,
      createdBy: 'spec',
      disabledAt: null,
    });
    await outbox.put([message('w', { channel: 'webhook', recipient: TARGET, payload: { type: 'x', n: 1 } })]);
    return port;
  }

  it('are signed, and sent again under the same id until they are taken', async () => {
    const port = await receiver(503, 200);
    const sender = await worker({ FAB_WEBHOOK_HOSTS: `127.0.0.1:${port}` });
    await sender.sendDue();
    expect(await rows()).toMatchObject([{ state: 'queued', error: 'It answered 503.' }]);
    await makeDue();
    await sender.sendDue();
    expect(await rows()).toMatchObject([{ state: 'sent', attempts: 2 }]);
    const [first, second] = asked;
    expect(second?.headers['x-fabwright-delivery']).toBe(first?.headers['x-fabwright-delivery']);
    expect(second?.headers['x-fabwright-attempt']).toBe('2');
    const [, seconds = '', hex] =
      /^t=(\d+),v1=([0-9a-f]+)$/.exec(String(second?.headers['x-fabwright-signature'])) ?? [];
    const expected = createHmac('sha256', SECRET).update(`${seconds}.${second?.body}`).digest('hex');
    expect(hex).toBe(expected);
    expect(JSON.parse(second?.body ?? '')).toMatchObject({ type: 'x', n: 1 });
  });

  it('follow no redirect', async () => {
    const port = await receiver(302);
    await (await worker({ FAB_WEBHOOK_HOSTS: `127.0.0.1:${port}` })).sendDue();
    expect(await rows()).toMatchObject([{ state: 'failed', error: holding('redirects') }]);
    expect(asked).toHaveLength(1);
  });

  it('go nowhere but to hosts of the settings, also when the target was made before', async () => {
    await receiver(200);
    await (await worker({ FAB_WEBHOOK_HOSTS: 'hooks.example' })).sendDue();
    expect(await rows()).toMatchObject([{ state: 'failed', error: holding('FAB_WEBHOOK_HOSTS') }]);
    await uow.query(`UPDATE delivery SET state = 'queued'`);
    await (await worker()).sendDue();
    expect(await rows()).toMatchObject([{ state: 'not-configured' }]);
    expect(asked).toEqual([]);
  });

  it('that are switched off are not sent', async () => {
    const port = await receiver(200);
    await new WebhookTargetRepository(uow).setDisabled(TARGET, true);
    await (await worker({ FAB_WEBHOOK_HOSTS: `127.0.0.1:${port}` })).sendDue();
    expect(await rows()).toMatchObject([{ state: 'failed' }]);
    expect(asked).toEqual([]);
  });
});

describe('files', () => {
  const REPORT = Buffer.from('%PDF-1.7\nweek 47\n%%EOF');
  const kept = async (content: Buffer = REPORT) => {
    const { key, byteSize } = await blobs.write(Readable.from([content]));
    return { blob: key, byteSize, name: 'W47-周报.pdf', contentType: 'application/pdf' };
  };

  it('go along with a mail, byte for byte, and so do its headers', async () => {
    const headers = { 'List-Unsubscribe': '<https://fab.example/u/1>' };
    await outbox.put([message('a', { files: [await kept()], headers })]);
    await (await worker()).sendDue();
    const [{ raw = '' } = {}] = mail.mails;
    expect(raw).toMatch(/^List-Unsubscribe: <https:\/\/fab\.example\/u\/1>\r$/m);
    expect(raw).toMatch(/^Content-Type: application\/pdf/m);
    const encoded = /filename\*?0?\*?=[^]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)\r\n--/.exec(raw)?.[1] ?? '';
    expect(Buffer.from(encoded, 'base64').equals(REPORT)).toBe(true);
  });

  it('that are gone end the message at once: nobody gets a mail without what it speaks of', async () => {
    await outbox.put([message('a', { files: [{ ...(await kept()), blob: 'ab'.repeat(32) }] })]);
    await (await worker()).sendDue();
    expect(mail.mails).toEqual([]);
    expect(await rows()).toMatchObject([{ state: 'failed', attempts: 1 }]);
  });

  it('are needed for as long as their message may go out', async () => {
    const file = await kept();
    await outbox.put([message('a', { files: [file] })]);
    expect(await deliveries.waitingFor([file.blob, 'other'])).toEqual([file.blob]);
    await (await worker()).sendDue();
    expect(await deliveries.waitingFor([file.blob])).toEqual([]);
  });

  it('appear whole in the folder that the settings name, twice put once there, and nowhere outside of it', async () => {
    const target = mkdtempSync(join(tmpdir(), 'fabwright-target-'));
    servers.push({ close: () => rmSync(target, { recursive: true, force: true }) });
    const file = await kept();
    const put = (key: string, recipient: string) => message(key, { channel: 'folder', recipient, files: [file] });
    await outbox.put([put('a', 'Product A/2026-W47'), put('b', 'Product A/2026-W47'), put('c', '../outside')]);
    await (await worker({ FAB_DELIVERY_DIR: target })).sendDue();
    expect((await rows()).map(({ state }) => state)).toEqual(['sent', 'sent', 'failed']);
    expect(readdirSync(target)).toEqual(['Product A']);
    expect(readdirSync(join(target, 'Product A/2026-W47'))).toEqual([file.name]);
    expect(readFileSync(join(target, 'Product A/2026-W47', file.name)).equals(REPORT)).toBe(true);
  });

  it('are put nowhere without that setting, and the log says so', async () => {
    await outbox.put([message('a', { channel: 'folder', recipient: 'A', files: [await kept()] })]);
    await (await worker()).sendDue();
    expect(await rows()).toMatchObject([{ state: 'not-configured', error: 'Not set: FAB_DELIVERY_DIR.' }]);
  });
});
