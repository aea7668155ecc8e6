import { toEnvelope, type FabEvent } from '@fabwright/contracts';
import { CommitOrder, EventSink, type OutgoingMessage, UnitOfWork } from '@fabwright/platform';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OutboxPublisher } from './outbox.publisher.ts';
import { OutboxRepository } from './outbox.repository.ts';

class SpecSink extends EventSink {
  override readonly enabled = true;
  readonly sent: string[] = [];
  down = false;

  override publish(messages: readonly OutgoingMessage[]): Promise<void> {
    if (this.down) return Promise.reject(new Error('the broker is down'));
    for (const { bytes } of messages) this.sent.push((JSON.parse(Buffer.from(bytes).toString()) as FabEvent).id);
    return Promise.resolve();
  }

  override stop(): Promise<void> {
    return Promise.resolve();
  }
}

const TIME = '2026-11-23T15:30:00Z';
let database: TestDatabase;
let uow: UnitOfWork;
let outbox: OutboxRepository;
let sink: SpecSink;
let publisher: OutboxPublisher;

beforeAll(async () => {
  database = await cloneDatabase();
  uow = new UnitOfWork(await database.connect());
  outbox = new OutboxRepository(uow, new CommitOrder(uow));
});
afterAll(() => database.drop());
beforeEach(async () => {
  await uow.query('TRUNCATE outbox');
  sink = new SpecSink();
  publisher = new OutboxPublisher(uow, outbox, sink);
});

const event = (id: string): FabEvent =>
  toEnvelope(
    'fab.lot-hold-request.v1',
    { requestId: id, lotId: 'L1', lotNo: 'L1', reason: 'spread', requestedBy: 'spc', requestedAt: TIME },
    { id, source: '/fabwright', time: TIME },
  );
const append = (...ids: string[]): Promise<void> => uow.run(() => outbox.append(ids.map(event), new Date()));

describe('the outbox', () => {
  it('lets go out what was committed, and nothing of what was rolled back', async () => {
    await append('a');
    const failed = uow.run(async () => {
      await outbox.append([event('lost')], new Date());
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    await append('b', 'c');
    expect(await publisher.publishNext()).toBe(3);
    expect(sink.sent).toEqual(['a', 'b', 'c']);
    expect(await publisher.publishNext()).toBe(0);
  });

  it('keeps everything while the broker is down, and sends it in order afterwards', async () => {
    await append('a');
    sink.down = true;
    await expect(publisher.publishNext()).rejects.toThrow('down');
    await append('b');
    expect(await outbox.pendingCount()).toBe(2);
    sink.down = false;
    await publisher.publishNext();
    expect(sink.sent).toEqual(['a', 'b']);
  });

  it('is published by one worker at a time, so that its order is the order of the topic', async () => {
    await append('a', 'b');
    const counts = await Promise.all([publisher.publishNext(), publisher.publishNext()]);
    expect(counts.sort()).toEqual([0, 2]);
    expect(sink.sent).toEqual(['a', 'b']);
  });

  it('is read without a broker from where the last answer ended, within the product scope', async () => {
    await append('a', 'b', 'c');
    const [first] = await outbox.after(0, 1, null);
    expect(first?.envelope.id).toBe('a');
    const rest = await outbox.after(first?.outboxNo ?? 0, 10, null);
    expect(rest.map((entry) => entry.envelope.id)).toEqual(['b', 'c']);
    // These events name no product: who may see some products only does not get them.
    expect(await outbox.after(0, 10, ['P1'])).toEqual([]);
  });
});
