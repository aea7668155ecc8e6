import { Injectable } from '@nestjs/common';
import { insertRows, type RowTarget } from '@fabwright/fab';
import { UnitOfWork } from '@fabwright/platform';
import type { EntryActor, ExcursionActionRecord, ExcursionEntryRecord, NewEntry } from './excursion.ts';

const ENTRY: RowTarget = {
  table: 'excursion_entry',
  columns: {
    excursion_id: 'text',
    entry_no: 'integer',
    act: 'text',
    actor_kind: 'text',
    actor_id: 'text',
    actor_name: 'text',
    before: 'jsonb',
    after: 'jsonb',
    reason: 'text',
    at: 'timestamptz',
    fab_at: 'timestamptz',
  },
  conflict: '',
};

const ENTRIES = `
  SELECT entry_no AS "entryNo", act, actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName",
    before, after, reason, at, fab_at AS "fabAt"
  FROM excursion_entry WHERE excursion_id = $1 ORDER BY entry_no`;

const ACTION_COLUMNS = `excursion_id AS "excursionId", action_id AS "actionId", what, assignee_id AS "assigneeId",
  assignee_name AS "assigneeName", due_at AS "dueAt", added_by AS "addedBy", added_at AS "addedAt",
  done_at AS "doneAt", done_by AS "doneBy", done_comment AS "doneComment"`;

const ADD_ACTION = `
  INSERT INTO excursion_action (excursion_id, action_id, what, assignee_id, assignee_name, due_at, added_by, added_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;

const ADD_HOLDS = `
  INSERT INTO excursion_hold_request (lot_id, excursion_id, request_id, requested_by, requested_at)
  SELECT lot_id, $2, $2 || '/' || lot_id, $3, $4 FROM unnest($1::text[]) AS lot_id
  ON CONFLICT (lot_id, excursion_id) DO NOTHING RETURNING lot_id AS "lotId"`;

/** When and by whom the hold of a lot was asked for. */
export interface HoldRequestRecord {
  readonly lotId: string;
  readonly requestId: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
}

/** What people and detectors did to an excursion, what is to be done, and what was asked of the MES. */
@Injectable()
export class ExcursionHistoryRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Call it with the excursion's row locked: entries are numbered in the order in which they happened. */
  async append(
    excursionId: string,
    entries: readonly NewEntry[],
    by: { readonly actor: EntryActor; readonly at: Date; readonly fabAt: Date },
  ): Promise<void> {
    const [row] = await this.uow.query<{ last: number }>(
      'SELECT COALESCE(max(entry_no), 0)::integer AS last FROM excursion_entry WHERE excursion_id = $1',
      [excursionId],
    );
    const { actor, at, fabAt } = by;
    await insertRows(
      this.uow,
      ENTRY,
      entries.map((entry, place) => ({
        excursion_id: excursionId,
        entry_no: (row?.last ?? 0) + place + 1,
        ...entry,
        actor_kind: actor.kind,
        actor_id: actor.id,
        actor_name: actor.name,
        at,
        fab_at: fabAt,
      })),
    );
  }

  /** Oldest first. */
  entries(excursionId: string): Promise<ExcursionEntryRecord[]> {
    return this.uow.query<ExcursionEntryRecord>(ENTRIES, [excursionId]);
  }

  async addAction(action: Omit<ExcursionActionRecord, 'doneAt' | 'doneBy' | 'doneComment'>): Promise<void> {
    const { excursionId, actionId, what, assigneeId, assigneeName, dueAt, addedBy, addedAt } = action;
    await this.uow.query(ADD_ACTION, [excursionId, actionId, what, assigneeId, assigneeName, dueAt, addedBy, addedAt]);
  }

  /** Null when there is no such action or it is done already. */
  async completeAction(
    excursionId: string,
    actionId: string,
    done: { readonly at: Date; readonly by: string; readonly comment: string | null },
  ): Promise<ExcursionActionRecord | null> {
    const rows = await this.uow.query<ExcursionActionRecord>(
      `UPDATE excursion_action SET done_at = $3, done_by = $4, done_comment = $5
       WHERE excursion_id = $1 AND action_id = $2 AND done_at IS NULL RETURNING ${ACTION_COLUMNS}`,
      [excursionId, actionId, done.at, done.by, done.comment],
    );
    return rows[0] ?? null;
  }

  /** Open ones first, by the day they are due. */
  actions(excursionId: string): Promise<ExcursionActionRecord[]> {
    return this.uow.query<ExcursionActionRecord>(
      `SELECT ${ACTION_COLUMNS} FROM excursion_action WHERE excursion_id = $1
       ORDER BY done_at NULLS FIRST, due_at NULLS LAST, added_at, action_id`,
      [excursionId],
    );
  }

  /** Remembers requests; returns the lots that had not been asked for before. The request's id follows from both. */
  async requestHolds(
    excursionId: string,
    lotIds: readonly string[],
    by: { readonly name: string; readonly at: Date },
  ): Promise<string[]> {
    const rows = await this.uow.query<{ lotId: string }>(ADD_HOLDS, [lotIds, excursionId, by.name, by.at]);
    return rows.map((row) => row.lotId).sort();
  }

  holdRequests(excursionId: string): Promise<HoldRequestRecord[]> {
    return this.uow.query<HoldRequestRecord>(
      `SELECT lot_id AS "lotId", request_id AS "requestId", requested_by AS "requestedBy", requested_at AS "requestedAt"
       FROM excursion_hold_request WHERE excursion_id = $1 ORDER BY requested_at, lot_id`,
      [excursionId],
    );
  }
}
