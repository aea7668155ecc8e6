import { Injectable } from '@nestjs/common';
import { UnitOfWork, type ProductScope } from '@fabwright/platform';
import type { YieldSums } from '../yield/yield-sums.ts';
import type { Exclusion, TestRunRow } from './wafer.types.ts';

/** A wafer at an insertion with its own counts: an excluded wafer keeps them. */
export interface WaferRecord extends YieldSums {
  readonly waferId: string;
  readonly productId: string;
  readonly slot: number | null;
  readonly lotNo: string;
  readonly complete: boolean;
  readonly lastEndedAt: Date;
  readonly tester: string | null;
  readonly probeCard: string | null;
  readonly programRevision: string;
  readonly seq: number;
  readonly exclusion: Exclusion | null;
}

const WAFERS = `
  SELECT w.wafer_id AS "waferId", w.product_id AS "productId", f.slot, COALESCE(f.lot_no, w.lot_no) AS "lotNo",
    w.complete, w.last_ended_at AS "lastEndedAt", w.tester, w.probe_card AS "probeCard",
    w.program_revision AS "programRevision", w.seq::float8 AS seq,
    CASE WHEN w.excluded THEN 0 ELSE 1 END AS wafers, CASE WHEN w.excluded THEN 1 ELSE 0 END AS "excludedWafers",
    w.gross, w.tested, w.records, w.records_judged AS "recordsJudged", w.good_record AS "goodRecord",
    w.good_first AS "goodFirst", w.good_final AS "goodFinal", w.retested, w.recovered, w.failed,
    e.exclusion_id AS "exclusionId", e.reason, e.excluded_by AS "by", e.excluded_at AS "excludedAt"
  FROM wafer_yield w
  LEFT JOIN wafer f ON f.lot_id = w.lot_id AND f.wafer_id = w.wafer_id
  LEFT JOIN wafer_exclusion e ON e.lot_id = w.lot_id AND e.wafer_id = w.wafer_id AND e.restored_at IS NULL
  WHERE w.lot_id = $1 AND w.insertion = $2 AND ($3::text[] IS NULL OR w.product_id = ANY($3))
  ORDER BY f.slot NULLS LAST, w.wafer_id`;

const INSERTIONS = `
  SELECT w.insertion FROM (
    SELECT DISTINCT insertion, product_id FROM wafer_yield WHERE lot_id = $1
      AND ($2::text[] IS NULL OR product_id = ANY($2))) w
  LEFT JOIN product_target t ON t.product_id = w.product_id AND t.insertion = w.insertion
  ORDER BY t.position NULLS LAST, w.insertion`;

/** The first of the current runs is the first pass; a superseded one is neither. */
const RUNS = `
  WITH run AS (
    SELECT r.*, s.superseded_by_run,
      row_number() OVER (PARTITION BY r.wafer_id, r.insertion, s.run_id IS NULL ORDER BY r.started_at, r.run_id) AS place
    FROM test_run r JOIN lot ON lot.lot_id = r.lot_id
    LEFT JOIN test_run_supersession s ON s.lot_id = r.lot_id AND s.run_id = r.run_id AND s.wafer_id = r.wafer_id
    WHERE r.lot_id = $1 AND ($2::text IS NULL OR r.wafer_id = $2)
      AND ($3::text[] IS NULL OR lot.product_id = ANY($3)))
  SELECT run_id AS "runId", wafer_id AS "waferId", started_at AS "startedAt", finished_at AS "finishedAt", insertion,
    program, program_revision AS "programRevision", tester, probe_card AS "probeCard", part_count AS records,
    CASE WHEN superseded_by_run IS NOT NULL THEN 'superseded' WHEN place = 1 THEN 'first-pass' ELSE 'retest' END AS kind,
    superseded_by_run AS "supersededBy", import_id AS "importId"
  FROM run ORDER BY insertion, wafer_id, started_at, version`;

const EXCLUSIONS = `
  SELECT e.exclusion_id AS "exclusionId", e.reason, e.excluded_by AS "by", e.excluded_at AS at,
    e.restored_by AS "restoredBy", e.restored_at AS "restoredAt"
  FROM wafer_exclusion e JOIN lot ON lot.lot_id = e.lot_id
  WHERE e.lot_id = $1 AND e.wafer_id = $2 AND ($3::text[] IS NULL OR lot.product_id = ANY($3))
  ORDER BY e.excluded_at DESC`;

type WaferSqlRow = Omit<WaferRecord, 'exclusion'> & {
  readonly exclusionId: string | null;
  readonly reason: string;
  readonly by: string;
  readonly excludedAt: Date;
};

/** Wafers, their runs and exclusions. Outside of the scope there is nothing. */
@Injectable()
export class WaferRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** The tested wafers of a lot, by slot. */
  async wafers(lotId: string, insertion: string, scope: ProductScope): Promise<WaferRecord[]> {
    const rows = await this.uow.query<WaferSqlRow>(WAFERS, [lotId, insertion, scope]);
    return rows.map(({ exclusionId, reason, by, excludedAt, ...row }) => ({
      ...row,
      exclusion:
        exclusionId === null ? null : { exclusionId, reason, by, at: excludedAt, restoredBy: null, restoredAt: null },
    }));
  }

  /** Where the lot was tested, in the order of the product's definition. */
  async insertions(lotId: string, scope: ProductScope): Promise<string[]> {
    const rows = await this.uow.query<{ insertion: string }>(INSERTIONS, [lotId, scope]);
    return rows.map((row) => row.insertion);
  }

  /** Of the whole lot, or of one wafer. */
  runs(lotId: string, waferId: string | null, scope: ProductScope): Promise<TestRunRow[]> {
    return this.uow.query<TestRunRow>(RUNS, [lotId, waferId, scope]);
  }

  /** Newest first, restored ones too. */
  exclusions(lotId: string, waferId: string, scope: ProductScope): Promise<Exclusion[]> {
    return this.uow.query<Exclusion>(EXCLUSIONS, [lotId, waferId, scope]);
  }
}
