import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { createClient, type Client } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { type RunningApp, startTestApp } from '../../test/test-app.ts';
import { UnitOfWork } from '../database/index.ts';
import { Bootstrap } from '../identity/index.ts';
import { ChangeFeed, ChangeNotifier } from './change-feed.ts';

let database: TestDatabase;
let running: RunningApp;
let cookie: string;
const clients: Client[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  running = await startTestApp(database.url);
  const [manager] = (await running.app.get(Bootstrap).demoAccounts()) ?? [];
  const client = new ApiClient(running.base);
  await client.signIn(manager?.login ?? '', manager?.password ?? '');
  cookie = client.cookie ?? '';
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
  await until(() => feed().size === 0);
});
afterAll(async () => {
  await running.close();
  await database.drop();
});

function connect(headers: Record<string, string>): Client {
  class SocketWithHeaders extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { headers });
    }
  }
  const client = createClient({
    url: `${running.base.replace('http', 'ws')}/graphql`,
    webSocketImpl: SocketWithHeaders,
    retryAttempts: 0,
  });
  clients.push(client);
  return client;
}

interface Note {
  readonly topic: string;
  readonly ids: string[];
}

function collect(client: Client, topics: string): { notes: Note[]; end: () => void; failure: () => unknown } {
  const notes: Note[] = [];
  let failed: unknown;
  const end = client.subscribe<{ changed: Note }>(
    { query: `subscription { changed(topics: [${topics}]) { topic ids } }` },
    {
      next: ({ data, errors }) => {
        if (errors) failed = errors;
        if (data) notes.push(data.changed);
      },
      error: (error) => (failed = error),
      complete: () => undefined,
    },
  );
  return { notes, end, failure: () => failed };
}

async function until(condition: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 8_000; !condition(); await sleep(20)) {
    if (Date.now() > deadline) throw new Error('It did not happen in time.');
  }
}

const notifier = (): ChangeNotifier => running.app.get(ChangeNotifier);
const feed = (): ChangeFeed => running.app.get(ChangeFeed);

describe('the feed of changes', () => {
  it('tells open pages with the commit, their topics only, and lets go when a page closes', async () => {
    const { notes, end } = collect(connect({ cookie }), '"lots"');
    await until(() => feed().size === 1);
    const uow = running.app.get(UnitOfWork);
    await uow.run(async () => {
      await notifier().changed('lots', ['L1']);
      await notifier().changed('imports', ['i1']);
      await sleep(300);
      expect(notes).toEqual([]);
    });
    await until(() => notes.length === 1);
    expect(notes).toEqual([{ topic: 'lots', ids: ['L1'] }]);
    end();
    await until(() => feed().size === 0);
  });

  it('says nothing of what was rolled back', async () => {
    const { notes } = collect(connect({ cookie }), '"lots"');
    await until(() => feed().size === 1);
    const uow = running.app.get(UnitOfWork);
    await uow
      .run(async () => {
        await notifier().changed('lots', ['never']);
        throw new Error('no');
      })
      .catch(() => undefined);
    await notifier().changed('lots', ['after']);
    await until(() => notes.length > 0);
    expect(notes).toEqual([{ topic: 'lots', ids: ['after'] }]);
  });

  it('merges what comes faster than a page can follow', async () => {
    const { notes } = collect(connect({ cookie }), '"lots"');
    await until(() => feed().size === 1);
    for (let i = 0; i < 40; i++) await notifier().changed('lots', [`L${i}`]);
    await until(() => new Set(notes.flatMap(({ ids }) => ids)).size === 40);
    expect(notes.length).toBeLessThan(10);
    await notifier().changed(
      'lots',
      Array.from({ length: 5_000 }, (_, i) => `lot-${i}`),
    );
    await until(() => notes.at(-1)?.ids.length === 0);
  });

  it('has pages refetch everything after its connection to the database was lost', async () => {
    const { notes } = collect(connect({ cookie }), '"lots", "jobs"');
    await until(() => feed().size === 1);
    await (
      await database.connect()
    ).query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'fabwright listener' AND datname = current_database()`,
    );
    await until(() => notes.length === 2);
    expect(notes).toEqual(
      expect.arrayContaining([
        { topic: 'lots', ids: [] },
        { topic: 'jobs', ids: [] },
      ]),
    );
  });

  it('opens no socket for strangers and foreign pages, and takes no query over a socket', async () => {
    const strangers: Record<string, string>[] = [{}, { cookie, origin: 'https://evil.example' }];
    for (const headers of strangers) {
      const refused = collect(connect(headers), '"lots"');
      await until(() => refused.failure() !== undefined);
      expect(JSON.stringify(refused.failure(), ['code', 'reason'])).toContain('4403');
    }
    let failure: unknown;
    connect({ cookie }).subscribe(
      { query: '{ me { id } }' },
      { next: () => undefined, error: (error) => (failure = error), complete: () => undefined },
    );
    await until(() => failure !== undefined);
    expect(JSON.stringify(failure)).toContain('subscriptions only');
  });
});
