import { Injectable } from '@nestjs/common';
import { insertRows, type Row, type RowTarget } from '@fabwright/fab';
import { UnitOfWork, type ProductScope } from '@fabwright/platform';
import type { ExcursionLotRecord, ExcursionRecord, Undecided } from './excursion.ts';
import { LIVE } from './excursion-state.ts';
import { excursionColumns, EXCURSION_TYPES, rowOfExcursion } from './excursion-columns.ts';

const EXCURSION: RowTarget = { table: 'excursion', columns: EXCURSION_TYPES, conflict: '' };

const LOT: RowTarget = {
  table: 'excursion_lot',
  columns: {
    lot_id: 'text',
    excursion_id: 'text',
    wafer_ids: 'text[]',
    loss_pp: 'double precision',
    alarms: 'jsonb',
    tested_at: 'timestamptz',
  },
  conflict: `ON CONFLICT (lot_id, excursion_id) DO UPDATE SET wafer_ids = excluded.wafer_ids, loss_pp = excluded.loss_pp,
    alarms = excluded.alarms, tested_at = excluded.tested_at`,
};

const CHANGED = Object.keys(EXCURSION_TYPES).filter((column) => column !== 'excursion_id' && column !== 'recorded_at');

const UPDATE = `
  UPDATE excursion SET (${CHANGED.join(', ')}) =
    (SELECT ${CHANGED.map((column) => `r.${column}`).join(', ')}
     FROM jsonb_to_record($1::jsonb) AS r(${CHANGED.map((column) => `${column} ${EXCURSION_TYPES[column]}`).join(', ')}))
  WHERE excursion_id = $2 AND version = $3`;

const IN_SCOPE = '($2::text[] IS NULL OR e.product_id = ANY($2))';

const LOTS = `
  SELECT l.lot_id AS "lotId", l.excursion_id AS "excursionId", l.wafer_ids AS "waferIds", l.loss_pp AS "lossPp",
    l.alarms, l.tested_at AS "testedAt"
  FROM excursion_lot l JOIN excursion e USING (excursion_id)
  WHERE l.excursion_id = ANY($1) AND ${IN_SCOPE} ORDER BY l.tested_at, l.lot_id`;

/**
 * Live excursions with what is newest about the lots that they are set against. Where history is sent, tests come before
 * the runs of their lots, and work on tools after the runs that followed it; both are what names a cause.
 */
const QUESTIONED = `
  WITH asked AS (
    SELECT excursion_id, product_id, insertion, first_lot_at - interval '14 days' AS since,
      last_lot_at + interval '2 days' AS until
    FROM excursion WHERE state = ANY($1) AND insertion IS NOT NULL AND last_lot_at >= $2)
  SELECT a.excursion_id AS "excursionId", max(GREATEST(y.seq, f.seq, w.seq))::float8 AS seq
  FROM asked a
  LEFT JOIN LATERAL (SELECT max(m.seq) AS seq FROM maintenance m
    WHERE m.ended_at >= a.since - interval '90 days' AND m.ended_at <= a.until) w ON true
  JOIN lot_yield y ON y.product_id = a.product_id AND y.insertion = a.insertion AND y.lot_type = 'production'
    AND y.tested_at >= a.since AND y.tested_at <= a.until
  LEFT JOIN LATERAL (SELECT max(r.seq) AS seq FROM process_run r WHERE r.lot_id = y.lot_id) f ON true
  GROUP BY a.excursion_id ORDER BY a.excursion_id`;

/** Excursions and their lots. */
@Injectable()
export class ExcursionRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Null when there is none; with `inScope` false when it may not be seen. */
  async find(excursionId: string, scope: ProductScope): Promise<{ record: ExcursionRecord; inScope: boolean } | null> {
    const rows = await this.uow.query<ExcursionRecord & { inScope: boolean }>(
      `SELECT ${excursionColumns('e')}, ${IN_SCOPE} AS "inScope" FROM excursion e WHERE e.excursion_id = $1`,
      [excursionId, scope],
    );
    const [row] = rows;
    if (!row) return null;
    const { inScope, ...record } = row;
    return { record, inScope };
  }

  /** The row, locked until the unit of work ends. */
  async lock(excursionId: string): Promise<ExcursionRecord | null> {
    const rows = await this.uow.query<ExcursionRecord>(
      `SELECT ${excursionColumns('e')} FROM excursion e WHERE e.excursion_id = $1 FOR UPDATE`,
      [excursionId],
    );
    return rows[0] ?? null;
  }

  /** Those whose newest lot is not older, all states: what the detectors' findings are set against. Locked. */
  lockSince(since: Date): Promise<ExcursionRecord[]> {
    return this.uow.query<ExcursionRecord>(
      `SELECT ${excursionColumns('e')} FROM excursion e WHERE e.last_lot_at >= $1
       ORDER BY e.recorded_at, e.excursion_id FOR UPDATE`,
      [since],
    );
  }

  /** With the number of the newest fact that the answer to "what do they share?" rests on; lots since `since`. */
  questioned(since: Date): Promise<{ excursionId: string; seq: number }[]> {
    return this.uow.query<{ excursionId: string; seq: number }>(QUESTIONED, [LIVE, since]);
  }

  async insert(record: ExcursionRecord): Promise<void> {
    await insertRows(this.uow, EXCURSION, [rowOfExcursion(record)]);
  }

  /** False when somebody else has changed it since `record.version - 1`. */
  async update(record: ExcursionRecord): Promise<boolean> {
    const row = rowOfExcursion(record);
    const changed = await this.uow.execute(UPDATE, [JSON.stringify(row), record.excursionId, record.version - 1]);
    return changed === 1;
  }

  /** Apart from what people and detectors do: no version, no history. Lock the row before. */
  async setUndecided(excursionId: string, undecided: Undecided | null): Promise<void> {
    await this.uow.query('UPDATE excursion SET undecided = $2 WHERE excursion_id = $1', [excursionId, undecided]);
  }

  /** In time order. */
  lots(excursionIds: readonly string[], scope: ProductScope): Promise<ExcursionLotRecord[]> {
    if (excursionIds.length === 0) return Promise.resolve([]);
    return this.uow.query<ExcursionLotRecord>(LOTS, [excursionIds, scope]);
  }

  /** Makes these the lots of an excursion; others leave it. */
  async setLots(excursionId: string, lots: readonly ExcursionLotRecord[]): Promise<void> {
    await this.uow.query('DELETE FROM excursion_lot WHERE excursion_id = $1 AND NOT lot_id = ANY($2)', [
      excursionId,
      lots.map((lot) => lot.lotId),
    ]);
    await insertRows(this.uow, LOT, lots.map(lotRow));
  }
}

function lotRow(lot: ExcursionLotRecord): Row {
  return {
    lot_id: lot.lotId,
    excursion_id: lot.excursionId,
    wafer_ids: lot.waferIds,
    loss_pp: lot.lossPp,
    alarms: lot.alarms,
    tested_at: lot.testedAt,
  };
}
