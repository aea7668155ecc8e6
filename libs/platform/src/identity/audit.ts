import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { currentActor } from '../auth/actor.ts';
import { UnitOfWork } from '../database/index.ts';
import { correlationId } from '../errors/index.ts';

export interface AuditFact {
  /** What was done, e.g. `people.role-changed`. */
  readonly action: string;
  /** To what: an id. */
  readonly subject?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
  /** When nobody is signed in yet: who it turned out to be. */
  readonly actor?: { readonly kind: 'person' | 'token' | 'system'; readonly id: string | null; readonly name: string };
}

/** Who did what, in the transaction that did it. */
@Injectable()
export class Audit {
  constructor(private readonly uow: UnitOfWork) {}

  async record({ action, subject, detail = {}, actor }: AuditFact): Promise<void> {
    const by = actor ?? currentActor() ?? { kind: 'system' as const, id: null, name: 'Fabwright' };
    await this.uow.query(
      `INSERT INTO audit_entry (audit_id, at, actor_kind, actor_id, actor_name, action, subject, detail, correlation_id)
       VALUES ($1, now(), $2, $3, $4, $5, $6, $7, $8)`,
      [uuidv7(), by.kind, by.id, by.name, action, subject ?? null, JSON.stringify(detail), correlationId()],
    );
  }
}
