import { Injectable } from '@nestjs/common';
import { pgArray, UnitOfWork, type ProductScope } from '@fabwright/platform';
import { YieldKind } from './yield.types.ts';
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
  /** Final yields of its wafers, fractions of 1. */
  readonly waferFinal: readonly number[];
  /** Their yields of the kind that was asked for, NaN where there is none; null for the final yield. */
  readonly waferYields: readonly number[] | null;
}

type LotYieldRow = Omit<LotYield, 'waferFinal' | 'waferYields'> & {
  readonly waferFinal: Buffer | null;
  readonly waferYields: Buffer | null;
};

export interface LotYieldQuery {
  /** Pairs of product and insertion. */
  readonly pairs: readonly { readonly productId: string; readonly insertion: string }[];
  readonly lotTypes: readonly string[];
  /** Half-open, by the end of the lot's last first pass. */
  readonly from: Date;
  readonly to: Date;
  readonly scope: ProductScope;
  /** Default: the final yield. */
  readonly kind?: YieldKind;
}

const WAFER_YIELDS: Readonly<Record<YieldKind, string>> = {
  final: 'NULL::float8[]',
  firstPass: 'array_agg(w.good_first::float8 / w.gross) FILTER (WHERE NOT w.excluded AND w.gross > 0)',
  record:
    'array_agg(w.good_record::float8 / NULLIF(w.records_judged, 0)) FILTER (WHERE NOT w.excluded AND w.gross > 0)',
};

/**
 * A lot counts with all its wafers as soon as one of them was tested in the period; whether the lot belongs to it is
 * decided by its last one. Excluded wafers decide nothing.
 */
const lotYieldsSql = (kind: YieldKind): string => `
  WITH pair AS (SELECT * FROM unnest($1::text[], $2::text[]) AS p(product_id, insertion)),
  touched AS (
    SELECT DISTINCT w.lot_id, w.insertion FROM wafer_yield w JOIN pair USING (insertion, product_id)
    WHERE w.lot_type = ANY($3) AND w.first_pass_ended_at >= $4)
  SELECT w.lot_id AS "lotId", w.product_id AS "productId", w.insertion, ${SUM_COLUMNS},
    max(w.first_pass_ended_at) FILTER (WHERE NOT w.excluded) AS "testedAt",
    bool_and(w.complete) AS complete, max(w.seq)::float8 AS seq,
    array_send(array_agg(w.good_final::float8 / w.gross) FILTER (WHERE NOT w.excluded AND w.gross > 0)) AS "waferFinal",
    array_send(${WAFER_YIELDS[kind]}) AS "waferYields"
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
  async lots(query: LotYieldQuery): Promise<LotYield[]> {
    const rows = await this.uow.query<LotYieldRow>(lotYieldsSql(query.kind ?? YieldKind.FINAL), parametersOf(query));
    return rows.map((row) => ({
      ...row,
      waferFinal: row.waferFinal ? [...pgArray.toFloat64(row.waferFinal)] : [],
      waferYields: row.waferYields && [...pgArray.toFloat64(row.waferYields)],
    }));
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
