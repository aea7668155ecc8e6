import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import { populationSql } from '../population/population.sql.ts';
import type { Population } from '../population/population.ts';

export interface LimitKey {
  readonly productId: string;
  readonly insertion: string;
  readonly program: string;
  /** Null: of the yield. */
  readonly bin: number | null;
}

export interface StoredLimit extends LimitKey {
  readonly limitId: string;
  readonly centre: number;
  readonly limit1: number;
  readonly limit2: number;
  readonly lots: number;
  readonly learntFrom: Date;
  readonly learntTo: Date;
  readonly effectiveFrom: Date;
  readonly reason: string;
  readonly approvedBy: string;
  readonly approvedAt: Date;
}

/** What one program made of one lot: dies, and failing dies by soft bin. */
export interface LotResult {
  readonly lotId: string;
  readonly program: string;
  readonly at: Date;
  readonly gross: number;
  readonly good: number;
  readonly bins: readonly number[];
  readonly dies: readonly number[];
}

const COLUMNS = `limit_id AS "limitId", product_id AS "productId", insertion, program, bin, centre, limit1, limit2, lots,
  learnt_from AS "learntFrom", learnt_to AS "learntTo", effective_from AS "effectiveFrom", reason,
  approved_by AS "approvedBy", approved_at AS "approvedAt"`;

const IN_FORCE = `
  SELECT DISTINCT ON (program, bin) ${COLUMNS} FROM statistical_limit
  WHERE product_id = $1 AND insertion = $2 AND effective_from <= $3
  ORDER BY program, bin, effective_from DESC, approved_at DESC`;

const LOTS = `
  SELECT p.lot_id AS "lotId", p.program, max(p.tested_at) AS at, sum(p.gross)::float8 AS gross,
    sum(p.good_final)::float8 AS good,
    (SELECT COALESCE(array_agg(b.bin ORDER BY b.bin), '{}') FROM (SELECT DISTINCT unnest(q.soft_bins) AS bin FROM population q
      WHERE q.lot_id = p.lot_id AND q.program = p.program) AS b) AS bins,
    (SELECT COALESCE(array_agg(b.dies ORDER BY b.bin), '{}') FROM (SELECT f.bin, sum(f.dies)::float8 AS dies
      FROM population q CROSS JOIN LATERAL unnest(q.soft_bins, q.soft_dies) AS f(bin, dies)
      WHERE q.lot_id = p.lot_id AND q.program = p.program GROUP BY f.bin) AS b) AS dies
  FROM population p WHERE p.gross > 0 GROUP BY p.lot_id, p.program ORDER BY max(p.tested_at), p.lot_id`;

const INSERT = `
  INSERT INTO statistical_limit (limit_id, product_id, insertion, program, bin, centre, limit1, limit2, lots, learnt_from,
    learnt_to, effective_from, reason, approved_by, approved_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`;

/** Approved limits, and the lots from which new ones are learnt. */
@Injectable()
export class StatisticalLimitsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** In time order; a lot that two programs sorted stands twice. */
  lots(population: Population): Promise<LotResult[]> {
    const { sql, parameters } = populationSql(population);
    return this.uow.query<LotResult>(`WITH population AS MATERIALIZED (${sql}) ${LOTS}`, parameters);
  }

  /** Newest first. */
  all(productId: string, insertion: string): Promise<StoredLimit[]> {
    return this.uow.query<StoredLimit>(
      `SELECT ${COLUMNS} FROM statistical_limit WHERE product_id = $1 AND insertion = $2
       ORDER BY effective_from DESC, approved_at DESC, bin NULLS FIRST`,
      [productId, insertion],
    );
  }

  /**
   * What judges a lot sorted at `at`: of each program the yield's limits and each bin's, the latest that had taken
   * effect by then. Empty before any had. The caller has applied the product scope.
   */
  inForceAt(productId: string, insertion: string, at: Date): Promise<StoredLimit[]> {
    return this.uow.query<StoredLimit>(IN_FORCE, [productId, insertion, at]);
  }

  async add(limit: StoredLimit): Promise<void> {
    await this.uow.query(INSERT, [
      limit.limitId,
      limit.productId,
      limit.insertion,
      limit.program,
      limit.bin,
      limit.centre,
      limit.limit1,
      limit.limit2,
      limit.lots,
      limit.learntFrom,
      limit.learntTo,
      limit.effectiveFrom,
      limit.reason,
      limit.approvedBy,
      limit.approvedAt,
    ]);
  }
}
