import { Injectable } from '@nestjs/common';
import { pgArray, UnitOfWork } from '@fabwright/platform';
import { populationSql } from '../population/population.sql.ts';
import type { Population } from '../population/population.ts';
import { measuredSql, type MeasuredQuery } from './trend.sql.ts';

/** What a lot contributes to a group: sums of its wafers that have a value. */
export interface LotMeasure {
  readonly lotId: string;
  readonly productId: string;
  readonly split: string | null;
  readonly at: Date;
  readonly num: number;
  readonly den: number;
  readonly wafers: number;
  /** Values of its wafers, in the unit of the measure. */
  readonly within: readonly number[];
}

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

/** A measure of chosen wafers, by lot or wafer. */
@Injectable()
export class TrendRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** In time order; a lot stands once in each group that its wafers fall into. */
  async byLot(query: MeasuredQuery): Promise<LotMeasure[]> {
    const { sql, parameters } = measuredSql(query);
    const rows = await this.uow.query<LotRow>(
      `WITH ${sql}
      SELECT lot_id AS "lotId", product_id AS "productId", split, max(at) AS at, sum(num) AS num, sum(den) AS den,
        count(*)::integer AS wafers, array_send(array_agg(num / den)) AS within
      FROM measured GROUP BY lot_id, product_id, split ORDER BY max(at), lot_id, split`,
      parameters,
    );
    return rows.map((row) => ({ ...row, within: [...pgArray.toFloat64(row.within)] }));
  }

  /** In time order; at most 200,000. */
  byWafer(query: MeasuredQuery): Promise<WaferMeasure[]> {
    const { sql, parameters } = measuredSql(query);
    return this.uow.query<WaferMeasure>(
      `WITH ${sql}
      SELECT lot_id AS "lotId", wafer_id AS "waferId", product_id AS "productId", split, at, num, den
      FROM measured ORDER BY at, lot_id, wafer_id LIMIT ${EXTENT_OF_WAFERS}`,
      parameters,
    );
  }

  /** Wafers that the population would hold if they had not been excluded by hand. */
  async excluded(population: Population): Promise<number> {
    const { sql, parameters } = populationSql(population, { excluded: true });
    const rows = await this.uow.query<{ wafers: number }>(
      `WITH population AS (${sql}) SELECT count(*)::integer AS wafers FROM population`,
      parameters,
    );
    return rows[0]?.wafers ?? 0;
  }
}
