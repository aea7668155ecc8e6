import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.ts';

export interface AuditRecord {
  readonly auditId: string;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorName: string;
  readonly action: string;
  readonly subject: string | null;
  /** JSON. */
  readonly detail: string;
  readonly correlationId: string;
}

@Injectable()
export class AuditRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Newest first; ids are made in the order of time (UUIDv7), so they serve as the cursor. */
  page(limit: number, beforeId: string | null): Promise<AuditRecord[]> {
    return this.uow.query<AuditRecord>(
      `SELECT audit_id AS "auditId", at, actor_kind AS "actorKind", actor_name AS "actorName", action, subject,
              detail::text AS detail, correlation_id AS "correlationId"
         FROM audit_entry WHERE $2::text IS NULL OR audit_id < $2::uuid ORDER BY audit_id DESC LIMIT $1`,
      [limit, beforeId],
    );
  }
}
