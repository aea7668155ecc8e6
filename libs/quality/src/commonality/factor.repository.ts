import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import type { MaintenanceRow, RunRow, WaferRow } from './factors.ts';

/** Runs with their wafers as arrays: one row a run, however many wafers it has. */
const RUNS = `
  SELECT r.lot_id AS "lotId", r.step_id AS "stepId", r.tool_id AS "toolId", r.recipe_id || ' ' || r.recipe_version AS recipe,
    r.queue_time_h AS "queueTimeH", r.reticle, r.started_at AS "startedAt", array_agg(p.wafer_id ORDER BY p.wafer_id) AS wafers,
    array_agg(COALESCE(p.chamber, '') ORDER BY p.wafer_id) AS chambers
  FROM process_run r JOIN process_run_wafer p ON p.lot_id = r.lot_id AND p.run_id = r.run_id
  WHERE r.lot_id = ANY($1)
  GROUP BY r.lot_id, r.run_id`;

const WAFERS = `
  SELECT w.lot_id AS "lotId", w.wafer_id AS "waferId", f.slot, w.tester, w.probe_card AS "probeCard",
    w.program || ' ' || w.program_revision AS program, to_char(lot.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "lotStart",
    lot.substrate_batch AS "substrateBatch"
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS chosen(lot_id, wafer_id, place)
  JOIN wafer_yield w ON w.lot_id = chosen.lot_id AND w.wafer_id = chosen.wafer_id AND w.insertion = $3
  JOIN lot ON lot.lot_id = w.lot_id
  LEFT JOIN wafer f ON f.lot_id = w.lot_id AND f.wafer_id = w.wafer_id
  ORDER BY chosen.place`;

const MAINTENANCE = `
  SELECT tool_id AS "toolId", chamber, kind, ended_at AS "endedAt" FROM maintenance WHERE tool_id = ANY($1)`;

const SEQ = `
  SELECT GREATEST((SELECT max(seq) FROM process_run WHERE lot_id = ANY($1)),
    (SELECT max(seq) FROM wafer_yield WHERE lot_id = ANY($1) AND insertion = $2),
    (SELECT max(seq) FROM lot_event WHERE lot_id = ANY($1) AND detail ->> 'substrateBatch' IS NOT NULL),
    (SELECT max(seq) FROM maintenance), 0)::float8 AS seq`;

/** Which wafers, at which insertion. */
export interface ChosenWafers {
  readonly insertion: string;
  readonly wafers: readonly { readonly lotId: string; readonly waferId: string }[];
}

/** What wafers went through, read for all of them at once. */
@Injectable()
export class FactorRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** In the order of the question. */
  wafers({ insertion, wafers }: ChosenWafers): Promise<WaferRow[]> {
    return this.uow.query<WaferRow>(WAFERS, [
      wafers.map((wafer) => wafer.lotId),
      wafers.map((wafer) => wafer.waferId),
      insertion,
    ]);
  }

  runs(lotIds: readonly string[]): Promise<RunRow[]> {
    return this.uow.query<RunRow>(RUNS, [lotIds]);
  }

  maintenance(toolIds: readonly string[]): Promise<MaintenanceRow[]> {
    return this.uow.query<MaintenanceRow>(MAINTENANCE, [toolIds]);
  }

  /** Highest sequence number of what an answer rests on. */
  async seq(lotIds: readonly string[], insertion: string): Promise<number> {
    const rows = await this.uow.query<{ seq: number }>(SEQ, [lotIds, insertion]);
    return rows[0]?.seq ?? 0;
  }
}
