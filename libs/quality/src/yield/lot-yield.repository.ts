import { Injectable } from '@nestjs/common';
import { pgArray, UnitOfWork, type ProductScope } from '@fabwright/platform';
import { SUM_COLUMNS, type YieldSums } from './yield-sums.ts';
import { YieldKind } from './yield.types.ts';

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
  readonly waferFinal: Buffer;
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
  final: 'NULL::bytea',
  firstPass: 'array_send(y.wafer_first)',
  record: 'array_send(y.wafer_record)',
};

const lotYieldsSql = (kind: YieldKind): string => `
  SELECT y.lot_id AS "lotId", y.product_id AS "productId", y.insertion, ${SUM_COLUMNS}, y.tested_at AS "testedAt",
    y.complete, y.seq::float8 AS seq, array_send(y.wafer_final) AS "waferFinal", ${WAFER_YIELDS[kind]} AS "waferYields"
  FROM lot_yield y JOIN unnest($1::text[], $2::text[]) AS pair(product_id, insertion) USING (product_id, insertion)
  WHERE y.lot_type = ANY($3) AND y.tested_at >= $4 AND y.tested_at < $5
    AND ($6::text[] IS NULL OR y.product_id = ANY($6))
  ORDER BY y.tested_at, y.lot_id`;

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
      waferFinal: [...pgArray.toFloat64(row.waferFinal)],
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
