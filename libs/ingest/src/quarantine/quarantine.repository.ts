import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import { v7 as uuidv7 } from 'uuid';
import type { QuarantineReason } from '../pipeline/quarantine-reason.ts';

/** Where a message came in; `http` is the raw log behind POST /ingest/v1/events. */
export type SourceKind = 'kafka' | 'http';

export type QuarantineState = 'open' | 'replayed' | 'dismissed';

/** A message that could not be taken in, with where it came from. */
export interface RefusedMessage {
  readonly sourceKind: SourceKind;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly eventId: string | null;
  readonly eventType: string | null;
  readonly reason: QuarantineReason;
  readonly bytes: Uint8Array;
  readonly receivedAt: Date;
}

export interface QuarantineRow {
  readonly quarantineId: string;
  readonly sourceKind: SourceKind;
  readonly topic: string | null;
  readonly eventId: string | null;
  readonly eventType: string | null;
  readonly reasonCode: string;
  readonly reason: string;
  readonly receivedAt: Date;
  readonly state: QuarantineState;
  /** At most `SHOWN_BYTES` of the message. */
  readonly raw: Buffer;
  readonly byteSize: number;
}

/** What a screen shows of a message; the whole of it stays in the table for the replay. */
export const SHOWN_BYTES = 4_096;

const COLUMNS = `quarantine_id AS "quarantineId", source_kind AS "sourceKind", topic, event_id AS "eventId",
  event_type AS "eventType", reason_code AS "reasonCode", reason, received_at AS "receivedAt", state,
  substring(raw FOR ${SHOWN_BYTES}) AS raw, octet_length(raw) AS "byteSize"`;

/** PostgreSQL text can't hold NUL, and a lone surrogate is no UTF-8. Message texts may hold both. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').toWellFormed();
}

@Injectable()
export class QuarantineRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async add(refused: readonly RefusedMessage[]): Promise<string[]> {
    if (refused.length === 0) return [];
    const ids = refused.map(() => uuidv7());
    await this.uow.query(
      `INSERT INTO quarantine (quarantine_id, source_kind, topic, partition, offset_no, event_id, event_type,
         reason_code, reason, detail, raw, received_at, state, attempts)
       SELECT *, 'open', 0 FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::bigint[], $6::text[], $7::text[],
         $8::text[], $9::text[], $10::jsonb[], $11::bytea[], $12::timestamptz[])`,
      [
        ids,
        refused.map((m) => m.sourceKind),
        refused.map((m) => m.topic),
        refused.map((m) => m.partition),
        refused.map((m) => m.offset),
        refused.map((m) => (m.eventId === null ? null : storable(m.eventId))),
        refused.map((m) => (m.eventType === null ? null : storable(m.eventType))),
        refused.map((m) => m.reason.code),
        refused.map((m) => storable(m.reason.text)),
        refused.map((m) => storable(JSON.stringify(m.reason.detail))),
        refused.map((m) => Buffer.from(m.bytes.buffer, m.bytes.byteOffset, m.bytes.byteLength)),
        refused.map((m) => m.receivedAt),
      ],
    );
    return ids;
  }

  /** Newest first, after the given item. */
  page(
    state: QuarantineState | null,
    first: number,
    after: { receivedAt: Date; id: string } | null,
  ): Promise<QuarantineRow[]> {
    return this.uow.query<QuarantineRow>(
      `SELECT ${COLUMNS} FROM quarantine
       WHERE ($1::text IS NULL OR state = $1)
         AND ($2::timestamptz IS NULL OR (received_at, quarantine_id) < ($2, $3::uuid))
       ORDER BY received_at DESC, quarantine_id DESC LIMIT $4`,
      [state, after?.receivedAt ?? null, after?.id ?? null, first],
    );
  }

  async count(state: QuarantineState | null): Promise<number> {
    const [row] = await this.uow.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM quarantine WHERE $1::text IS NULL OR state = $1',
      [state],
    );
    return row?.n ?? 0;
  }

  /** The open ones among the given ids with all their bytes, locked for this transaction, oldest first. */
  openForReplay(ids: readonly string[]): Promise<{ quarantineId: string; raw: Buffer; receivedAt: Date }[]> {
    return this.uow.query(
      `SELECT quarantine_id AS "quarantineId", raw, received_at AS "receivedAt" FROM quarantine
       WHERE quarantine_id = ANY ($1::uuid[]) AND state = 'open'
       ORDER BY received_at, quarantine_id FOR UPDATE`,
      [ids],
    );
  }

  settle(
    ids: readonly string[],
    state: Exclude<QuarantineState, 'open'>,
    by: string,
    at: Date,
    why: string | null,
  ): Promise<number> {
    return this.uow.execute(
      `UPDATE quarantine SET state = $2, settled_by = $3, settled_at = $4, settled_reason = $5
       WHERE quarantine_id = ANY ($1::uuid[]) AND state = 'open'`,
      [ids, state, by, at, why],
    );
  }

  async failedAgain(id: string, reason: QuarantineReason): Promise<void> {
    await this.uow.query(
      `UPDATE quarantine SET attempts = attempts + 1, reason_code = $2, reason = $3, detail = $4::jsonb
       WHERE quarantine_id = $1`,
      [id, reason.code, storable(reason.text), storable(JSON.stringify(reason.detail))],
    );
  }
}
