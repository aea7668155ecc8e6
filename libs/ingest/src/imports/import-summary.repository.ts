import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import type { ImportedRun, WaferInsertion } from '@fabwright/quality';
import type { ImportYields } from './file-import.ts';

/** What the wafers of a file come to, after it was merged with what was there before. */
export interface WafersTotal {
  readonly productId: string | null;
  readonly yields: ImportYields;
}

interface TotalRow {
  readonly productId: string | null;
  readonly wafers: number;
  readonly excludedWafers: number;
  readonly gross: number;
  readonly tested: number;
  readonly records: number;
  readonly recordsJudged: number;
  readonly goodRecord: number;
  readonly goodFirst: number;
  readonly goodFinal: number;
  readonly retested: number;
  readonly recovered: number;
  readonly untested: number;
}

/** Reads the yields of a file's wafers from the read model that the screens show. */
@Injectable()
export class ImportSummaryRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** All wafers of one file belong to one lot and insertion; excluded ones are counted too, as they are in the file. */
  async totalOf(wafers: readonly WaferInsertion[]): Promise<WafersTotal> {
    const [row] = await this.uow.query<TotalRow>(
      `SELECT max(product_id) AS "productId", count(*)::int AS wafers,
         count(*) FILTER (WHERE excluded)::int AS "excludedWafers",
         coalesce(sum(gross), 0)::int AS gross, coalesce(sum(tested), 0)::int AS tested,
         coalesce(sum(greatest(gross - tested, 0)), 0)::int AS untested,
         coalesce(sum(records), 0)::int AS records, coalesce(sum(records_judged), 0)::int AS "recordsJudged",
         coalesce(sum(good_record), 0)::int AS "goodRecord", coalesce(sum(good_first), 0)::int AS "goodFirst",
         coalesce(sum(good_final), 0)::int AS "goodFinal", coalesce(sum(retested), 0)::int AS retested,
         coalesce(sum(recovered), 0)::int AS recovered
       FROM wafer_yield
       WHERE lot_id = $1 AND insertion = $2 AND wafer_id = ANY ($3)`,
      [wafers[0]?.lotId, wafers[0]?.insertion, wafers.map((wafer) => wafer.waferId)],
    );
    if (row === undefined) throw new Error('A sum over wafers gave no row.');
    const { productId, recordsJudged, ...counts } = row;
    const yields = {
      ...counts,
      final: share(row.goodFinal, row.gross),
      firstPass: share(row.goodFirst, row.gross),
      record: share(row.goodRecord, recordsJudged),
    };
    return { productId, yields };
  }

  /** When the current run of the same wafer, insertion and program from a file began; null when there is none. */
  async startOfRun(run: { lotId: string; waferId: string; insertion: string; program: string }): Promise<Date | null> {
    const [row] = await this.uow.query<{ startedAt: Date }>(
      `SELECT r.started_at AS "startedAt" FROM test_run r
       LEFT JOIN test_run_supersession s ON s.lot_id = r.lot_id AND s.run_id = r.run_id AND s.wafer_id = r.wafer_id
       WHERE r.lot_id = $1 AND r.wafer_id = $2 AND r.insertion = $3 AND r.program = $4 AND r.origin = 'file'
         AND s.run_id IS NULL
       ORDER BY r.started_at DESC LIMIT 1`,
      [run.lotId, run.waferId, run.insertion, run.program],
    );
    return row?.startedAt ?? null;
  }

  /** When the runs that the file brought began and ended, as ISO 8601. */
  async periodOf(runs: readonly ImportedRun[]): Promise<{ testedFrom: string | null; testedTo: string | null }> {
    const [row] = await this.uow.query<{ from: Date | null; to: Date | null }>(
      `SELECT min(started_at) AS "from", max(coalesce(finished_at, started_at)) AS "to" FROM test_run
       WHERE lot_id = $1 AND run_id = ANY ($2)`,
      [runs[0]?.wafer.lotId, runs.map((run) => run.runId)],
    );
    return { testedFrom: row?.from?.toISOString() ?? null, testedTo: row?.to?.toISOString() ?? null };
  }
}

function share(good: number, of: number): number | null {
  return of > 0 ? good / of : null;
}
