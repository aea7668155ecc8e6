import { Injectable } from '@nestjs/common';
import { pgArray, UnitOfWork } from '@fabwright/platform';
import { populationSql, type SqlPart } from '../population/population.sql.ts';
import type { Population } from '../population/population.ts';
import { MeasureKind, SplitKind } from './explore.types.ts';
import type { LotMeasure } from './lot-trend/lot-measure.ts';
import { LotWafersRepository } from './lot-trend/lot-wafers.repository.ts';
import { siteSplit } from './site-split.sql.ts';
import { measuredSql, type MeasuredQuery } from './trend.sql.ts';

export interface WaferMeasure {
  readonly lotId: string;
  readonly waferId: string;
  readonly productId: string;
  readonly split: string | null;
  readonly at: Date;
  readonly num: number;
  readonly den: number;
}

type LotRow = Omit<LotMeasure, 'within'> & { readonly within: Buffer };

const EXTENT_OF_WAFERS = 200_000;

/**
 * A hundred thousand wafers are grouped in memory, in one go: neither sorted on disk nor by a plan that is compiled
 * for longer than it runs.
 */
const IN_MEMORY = `SET LOCAL work_mem = '64MB'; SET LOCAL jit = off`;

/** Yields of whole lots are kept added up; the columns of their wafers' yields are kept beside them. */
const KEPT: Partial<Record<MeasureKind, readonly [numerator: string, denominator: string, within: string]>> = {
  [MeasureKind.FINAL_YIELD]: ['good_final', 'gross', 'wafer_final'],
  [MeasureKind.FIRST_PASS_YIELD]: ['good_first', 'gross', 'wafer_first'],
  [MeasureKind.RECORD_YIELD]: ['good_record', 'records_judged', 'wafer_record'],
};

/** A measure of chosen wafers, by lot or wafer. */
@Injectable()
export class TrendRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly lotWafers: LotWafersRepository,
  ) {}

  /** In time order; a lot stands once in each group that its wafers fall into. */
  async byLot(query: MeasuredQuery): Promise<LotMeasure[]> {
    const kept = keptSiteSql(query) ?? keptSql(query);
    if (kept) return this.#lots(kept);
    return (await this.#inMemory(() => this.lotWafers.byLot(query))) ?? this.byLotOfWafers(query);
  }

  /** The same from the rows of the wafers, whatever the question. */
  byLotOfWafers(query: MeasuredQuery): Promise<LotMeasure[]> {
    return this.#lots(groupedSql(query));
  }

  /** In time order; at most 200,000. */
  byWafer(query: MeasuredQuery): Promise<WaferMeasure[]> {
    const { sql, parameters } = measuredSql(query);
    return this.#ask<WaferMeasure>(
      `WITH ${sql}
      SELECT lot_id AS "lotId", wafer_id AS "waferId", product_id AS "productId", split, at, num, den
      FROM measured ORDER BY at, lot_id, wafer_id LIMIT ${EXTENT_OF_WAFERS}`,
      parameters,
    );
  }

  /** Wafers whose results are known by site. */
  async sited(population: Population): Promise<number> {
    const { sql, parameters } = populationSql(population);
    const rows = await this.uow.query<{ wafers: number }>(
      `WITH population AS (${sql}) SELECT count(*)::integer AS wafers
       FROM population JOIN wafer_site_yield USING (lot_id, wafer_id, insertion)`,
      parameters,
    );
    return rows[0]?.wafers ?? 0;
  }

  async #lots({ sql, parameters }: SqlPart): Promise<LotMeasure[]> {
    const rows = await this.#ask<LotRow>(sql, parameters);
    return rows.map((row) => ({ ...row, within: [...pgArray.toFloat64(row.within)] }));
  }

  #ask<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    return this.#inMemory(() => this.uow.query<Row>(sql, parameters));
  }

  #inMemory<T>(work: () => Promise<T>): Promise<T> {
    return this.uow.run(async () => {
      await this.uow.query(IN_MEMORY);
      return work();
    });
  }
}

/** From the sums of lots, where nothing tells wafers of a lot apart; null where something does. */
function keptSql({ population, measure, split, trackOutOf }: MeasuredQuery): SqlPart | null {
  const kept = KEPT[measure.kind];
  const ofLots = trackOutOf === null && (split === null || split.kind === SplitKind.PRODUCT);
  if (!kept || !ofLots || !isWholeLots(population)) return null;
  const { pairs, lotTypes, scope, period } = population;
  const [numerator, denominator, within] = kept;
  const sql = `
    SELECT y.lot_id AS "lotId", y.product_id AS "productId", ${split ? 'y.product_id' : 'NULL'} AS split, y.tested_at AS at,
      y.${numerator}::float8 AS num, y.${denominator}::float8 AS den, cardinality(y.${within}) AS wafers,
      array_send(array_remove(y.${within}, NULL)) AS within
    FROM lot_yield y
    JOIN unnest($1::text[], $2::text[]) AS pair(product_id, insertion)
      ON pair.product_id = y.product_id AND pair.insertion = y.insertion
    WHERE y.lot_type = ANY($3) AND ($4::text[] IS NULL OR y.product_id = ANY($4)) AND y.${denominator} > 0
      AND y.tested_at >= COALESCE($5::timestamptz, '-infinity') AND y.tested_at < COALESCE($6::timestamptz, 'infinity')
    ORDER BY y.tested_at, y.lot_id`;
  const parameters = [
    pairs.map((pair) => pair.productId),
    pairs.map((pair) => pair.insertion),
    lotTypes,
    scope,
    ...(period ? [period.from, period.to] : [null, null]),
  ];
  return { sql, parameters };
}

/** Whole lots by site or touchdown, from the sums that are kept; null where wafers of a lot are told apart, or for others. */
function keptSiteSql({ population, measure, split, trackOutOf }: MeasuredQuery): SqlPart | null {
  const site = siteSplit(measure, split);
  if (!site || trackOutOf !== null || !isWholeLots(population)) return null;
  const { axis, good, dies, within } = site;
  const { pairs, lotTypes, scope, period } = population;
  const sql = `
    SELECT y.lot_id AS "lotId", y.product_id AS "productId", g.number::text AS split, y.tested_at AS at,
      g.${good}::float8 AS num, g.${dies}::float8 AS den, cardinality(g.${within}) AS wafers,
      array_send(g.${within}) AS within
    FROM lot_yield y
    JOIN unnest($1::text[], $2::text[]) AS pair(product_id, insertion)
      ON pair.product_id = y.product_id AND pair.insertion = y.insertion
    JOIN lot_site_yield g ON g.lot_id = y.lot_id AND g.insertion = y.insertion AND g.axis = '${axis}'
    WHERE y.lot_type = ANY($3) AND ($4::text[] IS NULL OR y.product_id = ANY($4)) AND g.${dies} > 0
      AND y.tested_at >= COALESCE($5::timestamptz, '-infinity') AND y.tested_at < COALESCE($6::timestamptz, 'infinity')
    ORDER BY y.tested_at, y.lot_id, g.number`;
  return {
    sql,
    parameters: [
      pairs.map((pair) => pair.productId),
      pairs.map((pair) => pair.insertion),
      lotTypes,
      scope,
      ...(period ? [period.from, period.to] : [null, null]),
    ],
  };
}

function isWholeLots({ lots, wafers, through, programRevision, tester, probeCard, dies }: Population): boolean {
  const narrowed = [lots, wafers, programRevision, tester, probeCard, dies];
  return through.length === 0 && narrowed.every((chosen) => chosen === null);
}

function groupedSql(query: MeasuredQuery): SqlPart {
  const { sql, parameters } = measuredSql(query);
  const grouped = `WITH ${sql}
    SELECT lot_id AS "lotId", min(product_id) AS "productId", split, max(at) AS at, sum(num) AS num, sum(den) AS den,
      count(*)::integer AS wafers, array_send(array_agg(num / den)) AS within
    FROM measured GROUP BY lot_id, split ORDER BY max(at), lot_id, split`;
  return { sql: grouped, parameters };
}
