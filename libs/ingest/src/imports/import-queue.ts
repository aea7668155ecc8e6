import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';

export const IMPORT_CHANNEL = 'fab_import';

/**
 * Hands imports to the worker. The row in `file_import` is the job: it is queued by the commit that enters it, and a
 * worker that was killed leaves nothing behind but its lock, which ends with its connection. The notification only
 * saves the waiting.
 */
@Injectable()
export class ImportQueue {
  constructor(private readonly uow: UnitOfWork) {}

  /** In the unit of work that enters the import. */
  async add(importId: string): Promise<void> {
    await this.uow.query('SELECT pg_notify($1, $2)', [IMPORT_CHANNEL, importId]);
  }

  /** Imports that wait or were under way when their worker ended, oldest first. */
  async waiting(): Promise<string[]> {
    const rows = await this.uow.query<{ id: string }>(
      `SELECT import_id AS id FROM file_import WHERE state IN ('queued', 'running') ORDER BY requested_at, import_id`,
    );
    return rows.map((row) => row.id);
  }
}
