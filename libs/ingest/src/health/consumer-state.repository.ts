import { Injectable } from '@nestjs/common';
import { type PartitionProgress, UnitOfWork } from '@fabwright/platform';

/** How far one partition has been read, and what lies behind. */
export interface ConsumerState {
  readonly source: 'kafka' | 'http';
  readonly topic: string;
  readonly partition: number;
  readonly position: string;
  readonly lag: number;
  readonly updatedAt: Date;
}

/** The worker writes how far its sources have come; the api shows it. */
@Injectable()
export class ConsumerStateRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async note(
    consumer: string,
    source: 'kafka' | 'http',
    progress: readonly PartitionProgress[],
    trouble: string | undefined,
    now: Date,
  ): Promise<void> {
    if (progress.length === 0) return;
    await this.uow.query(
      `INSERT INTO consumer_state (consumer, source, topic, partition, end_offset, trouble, seen_at)
       SELECT $1, $2, topic, partition, end_offset, $6, $7
       FROM unnest($3::text[], $4::int[], $5::bigint[]) AS p (topic, partition, end_offset)
       ON CONFLICT (consumer, source, topic, partition) DO UPDATE SET
         end_offset = coalesce(excluded.end_offset, consumer_state.end_offset),
         trouble = excluded.trouble, seen_at = excluded.seen_at`,
      [
        consumer,
        source,
        progress.map((partition) => partition.topic),
        progress.map((partition) => partition.partition),
        progress.map((partition) => partition.endOffset ?? null),
        trouble ?? null,
        now,
      ],
    );
  }

  /** Partitions that were ever read. The lag of the raw log is exact; that of Kafka as the worker last heard. */
  list(): Promise<ConsumerState[]> {
    return this.uow.query<ConsumerState>(
      `SELECT p.source, p.topic, p.partition, p.next_offset::text AS position, p.updated_at AS "updatedAt",
         greatest(0, CASE p.source
           WHEN 'http' THEN (SELECT coalesce(max(offset_no), 0) + 1 FROM raw_log) - p.next_offset
           ELSE coalesce(s.end_offset, p.next_offset) - p.next_offset END)::float8 AS lag
       FROM consumer_position p
       LEFT JOIN consumer_state s USING (consumer, source, topic, partition)
       ORDER BY p.source, p.topic, p.partition`,
    );
  }

  /** Age of the oldest event by HTTP that waits for the worker; 0 when none waits. */
  async oldestWaitingSeconds(now: Date): Promise<number> {
    const [row] = await this.uow.query<{ at: Date }>(
      `SELECT received_at AS at FROM raw_log
       WHERE offset_no >= coalesce((SELECT max(next_offset) FROM consumer_position WHERE source = 'http'), 1)
       ORDER BY offset_no LIMIT 1`,
    );
    return row === undefined ? 0 : Math.max(0, (now.getTime() - row.at.getTime()) / 1_000);
  }
}
