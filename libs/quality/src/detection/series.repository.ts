import { Injectable } from '@nestjs/common';
import type { LotObservation, WaferObservation } from '@fabwright/analytics';
import { UnitOfWork } from '@fabwright/platform';
import { PlaceStore } from './place.store.ts';

/** A lot as the detectors take it, with the sequence number of what it rests on. */
export interface SeriesLot {
  readonly observation: LotObservation;
  readonly seq: number;
}

/** A lot is judged once so much of it is sorted, or so long after the last of it was. */
const SORTED_SHARE = 0.8;
const PATIENCE = "interval '1 day'";

const WAFERS = `
  WITH counted AS (
    SELECT w.lot_id, count(*) AS wafers FROM wafer w WHERE w.scrapped_at IS NULL GROUP BY w.lot_id)
  SELECT y.lot_id AS lot, y.product_id AS product, y.insertion, extract(epoch FROM y.tested_at)::float8 * 1000 AS at,
    y.seq::float8 AS seq, t.floor, w.wafer_id AS "waferId", w.good_final AS good, w.gross, w.soft_bins AS "softBins",
    w.soft_dies AS "softDies"
  FROM lot_yield y
  JOIN wafer_yield w ON w.lot_id = y.lot_id AND w.insertion = y.insertion AND NOT w.excluded
  LEFT JOIN counted c ON c.lot_id = y.lot_id
  LEFT JOIN product_target t ON t.product_id = y.product_id AND t.insertion = y.insertion
  WHERE y.lot_type = 'production' AND y.tested_at >= $1
    AND (y.wafers + y.excluded_wafers >= ${SORTED_SHARE} * COALESCE(c.wafers, 0) OR y.tested_at < $2::timestamptz - ${PATIENCE})
  ORDER BY y.tested_at, y.lot_id, y.insertion, w.wafer_id`;

/** Mean over the lot's wafers of what their dies read in the middle; empty while the wafers are not summarised. */
const TESTS = `
  SELECT s.lot_id AS lot, s.insertion, m.number::float8 AS number, avg(m.median)::float8 AS median
  FROM wafer_test_summary s CROSS JOIN LATERAL unnest(s.test_numbers, s.median) AS m(number, median)
  WHERE s.lot_id = ANY($1) AND m.median IS NOT NULL AND m.median <> 'NaN'
  GROUP BY s.lot_id, s.insertion, m.number`;

/** What the tests of a product are called, by the newest program. */
const TEST_NAMES = `
  WITH used AS (
    SELECT product_id, insertion, test_set_id, max(started_at) AS at FROM test_run
    WHERE lot_id = ANY($1) GROUP BY product_id, insertion, test_set_id)
  SELECT DISTINCT ON (u.product_id, u.insertion, t.number) u.product_id AS product, u.insertion, t.number, t.name
  FROM used u JOIN test_set s USING (test_set_id)
  CROSS JOIN LATERAL jsonb_to_recordset(s.tests) AS t(number float8, name text)
  ORDER BY u.product_id, u.insertion, t.number, u.at DESC`;

interface TestRow {
  readonly lot: string;
  readonly insertion: string;
  readonly number: number;
  readonly median: number;
}

interface TestNameRow {
  readonly product: string;
  readonly insertion: string;
  readonly number: number;
  readonly name: string;
}

interface WaferRow {
  readonly lot: string;
  readonly product: string;
  readonly insertion: string;
  readonly at: number;
  readonly seq: number;
  readonly floor: number | null;
  readonly waferId: string;
  readonly good: number;
  readonly gross: number;
  readonly softBins: readonly number[];
  readonly softDies: readonly number[];
}

/** What the detectors look at: production lots of every product and insertion over the window. */
@Injectable()
export class SeriesRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly places: PlaceStore,
  ) {}

  /** Lots whose last first pass ended since `from`, in time order. `fabNow` decides which are sorted far enough. */
  async lots(from: Date, fabNow: Date): Promise<SeriesLot[]> {
    const rows = await this.uow.query<WaferRow>(WAFERS, [from, fabNow]);
    const lotIds = [...new Set(rows.map((row) => row.lot))];
    const [places, tests] = [await this.places.of(lotIds), await this.#tests(lotIds)];
    return [...Map.groupBy(rows, (row) => `${row.lot}\n${row.insertion}`).values()].map((wafers) => {
      const [first] = wafers as [WaferRow];
      return { seq: first.seq, observation: { ...observationOf(first, wafers, places), tests: tests(first) } };
    });
  }

  /** Of a lot at an insertion: the middle of each test, by number and name. */
  async #tests(lotIds: readonly string[]): Promise<(lot: WaferRow) => Record<string, number>> {
    if (lotIds.length === 0) return () => ({});
    const [rows, named] = [
      await this.uow.query<TestRow>(TESTS, [lotIds]),
      await this.uow.query<TestNameRow>(TEST_NAMES, [lotIds]),
    ];
    const names = new Map(named.map((one) => [`${one.product}\n${one.insertion}\n${one.number}`, one.name]));
    const byLot = Map.groupBy(rows, (row) => `${row.lot}\n${row.insertion}`);
    return ({ lot, product, insertion }) =>
      Object.fromEntries(
        (byLot.get(`${lot}\n${insertion}`) ?? []).map(({ number, median }) => {
          const name = names.get(`${product}\n${insertion}\n${number}`);
          return [name === undefined ? String(number) : `${number} ${name}`, median];
        }),
      );
  }
}

function observationOf(
  { lot, product, insertion, at, floor }: WaferRow,
  rows: readonly WaferRow[],
  places: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>,
): LotObservation {
  const wafers = rows.map(
    (row): WaferObservation => ({
      waferId: row.waferId,
      good: row.good,
      gross: row.gross,
      bins: Object.fromEntries(row.softBins.map((bin, place) => [bin, row.softDies[place] ?? 0])),
      places: places.get(lot)?.get(row.waferId) ?? [],
    }),
  );
  return { kind: 'lot', product, insertion, lot, at, wafers, ...(floor === null ? {} : { floor }) };
}
