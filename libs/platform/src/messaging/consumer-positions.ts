import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.ts';
import type { SourceBatch } from './event-source.ts';

export interface ConsumerPosition {
  readonly consumer: string;
  readonly source: 'kafka' | 'http';
  readonly topic: string;
  readonly partition: number;
  readonly nextOffset: number;
  readonly updatedAt: Date;
}

/** How far each consumer has come: kept in the transaction that keeps what it read. */
@Injectable()
export class ConsumerPositions {
  constructor(private readonly uow: UnitOfWork) {}

  /** The next offset to be read; undefined when the partition was never read. */
  async find(
    consumer: string,
    source: 'kafka' | 'http',
    topic: string,
    partition: number,
  ): Promise<number | undefined> {
    const [row] = await this.uow.query<{ next: number }>(
      `SELECT next_offset::float8 AS next FROM consumer_position
        WHERE consumer = $1 AND source = $2 AND topic = $3 AND partition = $4`,
      [consumer, source, topic, partition],
    );
    return row?.next;
  }

  /** Moves on to behind the batch. Never back: a consumer that lost its partition may still be at work. */
  async advance(
    consumer: string,
    { sourceKind, topic, partition, nextOffset }: Omit<SourceBatch, 'messages'>,
  ): Promise<void> {
    await this.uow.query(
      `INSERT INTO consumer_position (consumer, source, topic, partition, next_offset, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (consumer, source, topic, partition)
       DO UPDATE SET next_offset = excluded.next_offset, updated_at = excluded.updated_at
       WHERE consumer_position.next_offset < excluded.next_offset`,
      [consumer, sourceKind, topic, partition, nextOffset, new Date()],
    );
  }

  list(): Promise<ConsumerPosition[]> {
    return this.uow.query<ConsumerPosition>(
      `SELECT consumer, source, topic, partition, next_offset::float8 AS "nextOffset", updated_at AS "updatedAt"
         FROM consumer_position ORDER BY consumer, source, topic, partition`,
    );
  }
}
