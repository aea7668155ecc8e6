import { Injectable } from '@nestjs/common';
import { UnitOfWork, type ProductScope } from '@fabwright/platform';
import type { LotType } from '../yield/yield.types.ts';
import { SUM_COLUMNS, type YieldSums } from '../yield/yield-sums.ts';
import type { LotSort } from './lots.types.ts';

/** A lot with its sums at one insertion; sums are 0 and `insertion` null while nothing was tested. */
export interface LotRecord extends YieldSums {
  readonly lotId: string;
  readonly productId: string;
  readonly productName: string;
  readonly lotType: LotType;
  readonly priority: string;
  readonly waferCount: number;
  readonly insertion: string | null;
  readonly testedAt: Date | null;
  readonly floor: number | null;
  readonly onHold: boolean;
  readonly currentStep: string | null;
  readonly sortKey: number;
  readonly total: number;
}

export interface LotListQuery {
  /** Null = all. */
  readonly lotIds: readonly string[] | null;
  readonly productId: string | null;
  /** Null = all types. */
  readonly lotTypes: readonly string[] | null;
  readonly search: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
  /** Null = each product's first. */
  readonly insertion: string | null;
  readonly belowFloor: boolean;
  readonly onHold: boolean | null;
  readonly scope: ProductScope;
}

export interface LotPage {
  readonly sort: LotSort;
  readonly descending: boolean;
  readonly first: number;
  /** Sort key and lot of the last row of the page before. */
  readonly after: { readonly sortKey: number; readonly lotId: string } | null;
}

/** What is missing comes last in both directions. */
const SORT_KEYS: Readonly<Record<LotSort, string>> = {
  testedAt: 'extract(epoch FROM tested_at)::float8',
  finalYield: '"goodFinal"::float8 / NULLIF(gross, 0)',
  firstPassYield: '"goodFirst"::float8 / NULLIF(gross, 0)',
  lot: '0::float8',
  wafers: 'wafer_count::float8',
};

/**
 * Filters, sorts and pages in SQL. A lot without results is listed as long as no filter asks about results.
 */
function listSql(sort: LotSort, descending: boolean): string {
  const direction = descending ? 'DESC' : 'ASC';
  const last = descending ? '-1e18' : '1e18';
  const beyond = descending ? '<' : '>';
  return `
  WITH chosen AS (
    SELECT l.lot_id, l.product_id, l.lot_type, l.priority, l.wafer_count, l.current_step_id FROM lot l
    WHERE ($1::text[] IS NULL OR l.lot_id = ANY($1)) AND ($2::text IS NULL OR l.product_id = $2)
      AND ($3::text[] IS NULL OR l.lot_type = ANY($3)) AND ($4::text IS NULL OR strpos(${bareId('l.lot_id')}, ${bareId('$4')}) > 0)
      AND ($5::text[] IS NULL OR l.product_id = ANY($5))),
  first_insertion AS (
    SELECT DISTINCT ON (t.product_id) t.product_id, t.insertion, t.floor FROM product_target t
    WHERE $6::text IS NULL OR t.insertion = $6
    ORDER BY t.product_id, t.position, t.insertion),
  held AS (
    SELECT DISTINCT h.lot_id FROM lot_hold h JOIN chosen c ON c.lot_id = h.lot_id
    WHERE h.held_at IS NOT NULL AND h.released_at IS NULL),
  listed AS (
    SELECT c.*, f.floor, y.insertion, y.tested_at, ${SUM_COLUMNS}, held.lot_id IS NOT NULL AS on_hold
    FROM chosen c LEFT JOIN first_insertion f ON f.product_id = c.product_id
    LEFT JOIN lot_yield y ON y.lot_id = c.lot_id AND y.insertion = f.insertion
    LEFT JOIN held ON held.lot_id = c.lot_id
    WHERE ($7::timestamptz IS NULL OR y.tested_at >= $7) AND ($8::timestamptz IS NULL OR y.tested_at < $8)
      AND (NOT $9::boolean OR y.good_final::float8 / NULLIF(y.gross, 0) < f.floor)
      AND ($10::boolean IS NULL OR (held.lot_id IS NOT NULL) = $10)
      AND ($6::text IS NULL OR y.insertion IS NOT NULL)),
  keyed AS (SELECT *, COALESCE(${SORT_KEYS[sort]}, ${last}) AS sort_key, count(*) OVER ()::integer AS total FROM listed)
  SELECT k.lot_id AS "lotId", k.product_id AS "productId", p.name AS "productName", k.lot_type AS "lotType", k.priority,
    k.wafer_count AS "waferCount", k.insertion, k.tested_at AS "testedAt", k.floor, k.on_hold AS "onHold",
    COALESCE(st.name, k.current_step_id) AS "currentStep", k.sort_key AS "sortKey", k.total,
    k.wafers, k."excludedWafers", k.gross, k.tested, k.records, k."recordsJudged", k."goodRecord", k."goodFirst",
    k."goodFinal", k.retested, k.recovered, k.failed
  FROM keyed k JOIN product p ON p.product_id = k.product_id LEFT JOIN step st ON st.step_id = k.current_step_id
  WHERE $11::float8 IS NULL OR (k.sort_key, k.lot_id) ${beyond} ($11, $12::text COLLATE "C")
  ORDER BY k.sort_key ${direction}, k.lot_id ${direction} LIMIT $13`;
}

/** Lots as they are listed. */
@Injectable()
export class LotsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** At most `first` rows; each carries the total of the list. */
  list(query: LotListQuery, page: LotPage): Promise<LotRecord[]> {
    return this.uow.query<LotRecord>(listSql(page.sort, page.descending), [
      query.lotIds,
      query.productId,
      query.lotTypes,
      query.search,
      query.scope,
      query.insertion,
      query.from,
      query.to,
      query.belowFloor,
      query.onHold,
      page.after?.sortKey ?? null,
      page.after?.lotId ?? null,
      page.first,
    ]);
  }

  /** How many lots a list has, for a page that came back empty. */
  async count(query: LotListQuery, page: LotPage): Promise<number> {
    const rows = await this.list(query, { ...page, first: 1, after: null });
    return rows[0]?.total ?? 0;
  }
}

/** An id as people type it from memory: case, dashes and dots don't tell lots apart. */
function bareId(expression: string): string {
  return `translate(lower(${expression}), '-._ ', '')`;
}
