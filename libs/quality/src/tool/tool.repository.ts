import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import type { Population } from '../population/population.ts';
import type { SeasoningPoint, ToolMaintenance, ToolRun, ToolSensor, ToolSensorInput } from './tool.types.ts';

/** Runs of a period, by their end. Every query takes the products that may be seen; what lies outside is not counted. */
export interface ToolQuery {
  /** Null = all tools. */
  readonly toolId: string | null;
  readonly productId: string | null;
  readonly scope: readonly string[] | null;
  readonly from: Date;
  readonly to: Date;
}

export interface ToolRow {
  readonly toolId: string;
  readonly area: string | null;
  readonly chambers: readonly string[];
  readonly runs: number;
  readonly lots: number;
}

/** Dies of a lot's wafers that went through a tool at a step. */
export interface TouchedLot {
  readonly toolId: string;
  readonly stepId: string;
  readonly stepName: string;
  readonly productId: string;
  readonly lotId: string;
  readonly good: number;
  readonly gross: number;
  readonly wafers: number;
}

const NEWEST_RUNS = 200;
const NEWEST_SERVICES = 100;

/** The product is what the lot is known to be, as everywhere. */
const VISIBLE = `
  FROM process_run r JOIN lot ON lot.lot_id = r.lot_id
  WHERE ($1::text[] IS NULL OR lot.product_id = ANY ($1)) AND ($2::text IS NULL OR lot.product_id = $2)
    AND ($3::text IS NULL OR r.tool_id = $3)`;
const CHOSEN = `${VISIBLE} AND r.ended_at >= $4 AND r.ended_at < $5`;

const TOOLS = `
  WITH chosen AS (SELECT r.tool_id, r.lot_id, r.run_id, r.seasoning ${CHOSEN}),
  place AS (
    SELECT c.tool_id, array_agg(DISTINCT p.chamber ORDER BY p.chamber) AS chambers
    FROM chosen c JOIN process_run_wafer p ON p.lot_id = c.lot_id AND p.run_id = c.run_id
    WHERE p.chamber IS NOT NULL GROUP BY c.tool_id)
  SELECT c.tool_id AS "toolId", tool.area, COALESCE(place.chambers, '{}') AS chambers,
    (count(*) FILTER (WHERE NOT c.seasoning))::integer AS runs, count(DISTINCT c.lot_id)::integer AS lots
  FROM chosen c LEFT JOIN tool ON tool.tool_id = c.tool_id LEFT JOIN place ON place.tool_id = c.tool_id
  GROUP BY c.tool_id, tool.area, place.chambers ORDER BY tool.area NULLS LAST, c.tool_id`;

/** Any time: a tool that stood still in the period is still known. */
const KNOWN = `SELECT tool.tool_id AS "toolId", tool.area FROM tool
  WHERE tool.tool_id = $3 AND (
    ($1::text[] IS NULL AND $2::text IS NULL) OR EXISTS (SELECT 1 ${VISIBLE}))`;

const RUNS = `
  SELECT r.run_id AS "runId", r.lot_id AS "lotId", lot.product_id AS "productId",
    COALESCE((SELECT name FROM step WHERE step.step_id = r.step_id), r.step_id) AS "stepName",
    r.recipe_id AS recipe, r.recipe_version AS "recipeVersion", r.started_at AS "startedAt", r.ended_at AS "endedAt",
    r.seasoning,
    (SELECT count(*)::integer FROM process_run_wafer p WHERE p.lot_id = r.lot_id AND p.run_id = r.run_id) AS wafers,
    ARRAY(SELECT DISTINCT p.chamber FROM process_run_wafer p
      WHERE p.lot_id = r.lot_id AND p.run_id = r.run_id AND p.chamber IS NOT NULL ORDER BY 1) AS chambers
  ${CHOSEN} ORDER BY r.ended_at DESC, r.lot_id, r.run_id LIMIT ${NEWEST_RUNS}`;

const COUNT = `SELECT count(*)::integer AS runs ${CHOSEN}`;

const SENSORS = `
  WITH run AS (
    SELECT DISTINCT r.step_id, lot.product_id, r.sensor_names, r.sensor_statistics, r.sensor_units
    ${CHOSEN} AND NOT r.seasoning)
  SELECT DISTINCT run.step_id AS "stepId", COALESCE(step.name, run.step_id) AS "stepName", run.product_id AS "productId",
    s.name, s.statistic, s.unit
  FROM run LEFT JOIN step ON step.step_id = run.step_id
  CROSS JOIN LATERAL unnest(run.sensor_names, run.sensor_statistics, run.sensor_units) AS s(name, statistic, unit)
  ORDER BY "stepName", "stepId", name, statistic, "productId", unit`;

const MAINTENANCE_COLUMNS = `m.tool_id AS "toolId", m.maintenance_id AS "maintenanceId", m.chamber, m.kind,
  m.started_at AS "startedAt", m.ended_at AS "endedAt", m.note, m.language`;
const LAST_PM = `SELECT DISTINCT ON (m.tool_id) ${MAINTENANCE_COLUMNS} FROM maintenance m
  WHERE m.tool_id = ANY ($1) AND m.kind = 'pm' ORDER BY m.tool_id, m.ended_at DESC`;
const SERVICES = `
  WITH of_tool AS (SELECT ${MAINTENANCE_COLUMNS}, m.ended_at >= $2 AND m.ended_at < $3 AS within,
      row_number() OVER (ORDER BY m.ended_at DESC) AS place
    FROM maintenance m WHERE m.tool_id = $1 AND m.ended_at < $3)
  SELECT "maintenanceId", chamber, kind, "startedAt", "endedAt", note, language
  FROM of_tool WHERE within OR place = 1 ORDER BY place LIMIT ${NEWEST_SERVICES}`;

/** A wafer counts once for each tool that it went through at a step, also when it was reworked there. */
const WAFERS = `
  WITH touched AS (
    SELECT DISTINCT r.step_id, r.tool_id, r.lot_id, p.wafer_id
    FROM process_run r JOIN process_run_wafer p ON p.lot_id = r.lot_id AND p.run_id = r.run_id
    WHERE r.ended_at >= $4 AND r.ended_at < $5 AND NOT r.seasoning
      AND ($3::text IS NULL OR r.step_id IN (SELECT x.step_id FROM process_run x WHERE x.tool_id = $3)))`;
const SORTED = `
  FROM touched t JOIN wafer_yield w ON w.lot_id = t.lot_id AND w.wafer_id = t.wafer_id
  JOIN unnest($6::text[], $7::text[]) AS pair(product_id, insertion)
    ON pair.product_id = w.product_id AND pair.insertion = w.insertion
  LEFT JOIN step ON step.step_id = t.step_id
  WHERE w.lot_type = 'production' AND w.gross > 0
    AND ($1::text[] IS NULL OR w.product_id = ANY ($1)) AND ($2::text IS NULL OR w.product_id = $2)`;
const TOUCHED = `${WAFERS}
  SELECT t.tool_id AS "toolId", t.step_id AS "stepId", COALESCE(step.name, t.step_id) AS "stepName",
    w.product_id AS "productId", t.lot_id AS "lotId", sum(w.good_final)::float8 AS good, sum(w.gross)::float8 AS gross,
    count(*)::integer AS wafers
  ${SORTED} AND NOT w.excluded
  GROUP BY t.tool_id, t.step_id, step.name, w.product_id, t.lot_id`;
const EXCLUDED = `${WAFERS}
  SELECT count(DISTINCT (w.lot_id, w.wafer_id))::integer AS wafers ${SORTED} AND w.excluded`;

const SEASONING = `
  SELECT r.lot_id AS "lotId", r.ended_at AS at, avg(p.sensor_values[s.at])::float8 AS value, count(*)::integer AS wafers
  FROM process_run r JOIN lot ON lot.lot_id = r.lot_id
  JOIN process_run_wafer p ON p.lot_id = r.lot_id AND p.run_id = r.run_id
  CROSS JOIN LATERAL (SELECT n.at FROM unnest(r.sensor_names, r.sensor_statistics) WITH ORDINALITY AS n(name, statistic, at)
    WHERE n.name = $7 AND n.statistic = $8) AS s
  WHERE ($1::text[] IS NULL OR lot.product_id = ANY ($1)) AND ($2::text IS NULL OR lot.product_id = $2)
    AND r.tool_id = $3 AND r.ended_at >= $4 AND r.ended_at < $5 AND r.seasoning AND r.step_id = $6
    AND ($9::text IS NULL OR p.chamber = $9) AND p.sensor_values[s.at] IS NOT NULL AND p.sensor_values[s.at] <> 'NaN'
  GROUP BY r.lot_id, r.run_id, r.ended_at ORDER BY r.ended_at, r.lot_id`;

/** Runs, services and yields of tools. */
@Injectable()
export class ToolRepository {
  constructor(private readonly uow: UnitOfWork) {}

  tools(query: ToolQuery): Promise<ToolRow[]> {
    return this.uow.query<ToolRow>(TOOLS, chosen(query));
  }

  /** Null for a tool that is not there, or that never ran anything which may be seen. */
  async known({ scope, productId, toolId }: ToolQuery): Promise<Pick<ToolRow, 'toolId' | 'area'> | null> {
    const rows = await this.uow.query<Pick<ToolRow, 'toolId' | 'area'>>(KNOWN, [scope, productId, toolId]);
    return rows[0] ?? null;
  }

  runs(query: ToolQuery): Promise<ToolRun[]> {
    return this.uow.query<ToolRun>(RUNS, chosen(query));
  }

  async countRuns(query: ToolQuery): Promise<number> {
    return (await this.uow.query<{ runs: number }>(COUNT, chosen(query)))[0]?.runs ?? 0;
  }

  sensors(query: ToolQuery): Promise<ToolSensor[]> {
    return this.uow.query<ToolSensor>(SENSORS, chosen(query));
  }

  /** The newest PM of each tool. */
  async lastPms(toolIds: readonly string[]): Promise<Map<string, ToolMaintenance>> {
    const rows = await this.uow.query<ToolMaintenance & { toolId: string }>(LAST_PM, [toolIds]);
    return new Map(rows.map((row) => [row.toolId, row]));
  }

  maintenance({ toolId, from, to }: ToolQuery): Promise<ToolMaintenance[]> {
    return this.uow.query<ToolMaintenance>(SERVICES, [toolId, from, to]);
  }

  /** Also of the other tools of the steps of the chosen one, to compare with. */
  touched(query: ToolQuery, pairs: Population['pairs']): Promise<TouchedLot[]> {
    return this.uow.query<TouchedLot>(TOUCHED, sorted(query, pairs));
  }

  /** Of the same wafers, those that were excluded by hand and are in no yield. */
  async excluded(query: ToolQuery, pairs: Population['pairs']): Promise<number> {
    return (await this.uow.query<{ wafers: number }>(EXCLUDED, sorted(query, pairs)))[0]?.wafers ?? 0;
  }

  seasoning(query: ToolQuery, { stepId, name, statistic, chamber }: ToolSensorInput): Promise<SeasoningPoint[]> {
    return this.uow.query<SeasoningPoint>(SEASONING, [...chosen(query), stepId, name, statistic, chamber ?? null]);
  }
}

function chosen({ scope, productId, toolId, from, to }: ToolQuery): unknown[] {
  return [scope, productId, toolId, from, to];
}

function sorted(query: ToolQuery, pairs: Population['pairs']): unknown[] {
  return [...chosen(query), pairs.map((pair) => pair.productId), pairs.map((pair) => pair.insertion)];
}
