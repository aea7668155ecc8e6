import { Injectable } from '@nestjs/common';
import { pgArray, UnitOfWork } from '@fabwright/platform';
import { populationSql, type SqlPart } from '../population/population.sql.ts';
import type { Population } from '../population/population.ts';
import { isWholeLots, WHOLE_LOTS, wholeLotsParameters } from '../population/whole-lots.sql.ts';
import { MeasureKind, SplitKind } from './explore.types.ts';
import type { LotMeasure } from './lot-trend/lot-measure.ts';
import { siteTrend, type LotSites } from './lot-trend/lot-sites.ts';
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

type LotRow = Omit<LotMeasure, 'within' | 'at'> & { readonly at: Date; readonly within: Buffer };

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
    const bySite = keptSiteSql(query);
    if (bySite) return siteTrend(await this.#ask<LotSites>(bySite.sql, bySite.parameters));
    const kept = keptSql(query);
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
    const { sql, parameters } = isWholeLots(population) ? sitedLotsSql(population) : sitedWafersSql(population);
    const rows = await this.uow.query<{ wafers: number }>(sql, parameters);
    return rows[0]?.wafers ?? 0;
  }

  async #lots({ sql, parameters }: SqlPart): Promise<LotMeasure[]> {
    const rows = await this.#ask<LotRow>(sql, parameters);
    return rows.map((row) => {
      return { ...row, at: row.at.getTime(), within: row.wafers === 1 ? null : [...pgArray.toFloat64(row.within)] };
    });
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
  const [numerator, denominator, within] = kept;
  const sql = `
    SELECT y.lot_id AS key, y.product_id AS "productId", ${split ? 'y.product_id' : 'NULL'} AS split, y.tested_at AS at,
      y.${numerator}::float8 AS num, y.${denominator}::float8 AS den, cardinality(y.${within}) AS wafers,
      array_send(array_remove(y.${within}, NULL)) AS within
    FROM ${WHOLE_LOTS.from} WHERE ${WHOLE_LOTS.where} AND y.${denominator} > 0
    ORDER BY y.tested_at, y.lot_id`;
  return { sql, parameters: wholeLotsParameters(population) };
}

/** Whole lots by site or touchdown, from the sums that are kept; null where wafers of a lot are told apart, or for others. */
function keptSiteSql({ population, measure, split, trackOutOf }: MeasuredQuery): SqlPart | null {
  const site = siteSplit(measure, split);
  if (!site || trackOutOf !== null || !isWholeLots(population)) return null;
  const sql = `
    SELECT y.lot_id AS key, y.product_id AS "productId", y.tested_at AS at, g.numbers, g.${site.ofLots} AS sums
    FROM ${WHOLE_LOTS.from} JOIN lot_sites g ON g.lot_id = y.lot_id AND g.insertion = y.insertion AND g.axis = '${site.axis}'
    WHERE ${WHOLE_LOTS.where} ORDER BY y.tested_at, y.lot_id`;
  return { sql, parameters: wholeLotsParameters(population) };
}

function sitedLotsSql(population: Population): SqlPart {
  const sql = `SELECT COALESCE(sum(g.wafers), 0)::integer AS wafers
    FROM ${WHOLE_LOTS.from} JOIN lot_sites g ON g.lot_id = y.lot_id AND g.insertion = y.insertion AND g.axis = 'site'
    WHERE ${WHOLE_LOTS.where}`;
  return { sql, parameters: wholeLotsParameters(population) };
}

function sitedWafersSql(population: Population): SqlPart {
  const { sql, parameters } = populationSql(population);
  const counted = `WITH population AS (${sql}) SELECT count(*)::integer AS wafers
    FROM population JOIN wafer_site_yield USING (lot_id, wafer_id, insertion)`;
  return { sql: counted, parameters };
}

function groupedSql(query: MeasuredQuery): SqlPart {
  const { sql, parameters } = measuredSql(query);
  const grouped = `WITH ${sql}
    SELECT lot_id AS key, min(product_id) AS "productId", split, max(at) AS at, sum(num) AS num, sum(den) AS den,
      count(*)::integer AS wafers, array_send(array_agg(num / den)) AS within
    FROM measured GROUP BY lot_id, split ORDER BY max(at), lot_id, split`;
  return { sql: grouped, parameters };
}
