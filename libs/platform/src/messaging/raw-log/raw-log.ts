import { Injectable } from '@nestjs/common';
import { CommitOrder, UnitOfWork } from '../../database/index.ts';

export const RAW_LOG_CHANNEL = 'fab_raw_log';
export const RAW_LOG_TOPIC = 'http';

export interface RawEntry {
  /** CloudEvents `source` and `id`, for finding it again; the body is not looked at here. */
  readonly source: string;
  readonly eventId: string;
  readonly body: Uint8Array;
}

export interface StoredEntry {
  readonly offset: number;
  readonly receivedAt: Date;
  readonly body: Buffer;
}

/** Events as they came by HTTP: committed first, answered with 202, then consumed like those from Kafka. */
@Injectable()
export class RawLog {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly order: CommitOrder,
  ) {}

  /** Commits the entries and returns their offsets, in the order given. Consumers are woken by the commit. */
  async append(entries: readonly RawEntry[], tokenId: string | null): Promise<number[]> {
    if (entries.length === 0) return [];
    return this.uow.run(async () => {
      const first = await this.order.next('raw_log_seq', entries.length);
      await this.uow.query(
        `INSERT INTO raw_log (offset_no, received_at, token_id, source, event_id, body)
         SELECT $1::bigint + n - 1, clock_timestamp(), $2::uuid, source, event_id, body
           FROM unnest($3::text[], $4::text[], $5::bytea[]) WITH ORDINALITY AS e (source, event_id, body, n)`,
        [
          first,
          tokenId,
          entries.map((entry) => entry.source),
          entries.map((entry) => entry.eventId),
          entries.map((entry) => Buffer.from(entry.body)),
        ],
      );
      await this.uow.query('SELECT pg_notify($1, $2)', [RAW_LOG_CHANNEL, String(first)]);
      return entries.map((_, index) => first + index);
    });
  }

  /** Entries from `offset` on, oldest first: up to `limit`, and up to about `maxBytes` but at least one. */
  async read(offset: number, limit: number, maxBytes: number): Promise<StoredEntry[]> {
    const rows = await this.uow.query<{ offset_no: string; received_at: Date; body: Buffer }>(
      `SELECT offset_no, received_at, body FROM (
         SELECT *, sum(octet_length(body)) OVER (ORDER BY offset_no) - octet_length(body) AS bytes_before
           FROM (SELECT * FROM raw_log WHERE offset_no >= $1 ORDER BY offset_no LIMIT $2) AS next_entries
       ) AS measured WHERE bytes_before < $3 ORDER BY offset_no`,
      [offset, limit, maxBytes],
    );
    return rows.map((row) => ({ offset: Number(row.offset_no), receivedAt: row.received_at, body: row.body }));
  }

  /** Offset after the newest entry; 1 when there never was one. */
  async end(): Promise<number> {
    const [row] = await this.uow.query<{ end: number }>(
      'SELECT coalesce(max(offset_no), 0)::float8 + 1 AS end FROM raw_log',
    );
    return row?.end ?? 1;
  }

  /** Entries that `consumer` has not taken yet: what a sender must wait for under overload. */
  async backlog(consumer: string): Promise<number> {
    const [row] = await this.uow.query<{ waiting: number }>(
      `SELECT greatest(0, coalesce((SELECT max(offset_no) FROM raw_log), 0) + 1
                - coalesce((SELECT next_offset FROM consumer_position
                             WHERE consumer = $1 AND source = 'http' AND topic = $2 AND partition = 0), 1))::float8 AS waiting`,
      [consumer, RAW_LOG_TOPIC],
    );
    return row?.waiting ?? 0;
  }

  /** Deletes what every consumer has taken and is older than `before`. Returns how many entries. */
  prune(before: Date): Promise<number> {
    return this.uow.execute(
      `DELETE FROM raw_log WHERE received_at < $1 AND offset_no <
         (SELECT min(next_offset) FROM consumer_position WHERE source = 'http' AND topic = $2)`,
      [before, RAW_LOG_TOPIC],
    );
  }
}
