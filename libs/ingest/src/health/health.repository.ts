import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';

export interface SourceTotals {
  readonly type: string;
  readonly events24h: number;
  readonly late24h: number;
  readonly newestEventAt: Date;
  readonly newestReceivedAt: Date;
  /** Minutes of the last day with an arrival, ascending, in milliseconds since 1970. */
  readonly arrivals: readonly number[];
  readonly quarantined: number;
}

/** Figures behind Data health; all of them about the whole installation, none about a product. */
@Injectable()
export class HealthRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** By event type, over the 24 hours before `now`. */
  sources(now: Date): Promise<SourceTotals[]> {
    return this.uow.query<SourceTotals>(
      `WITH day AS (
         SELECT type, bucket, sum(events) AS events, sum(late) AS late
         FROM source_stat WHERE bucket > $1::timestamptz - interval '24 hours' GROUP BY type, bucket),
       totals AS (
         SELECT type, sum(events)::int AS events, sum(late)::int AS late,
           array_agg(extract(epoch FROM bucket)::float8 * 1000 ORDER BY bucket) AS arrivals
         FROM day GROUP BY type),
       newest AS (
         SELECT type, max(last_event_time) AS event_at, max(last_received_at) AS received_at
         FROM source_stat GROUP BY type),
       aside AS (SELECT event_type AS type, count(*)::int AS n FROM quarantine WHERE state = 'open' GROUP BY event_type)
       SELECT newest.type, coalesce(totals.events, 0) AS "events24h", coalesce(totals.late, 0) AS "late24h",
         newest.event_at AS "newestEventAt", newest.received_at AS "newestReceivedAt",
         coalesce(totals.arrivals, '{}') AS arrivals, coalesce(aside.n, 0) AS quarantined
       FROM newest LEFT JOIN totals USING (type) LEFT JOIN aside USING (type)
       ORDER BY newest.type`,
      [now],
    );
  }

  /** Events per minute over the last five minutes. */
  async ratePerMinute(now: Date): Promise<number> {
    const [row] = await this.uow.query<{ rate: number }>(
      `SELECT coalesce(sum(events), 0)::float8 / 5 AS rate FROM source_stat
       WHERE bucket >= date_trunc('minute', $1::timestamptz) - interval '4 minutes'`,
      [now],
    );
    return row?.rate ?? 0;
  }

  /** How many of the weeks from `from` on (each of seven days) have a wafer test, from the newest back. */
  async weeksWithTests(from: Date, to: Date): Promise<number> {
    const [row] = await this.uow.query<{ weeks: number }>(
      `SELECT count(DISTINCT floor(extract(epoch FROM ($2::timestamptz - first_pass_ended_at)) / 604800))::int AS weeks
       FROM wafer_yield WHERE first_pass_ended_at > $1 AND first_pass_ended_at <= $2`,
      [from, to],
    );
    return row?.weeks ?? 0;
  }
}
