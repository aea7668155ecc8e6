import type { FabEventOf } from '@fabwright/contracts';
import type { UnitOfWork } from '@fabwright/platform';
import { insertRows, type RowTarget } from '../rows/insert-rows.ts';

const MAINTENANCE: RowTarget = {
  table: 'maintenance',
  columns: {
    tool_id: 'text',
    maintenance_id: 'text',
    chamber: 'text',
    kind: 'text',
    started_at: 'timestamptz',
    ended_at: 'timestamptz',
    note: 'text',
    language: 'text',
    seq: 'bigint',
  },
  conflict: 'ON CONFLICT DO NOTHING',
};

/** Work on tools and chambers. The technician's note is kept as it came: it is data. */
export async function recordMaintenance(
  uow: UnitOfWork,
  events: readonly FabEventOf<'fab.maintenance.v1'>[],
  seq: number,
): Promise<void> {
  const rows = events.map(({ data }) => ({
    tool_id: data.toolId,
    maintenance_id: data.maintenanceId,
    chamber: data.chamber,
    kind: data.kind,
    started_at: data.startedAt,
    ended_at: data.endedAt,
    note: data.note,
    language: data.language,
    seq,
  }));
  await insertRows(uow, MAINTENANCE, rows);
}
