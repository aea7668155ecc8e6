import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import { measuredSql, type MeasuredQuery } from '../trend.sql.ts';

/** A lot or a wafer: its value as a ratio, and where its failing dies went. `bins` and `dies` side by side. */
export interface MemberRow {
  readonly key: string;
  readonly at: Date;
  readonly num: number;
  readonly den: number;
  readonly wafers: number;
  readonly gross: number;
  readonly bins: readonly number[];
  readonly dies: readonly number[];
  readonly inAll: number;
}

/** As many as a screen can show as marks. */
export const MOST_MEMBERS = 20_000;

const BY_LOT = `, lots AS (
    SELECT lot_id, max(at) AS at, sum(num) AS num, sum(den) AS den, count(*)::integer AS wafers, sum(gross)::float8 AS gross,
      count(*) OVER ()::integer AS "inAll"
    FROM measured GROUP BY lot_id ORDER BY max(at) DESC, lot_id LIMIT ${MOST_MEMBERS}),
  fails AS (SELECT lot_id, unnest(soft_bins) AS bin, unnest(soft_dies) AS dies FROM measured),
  sums AS (SELECT lot_id, bin, sum(dies)::integer AS dies FROM fails GROUP BY lot_id, bin),
  lost AS (SELECT lot_id, array_agg(bin ORDER BY bin) AS bins, array_agg(dies ORDER BY bin) AS dies FROM sums GROUP BY lot_id)
  SELECT l.lot_id AS key, l.at, l.num, l.den, l.wafers, l.gross, l."inAll",
    COALESCE(f.bins, '{}') AS bins, COALESCE(f.dies, '{}') AS dies
  FROM lots l LEFT JOIN lost f USING (lot_id) ORDER BY l.at, l.lot_id`;

const BY_WAFER = `, newest AS (
    SELECT lot_id, wafer_id, at, num, den, 1 AS wafers, gross::float8, count(*) OVER ()::integer AS "inAll",
      soft_bins AS bins, soft_dies AS dies
    FROM measured ORDER BY at DESC, lot_id, wafer_id LIMIT ${MOST_MEMBERS})
  SELECT lot_id || '/' || wafer_id AS key, at, num, den, wafers, gross, "inAll", bins, dies
  FROM newest ORDER BY at, lot_id, wafer_id`;

@Injectable()
export class MembersRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** In time order; the newest 20,000. */
  members(query: Omit<MeasuredQuery, 'split'>, byWafer: boolean): Promise<MemberRow[]> {
    const { sql, parameters } = measuredSql({ ...query, split: null });
    return this.uow.query<MemberRow>(`WITH ${sql}${byWafer ? BY_WAFER : BY_LOT}`, parameters);
  }
}
