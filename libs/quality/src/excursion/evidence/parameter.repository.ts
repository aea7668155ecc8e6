import { Injectable } from '@nestjs/common';
import { pgArray, UnitOfWork } from '@fabwright/platform';

/** One parameter of wafers before sort: a sensor's statistic, a metrology value, an e-test; the mean over its sites. */
export interface ParameterColumn {
  readonly source: 'sensor' | 'metrology' | 'etest';
  readonly stepId: string;
  readonly name: string;
  readonly statistic: string | null;
  readonly unit: string;
  /** `lot\nwafer` → value; the last one where a wafer was measured twice. */
  readonly values: Map<string, number>;
  readonly toolOf: Map<string, string>;
}

interface SensorRow {
  readonly lotId: string;
  readonly stepId: string;
  readonly toolId: string;
  readonly names: readonly string[];
  readonly units: readonly string[];
  readonly statistics: readonly string[];
  readonly wafers: readonly string[];
  readonly values: Buffer;
}

interface MeasuredRow {
  readonly source: 'metrology' | 'etest';
  readonly lotId: string;
  readonly waferId: string;
  readonly stepId: string;
  readonly toolId: string;
  readonly name: string;
  readonly unit: string;
  readonly value: number;
}

/** Wafer after wafer, each in the order of the run's sensors; a wafer with another number of values is left out. */
const SENSORS = `
  SELECT r.lot_id AS "lotId", r.step_id AS "stepId", r.tool_id AS "toolId", r.sensor_names AS names,
    r.sensor_units AS units, r.sensor_statistics AS statistics, w.wafers, array_send(w.values) AS values
  FROM process_run r
  JOIN (
    SELECT p.lot_id, p.run_id, array_agg(p.wafer_id ORDER BY p.wafer_id) FILTER (WHERE v.place = 1) AS wafers,
      array_agg(v.value ORDER BY p.wafer_id, v.place) AS values
    FROM process_run_wafer p CROSS JOIN LATERAL unnest(p.sensor_values) WITH ORDINALITY AS v(value, place)
    WHERE p.lot_id = ANY($1) GROUP BY p.lot_id, p.run_id) AS w ON w.lot_id = r.lot_id AND w.run_id = r.run_id
  WHERE r.lot_id = ANY($1) AND NOT r.seasoning
    AND cardinality(w.values) = cardinality(w.wafers) * cardinality(r.sensor_names)
  ORDER BY r.started_at`;

const METROLOGY = `
  SELECT 'metrology' AS source, r.lot_id AS "lotId", x.wafer_id AS "waferId", r.step_id AS "stepId",
    r.tool_id AS "toolId", r.parameter AS name, r.unit,
    (SELECT avg(site) FROM unnest(x.values) AS site WHERE site <> 'NaN')::float8 AS value
  FROM metrology_run r JOIN metrology_wafer x ON x.lot_id = r.lot_id AND x.run_id = r.run_id
  WHERE r.lot_id = ANY($1) ORDER BY r.measured_at`;

const ETEST = `
  WITH site AS (
    SELECT x.lot_id, x.run_id, x.wafer_id, x.parameters[1 + (v.place - 1) % cardinality(x.parameters)] AS name, v.value
    FROM etest_wafer x CROSS JOIN LATERAL unnest(x.values) WITH ORDINALITY AS v(value, place)
    WHERE x.lot_id = ANY($1) AND cardinality(x.parameters) > 0 AND v.value <> 'NaN'),
  mean AS (
    SELECT lot_id, run_id, wafer_id, name, avg(value)::float8 AS value FROM site GROUP BY lot_id, run_id, wafer_id, name)
  SELECT 'etest' AS source, r.lot_id AS "lotId", m.wafer_id AS "waferId", r.step_id AS "stepId", r.tool_id AS "toolId",
    m.name, COALESCE((SELECT p->>'unit' FROM jsonb_array_elements(r.parameters) AS p WHERE p->>'name' = m.name LIMIT 1), '')
      AS unit,
    m.value
  FROM mean m JOIN etest_run r ON r.lot_id = m.lot_id AND r.run_id = m.run_id ORDER BY r.measured_at`;

/** Everything that was measured on wafers before sort, read for all lots at once. */
@Injectable()
export class ParameterRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Runs after maintenance that only season a chamber are left out. A unit that changed makes another parameter. */
  async columns(lotIds: readonly string[]): Promise<ParameterColumn[]> {
    const columns = new Columns();
    for (const row of await this.uow.query<SensorRow>(SENSORS, [lotIds])) columns.sensors(row);
    for (const sql of [METROLOGY, ETEST]) {
      for (const row of await this.uow.query<MeasuredRow>(sql, [lotIds])) columns.measured(row);
    }
    return columns.all();
  }
}

class Columns {
  readonly #columns = new Map<string, ParameterColumn>();

  sensors({ lotId, stepId, toolId, names, units, statistics, wafers, values }: SensorRow): void {
    const flat = pgArray.toFloat32(values);
    names.forEach((name, sensor) => {
      const [unit, statistic] = [units[sensor] ?? '', statistics[sensor] ?? ''];
      const column = this.#column({ source: 'sensor', stepId, name, statistic, unit });
      wafers.forEach((waferId, wafer) => {
        put(column, `${lotId}\n${waferId}`, flat[wafer * names.length + sensor] ?? Number.NaN, toolId);
      });
    });
  }

  measured({ source, lotId, waferId, stepId, toolId, name, unit, value }: MeasuredRow): void {
    put(this.#column({ source, stepId, name, statistic: null, unit }), `${lotId}\n${waferId}`, value, toolId);
  }

  all(): ParameterColumn[] {
    return [...this.#columns.values()];
  }

  #column(head: Omit<ParameterColumn, 'values' | 'toolOf'>): ParameterColumn {
    const { source, stepId, name, statistic, unit } = head;
    const key = JSON.stringify([source, stepId, name, statistic, unit]);
    const known = this.#columns.get(key);
    if (known) return known;
    const column = { ...head, values: new Map<string, number>(), toolOf: new Map<string, string>() };
    this.#columns.set(key, column);
    return column;
  }
}

function put(column: ParameterColumn, wafer: string, value: number | null, toolId: string): void {
  if (value === null || !Number.isFinite(value)) return;
  column.values.set(wafer, value);
  column.toolOf.set(wafer, toolId);
}
