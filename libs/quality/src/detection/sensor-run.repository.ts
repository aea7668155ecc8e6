import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';

/** One chamber of one run: the mean of each summary over the wafers that went through it. */
export interface SensorRun {
  readonly product: string;
  readonly lot: string;
  readonly runId: string;
  readonly step: string;
  readonly chamber: string;
  readonly recipe: string;
  /** End of the run, ms since 1970. */
  readonly at: number;
  /** The same to the microsecond, to go on behind it. */
  readonly endedAt: string;
  readonly names: readonly string[];
  readonly units: readonly string[];
  readonly statistics: readonly string[];
  /** In the order of the names; null where nothing was measured. */
  readonly means: readonly (number | null)[];
  readonly waferIds: readonly string[];
}

/** Which runs of a tool: ended since `from`, numbered above `after` and up to `upTo`. */
export interface RunSpan {
  readonly tool: string;
  readonly from: Date;
  readonly after: number;
  readonly upTo: number;
}

/** Runs read at once. */
const AT_ONCE = 500;

/** Seasoning runs tell nothing about what is usual, and engineering lots are run otherwise on purpose. */
const COUNTED = `r.ended_at >= $1 AND r.seq > $2 AND r.seq <= $3 AND NOT r.seasoning
  AND cardinality(r.sensor_names) > 0`;

const TOOLS = `SELECT DISTINCT r.tool_id AS tool FROM process_run r WHERE ${COUNTED} ORDER BY 1`;

const RUNS = `
  WITH picked AS (
    SELECT r.lot_id, r.run_id, r.ended_at, lot.product_id, r.step_id, r.recipe_id || ' ' || r.recipe_version AS recipe,
      r.sensor_names, r.sensor_units, r.sensor_statistics
    FROM process_run r JOIN lot ON lot.lot_id = r.lot_id
    WHERE ${COUNTED} AND r.tool_id = $4 AND lot.lot_type = 'production'
      AND ($5::timestamptz IS NULL OR (r.ended_at, r.lot_id, r.run_id) > ($5, $6, $7))
    ORDER BY r.ended_at, r.lot_id, r.run_id LIMIT ${AT_ONCE})
  SELECT p.product_id AS product, p.lot_id AS lot, p.run_id AS "runId", p.step_id AS step, c.chamber, p.recipe,
    extract(epoch FROM p.ended_at)::float8 * 1000 AS at, p.ended_at::text AS "endedAt", p.sensor_names AS names,
    p.sensor_units AS units, p.sensor_statistics AS statistics, c.means, c.wafer_ids AS "waferIds"
  FROM picked p CROSS JOIN LATERAL (
    SELECT m.chamber, array_agg(m.mean ORDER BY m.place) AS means, min(m.wafer_ids) AS wafer_ids
    FROM (
      SELECT COALESCE(w.chamber, '') AS chamber, v.place, avg(v.value)::float8 AS mean, array_agg(w.wafer_id) AS wafer_ids
      FROM process_run_wafer w CROSS JOIN LATERAL unnest(w.sensor_values) WITH ORDINALITY AS v(value, place)
      WHERE w.lot_id = p.lot_id AND w.run_id = p.run_id GROUP BY 1, 2) AS m
    GROUP BY m.chamber) AS c
  ORDER BY p.ended_at, p.lot_id, p.run_id, c.chamber`;

/** What tools told of their runs. */
@Injectable()
export class SensorRunRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Tools with such runs. */
  async tools({ from, after, upTo }: Omit<RunSpan, 'tool'>): Promise<string[]> {
    const rows = await this.uow.query<{ tool: string }>(TOOLS, [from, after, upTo]);
    return rows.map((row) => row.tool);
  }

  /** In time order, so many at once that memory stays bounded whatever a tool has done. */
  async *runs({ tool, from, after, upTo }: RunSpan): AsyncGenerator<SensorRun[]> {
    let last: SensorRun | undefined;
    do {
      const behind = last ? [last.endedAt, last.lot, last.runId] : [null, null, null];
      const rows = await this.uow.query<SensorRun>(RUNS, [from, after, upTo, tool, ...behind]);
      last = rows.at(-1);
      if (rows.length > 0) yield rows;
    } while (last);
  }

  /** Products that lots are known to be of now. */
  async products(lotIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.uow.query<{ lot: string; product: string }>(
      'SELECT lot_id AS lot, product_id AS product FROM lot WHERE lot_id = ANY($1)',
      [lotIds],
    );
    return new Map(rows.map(({ lot, product }) => [lot, product]));
  }
}
