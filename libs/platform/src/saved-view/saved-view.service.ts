import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../auth/actor.ts';
import type { Role } from '../auth/permissions.ts';
import { UnitOfWork } from '../database/index.ts';
import { DomainError } from '../errors/index.ts';
import { SavedView } from './saved-view.types.ts';

const LONGEST_NAME = 120;
const LONGEST_ADDRESS = 4000;
const MOST_VIEWS = 500;

const SEEN = `
  SELECT v.view_id AS "viewId", v.name, v.address, a.name AS "savedBy", v.account_id = $1 AS own,
    v.shared_with AS "sharedWith", s.view_id IS NOT NULL AS start, v.saved_at AS "savedAt"
  FROM saved_view v JOIN account a USING (account_id)
  LEFT JOIN start_view s ON s.account_id = $1 AND s.view_id = v.view_id
  WHERE (v.account_id = $1 OR $2::text = ANY(v.shared_with))`;
/** The same name again is the same view with another address. */
const SAVE = `
  INSERT INTO saved_view (view_id, account_id, name, address, shared_with, saved_at)
  VALUES ($1, $2, $3, $4, $5, now())
  ON CONFLICT (account_id, name) DO UPDATE SET address = excluded.address, shared_with = excluded.shared_with,
    saved_at = excluded.saved_at
  RETURNING view_id AS "viewId"`;
const START = `
  INSERT INTO start_view (account_id, view_id) VALUES ($1, $2)
  ON CONFLICT (account_id) DO UPDATE SET view_id = excluded.view_id`;

export interface NewView {
  readonly name: string;
  readonly address: string;
  readonly sharedWith: readonly Role[];
}

/** Views that people keep. An address grants nothing: whoever opens it sees what they may see. */
@Injectable()
export class SavedViewService {
  constructor(private readonly uow: UnitOfWork) {}

  /** Own ones and those shared with the person's role, by name. */
  async views({ id, role }: Actor): Promise<SavedView[]> {
    const rows = await this.uow.query<SavedView>(`${SEEN} ORDER BY v.name, v.view_id LIMIT ${MOST_VIEWS}`, [id, role]);
    return rows.map((row) => Object.assign(new SavedView(), row));
  }

  /** Throws INVALID_INPUT for a name or an address that is none of this dashboard's. */
  async save({ name, address, sharedWith }: NewView, actor: Actor): Promise<SavedView> {
    const called = name.trim();
    if (called === '' || called.length > LONGEST_NAME) {
      throw invalid('name', 'length', `Give it a name of 1 to ${LONGEST_NAME} characters.`);
    }
    if (!isOwnAddress(address)) throw invalid('address', 'invalid', 'This is no address of this dashboard.');
    const shared = [...new Set(sharedWith)];
    const [saved] = await this.uow.query<{ viewId: string }>(SAVE, [uuidv7(), actor.id, called, address, shared]);
    return this.#view(saved?.viewId ?? '', actor);
  }

  /** Throws NOT_FOUND for a view that is not the person's own. */
  async remove(viewId: string, actor: Actor): Promise<void> {
    const sql = 'DELETE FROM saved_view WHERE view_id::text = $1 AND account_id = $2';
    if ((await this.uow.execute(sql, [viewId, actor.id])) === 0) throw notFound();
  }

  /** Null: start with the Overview. Throws NOT_FOUND for a view that the person does not see. */
  async startWith(viewId: string | null, actor: Actor): Promise<void> {
    if (viewId === null) {
      await this.uow.query('DELETE FROM start_view WHERE account_id = $1', [actor.id]);
      return;
    }
    const view = await this.#view(viewId, actor);
    await this.uow.query(START, [actor.id, view.viewId]);
  }

  async #view(viewId: string, { id, role }: Actor): Promise<SavedView> {
    const [found] = await this.uow.query<SavedView>(`${SEEN} AND v.view_id::text = $3`, [id, role, viewId]);
    if (!found) throw notFound();
    return Object.assign(new SavedView(), found);
  }
}

/** A path from the root, so that a saved view can't lead anywhere else. */
function isOwnAddress(address: string): boolean {
  return address.length <= LONGEST_ADDRESS && /^\/(?![/\\])[^\s\\]*$/.test(address);
}

function invalid(field: string, reason: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { detail: { field, reason } });
}

function notFound(): DomainError {
  return new DomainError('NOT_FOUND', 'This view is not there any more, or not yours to change.');
}
