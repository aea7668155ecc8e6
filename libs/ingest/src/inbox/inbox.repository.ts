import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';

/** What makes an event itself: CloudEvents' `source` and `id` together. */
export interface EventIdentity {
  readonly source: string;
  readonly id: string;
  readonly type: string;
}

export function identityKey({ source, id }: Pick<EventIdentity, 'source' | 'id'>): string {
  return `${source}\u0000${id}`;
}

/** Remembers which events have had their effect. */
@Injectable()
export class InboxRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * Enters the events that were never entered before and returns the keys of those. An event that stands twice in the
   * list is entered once. Rows go in by key order, so that two batches with the same events wait instead of deadlocking.
   */
  async enter(events: readonly EventIdentity[], receivedAt: Date): Promise<Set<string>> {
    if (events.length === 0) return new Set();
    const rows = await this.uow.query<{ source: string; id: string }>(
      `INSERT INTO inbox (source, event_id, type, received_at)
       SELECT source, event_id, type, $4 FROM unnest($1::text[], $2::text[], $3::text[]) AS e (source, event_id, type)
       ORDER BY source COLLATE "C", event_id COLLATE "C"
       ON CONFLICT DO NOTHING
       RETURNING source, event_id AS id`,
      [events.map((e) => e.source), events.map((e) => e.id), events.map((e) => e.type), receivedAt],
    );
    return new Set(rows.map(identityKey));
  }
}
