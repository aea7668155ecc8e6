import { Injectable } from '@nestjs/common';
import { EVENT_TYPES, type FabEvent } from '@fabwright/contracts';
import { CommitOrder, type ProductScope, UnitOfWork } from '@fabwright/platform';

export interface OutboxEntry {
  readonly outboxNo: number;
  readonly type: string;
  readonly topic: string;
  readonly key: string;
  readonly envelope: FabEvent;
}

const COLUMNS = 'outbox_no::float8 AS "outboxNo", type, topic, key, envelope';

/** What goes out, in the order of commit. */
@Injectable()
export class OutboxRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly order: CommitOrder,
  ) {}

  /**
   * Puts events into the outbox of the open unit of work: they go out when, and only when, it commits.
   * Call it last in a transaction, because the number it takes holds up other writers until the commit.
   */
  async append(events: readonly FabEvent[], now: Date): Promise<void> {
    if (events.length === 0) return;
    const first = await this.order.next('outbox_seq', events.length);
    await this.uow.query(
      `INSERT INTO outbox (outbox_no, event_id, type, topic, key, envelope, created_at)
       SELECT $1::bigint + n - 1, event_id, type, topic, key, envelope, $7
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[])
         WITH ORDINALITY AS e (event_id, type, topic, key, envelope, n)`,
      [
        first,
        events.map((event) => event.id),
        events.map((event) => event.type),
        events.map((event) => EVENT_TYPES[event.type].topic),
        events.map((event) => event.partitionkey),
        events.map((event) => JSON.stringify(event)),
        now,
      ],
    );
  }

  /** Up to `limit` entries after the given number, oldest first; with a scope only those about its products. */
  after(outboxNo: number, limit: number, scope: ProductScope): Promise<OutboxEntry[]> {
    return this.uow.query<OutboxEntry>(
      `SELECT ${COLUMNS} FROM outbox
       WHERE outbox_no > $1 AND ($3::text[] IS NULL OR envelope #>> '{data,productId}' = ANY ($3))
       ORDER BY outbox_no LIMIT $2`,
      [outboxNo, limit, scope],
    );
  }

  unpublished(limit: number): Promise<OutboxEntry[]> {
    return this.uow.query<OutboxEntry>(
      `SELECT ${COLUMNS} FROM outbox WHERE published_at IS NULL ORDER BY outbox_no LIMIT $1`,
      [limit],
    );
  }

  async markPublished(outboxNos: readonly number[], now: Date): Promise<void> {
    await this.uow.query('UPDATE outbox SET published_at = $2 WHERE outbox_no = ANY ($1::bigint[])', [outboxNos, now]);
  }

  async pendingCount(): Promise<number> {
    const [row] = await this.uow.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM outbox WHERE published_at IS NULL',
    );
    return row?.n ?? 0;
  }
}
