import { Injectable } from '@nestjs/common';
import { UnitOfWork, type ProductScope } from '@fabwright/platform';
import { SUM_COLUMNS, type YieldSums } from './yield-sums.ts';

/** A lot at one insertion: its sums, and the yields of its wafers that count. */
export interface LotYield extends YieldSums {
  readonly lotId: string;
  readonly productId: string;
  readonly insertion: string;
  /** End of its last first pass: the lot belongs to the week that holds it. */
  readonly testedAt: Date;
  readonly complete: boolean;
  readonly seq: number;
  /** Final, first-pass and record yields of its wafers, fractions of 1, in one order. */
  readonly waferFinal: readonly number[];
  readonly waferFirst: readonly number[];
  readonly waferRecord: readonly number[];
}

export interface LotYieldQuery {
  /** Pairs of product and insertion. */
  readonly pairs: readonly { readonly productId: string; readonly insertion: string }[];
  readonly lotTypes: readonly string[];
  /** Half-open, by the end of the lot's last first pass. */
  readonly from: Date;
  readonly to: Date;
  readonly scope: ProductScope;
}

/**
 * A lot counts with all its wafers as soon as one of them was tested in the period; whether the lot belongs to it is
 * decided by its last one. Excluded wafers decide nothing.
 */
const LOT_YIELDS = `
  WITH pair AS (SELECT * FROM unnest($1::text[], $2::text[]) AS p(product_id, insertion)),
  touched AS (
    SELECT DISTINCT w.lot_id, w.insertion FROM wafer_yield w JOIN pair USING (insertion, product_id)
    WHERE w.lot_type = ANY($3) AND w.first_pass_ended_at >= $4)
  SELECT w.lot_id AS "lotId", w.product_id AS "productId", w.insertion, ${SUM_COLUMNS},
    max(w.first_pass_ended_at) FILTER (WHERE NOT w.excluded) AS "testedAt",
    bool_and(w.complete) AS complete, max(w.seq)::float8 AS seq,
    array_agg(w.good_final::float8 / w.gross) FILTER (WHERE NOT w.excluded AND w.gross > 0) AS "waferFinal",
    array_agg(w.good_first::float8 / w.gross) FILTER (WHERE NOT w.excluded AND w.gross > 0) AS "waferFirst",
    array_agg(w.good_record::float8 / NULLIF(w.records_judged, 0)) FILTER (WHERE NOT w.excluded AND w.gross > 0)
      AS "waferRecord"
  FROM wafer_yield w JOIN touched USING (lot_id, insertion) JOIN pair USING (insertion, product_id)
  WHERE w.lot_type = ANY($3) AND ($6::text[] IS NULL OR w.product_id = ANY($6))
  GROUP BY w.lot_id, w.product_id, w.insertion
  HAVING max(w.first_pass_ended_at) FILTER (WHERE NOT w.excluded) >= $4
    AND max(w.first_pass_ended_at) FILTER (WHERE NOT w.excluded) < $5
  ORDER BY max(w.first_pass_ended_at) FILTER (WHERE NOT w.excluded), w.lot_id`;

const EXCLUDED = `
  SELECT count(*)::integer AS wafers FROM wafer_yield w
  JOIN unnest($1::text[], $2::text[]) AS p(product_id, insertion) USING (product_id, insertion)
  WHERE w.excluded AND w.lot_type = ANY($3) AND w.first_pass_ended_at >= $4 AND w.first_pass_ended_at < $5
    AND ($6::text[] IS NULL OR w.product_id = ANY($6))`;

/** Yields of lots over a period. */
@Injectable()
export class LotYieldRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** In the order of time. Lots whose every wafer is excluded are missing: ask `excludedWafers` for those. */
  lots(query: LotYieldQuery): Promise<LotYield[]> {
    return this.uow.query<LotYield>(LOT_YIELDS, parametersOf(query));
  }

  /** Wafers of the period that were excluded by hand. */
  async excludedWafers(query: LotYieldQuery): Promise<number> {
    const rows = await this.uow.query<{ wafers: number }>(EXCLUDED, parametersOf(query));
    return rows[0]?.wafers ?? 0;
  }
}

function parametersOf({ pairs, lotTypes, from, to, scope }: LotYieldQuery): unknown[] {
  return [pairs.map((pair) => pair.productId), pairs.map((pair) => pair.insertion), lotTypes, from, to, scope];
}
