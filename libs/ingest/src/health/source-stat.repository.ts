import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';

/** One accepted event, as far as the statistics of its source need it. */
export interface Arrival {
  readonly source: string;
  readonly type: string;
  readonly time: Date;
  readonly delaySeconds: number;
  readonly late: boolean;
}

interface Bucket {
  source: string;
  type: string;
  events: number;
  late: number;
  delay: number;
  lastTime: Date;
}

/** Arrivals of one source and type added up; the order of the result is that of the key, against deadlocks. */
export function addUp(arrivals: readonly Arrival[]): Bucket[] {
  const buckets = new Map<string, Bucket>();
  for (const { source, type, time, delaySeconds, late } of arrivals) {
    const key = `${source}\u0000${type}`;
    const bucket = buckets.get(key) ?? { source, type, events: 0, late: 0, delay: 0, lastTime: time };
    bucket.events += 1;
    bucket.late += late ? 1 : 0;
    bucket.delay += delaySeconds;
    if (time > bucket.lastTime) bucket.lastTime = time;
    buckets.set(key, bucket);
  }
  return [...buckets.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, bucket]) => bucket);
}

/** Counts per source, type and minute of arrival. */
@Injectable()
export class SourceStatRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async add(arrivals: readonly Arrival[], receivedAt: Date): Promise<void> {
    const buckets = addUp(arrivals);
    if (buckets.length === 0) return;
    await this.uow.query(
      `INSERT INTO source_stat AS s
         (source, type, bucket, events, late, delay_seconds, last_event_time, last_received_at)
       SELECT source, type, date_trunc('minute', $7::timestamptz), events, late, delay, last_time, $7
       FROM unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::float8[], $6::timestamptz[])
         AS b (source, type, events, late, delay, last_time)
       ON CONFLICT (source, type, bucket) DO UPDATE SET
         events = s.events + excluded.events,
         late = s.late + excluded.late,
         delay_seconds = s.delay_seconds + excluded.delay_seconds,
         last_event_time = greatest(s.last_event_time, excluded.last_event_time),
         last_received_at = greatest(s.last_received_at, excluded.last_received_at)`,
      [
        buckets.map((b) => b.source),
        buckets.map((b) => b.type),
        buckets.map((b) => b.events),
        buckets.map((b) => b.late),
        buckets.map((b) => b.delay),
        buckets.map((b) => b.lastTime),
        receivedAt,
      ],
    );
  }

  /** Minutes older than the given time are of no use to the screens. */
  async prune(before: Date): Promise<void> {
    await this.uow.query(
      `DELETE FROM source_stat s WHERE bucket < $1
       AND EXISTS (SELECT 1 FROM source_stat n WHERE n.source = s.source AND n.type = s.type AND n.bucket > s.bucket)`,
      [before],
    );
  }
}
