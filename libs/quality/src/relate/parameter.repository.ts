import { Injectable } from '@nestjs/common';
import { pgArray, UnitOfWork } from '@fabwright/platform';
import { MeasureKind } from '../explore/explore.types.ts';
import type { ParameterTable } from './parameter-table.ts';

const STEPS = `
  SELECT DISTINCT r.step_id AS "stepId" FROM process_run r WHERE r.lot_id = ANY($1) AND NOT r.seasoning ORDER BY 1`;
/** In time order, so that of several runs at a step the last one stands. */
const RUNS = `
  SELECT r.lot_id AS "lotId", r.run_id AS "runId", r.tool_id AS "toolId", r.sensor_names AS names,
    r.sensor_units AS units, r.sensor_statistics AS statistics
  FROM process_run r WHERE r.lot_id = ANY($1) AND r.step_id = $2 AND NOT r.seasoning ORDER BY r.ended_at, r.run_id`;
const RUN_WAFERS = `
  SELECT x.lot_id AS "lotId", x.run_id AS "runId", x.wafer_id AS "waferId", x.chamber,
    array_send(x.sensor_values) AS values
  FROM process_run_wafer x JOIN process_run r USING (lot_id, run_id)
  WHERE r.lot_id = ANY($1) AND r.step_id = $2 AND NOT r.seasoning`;
const METROLOGY = `
  SELECT DISTINCT ON (r.step_id, r.parameter, r.unit, r.lot_id, x.wafer_id) r.step_id AS "stepId", r.parameter AS name,
    r.unit, r.lot_id AS "lotId", x.wafer_id AS "waferId",
    (SELECT avg(site) FROM unnest(x.values) AS site WHERE site <> 'NaN') AS value
  FROM metrology_run r JOIN metrology_wafer x USING (lot_id, run_id) WHERE r.lot_id = ANY($1)
  ORDER BY r.step_id, r.parameter, r.unit, r.lot_id, x.wafer_id, r.measured_at DESC`;
const ETEST = `
  SELECT r.lot_id AS "lotId", x.wafer_id AS "waferId", x.parameters AS names, r.parameters AS defined,
    array_send(x.values) AS values
  FROM etest_run r JOIN etest_wafer x USING (lot_id, run_id) WHERE r.lot_id = ANY($1) ORDER BY r.measured_at, r.run_id`;
const TESTS = `
  SELECT DISTINCT ON (t.number) t.number, t.name, COALESCE(t.unit, '') AS unit,
    min(COALESCE(t.unit, '')) OVER (PARTITION BY t.number) <> max(COALESCE(t.unit, '')) OVER (PARTITION BY t.number)
      AS "severalUnits"
  FROM (SELECT r.test_set_id, max(r.started_at) AS at FROM test_run r WHERE r.lot_id = ANY($1) AND r.insertion = ANY($2)
    GROUP BY 1) AS seen JOIN test_set s USING (test_set_id)
  CROSS JOIN LATERAL jsonb_to_recordset(s.tests) AS t(number float8, name text, unit text)
  ORDER BY t.number, seen.at DESC`;
const MEDIANS = `
  SELECT lot_id AS "lotId", wafer_id AS "waferId", test_numbers::float8[] AS numbers, array_send(median) AS medians
  FROM wafer_test_summary WHERE lot_id = ANY($1) AND insertion = ANY($2)`;

interface RunRow {
  readonly lotId: string;
  readonly runId: string;
  readonly toolId: string;
  readonly names: readonly string[];
  readonly units: readonly string[];
  readonly statistics: readonly string[];
}
interface RunWafer {
  readonly lotId: string;
  readonly runId: string;
  readonly waferId: string;
  readonly chamber: string | null;
  readonly values: Buffer;
}
interface MetrologyRow {
  readonly stepId: string;
  readonly name: string;
  readonly unit: string;
  readonly lotId: string;
  readonly waferId: string;
  readonly value: number | null;
}
interface EtestRow {
  readonly lotId: string;
  readonly waferId: string;
  readonly names: readonly string[];
  readonly defined: readonly { readonly name: string; readonly unit?: string }[];
  readonly values: Buffer;
}
interface TestRow {
  readonly number: number;
  readonly name: string;
  readonly unit: string;
  readonly severalUnits: boolean;
}

/** Chambers (or tools without any) that wafers went through at a step: a number a wafer, −1 unknown. */
export type StepPlaces = ReadonlyMap<string, Int32Array>;

/** Fills a table with everything that was measured on lots. The caller has applied the product scope to the lots. */
@Injectable()
export class ParameterRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** What moves when any fact does: answers that rest on parameters are kept by it. */
  async newestFact(): Promise<number> {
    const rows = await this.uow.query<{ seq: number }>('SELECT last_value::float8 AS seq FROM fact_seq');
    return rows[0]?.seq ?? 0;
  }

  /** Step by step, so that the event loop is never held for more than one step's values. */
  async addSensors(table: ParameterTable, lots: readonly string[], wafers: number): Promise<StepPlaces> {
    const steps = await this.uow.query<{ stepId: string }>(STEPS, [lots]);
    const places = new Map<string, Int32Array>();
    for (const { stepId } of steps) {
      const place = new Int32Array(wafers).fill(-1);
      const names = new Map<string, number>();
      const runs = await this.uow.query<RunRow>(RUNS, [lots, stepId]);
      const wafersOf = Map.groupBy(
        await this.uow.query<RunWafer>(RUN_WAFERS, [lots, stepId]),
        ({ lotId, runId }) => `${lotId}/${runId}`,
      );
      for (const run of runs) {
        const measured = wafersOf.get(`${run.lotId}/${run.runId}`) ?? [];
        addRun(table, stepId, run, measured);
        placeWafers(table, run, measured, place, names);
      }
      places.set(stepId, place);
    }
    return places;
  }

  async addMetrology(table: ParameterTable, lots: readonly string[]): Promise<void> {
    for (const row of await this.uow.query<MetrologyRow>(METROLOGY, [lots])) {
      const at = table.rowOf(row.lotId, row.waferId);
      if (at === undefined || row.value === null) continue;
      const { stepId, name, unit } = row;
      table.column({ kind: MeasureKind.METROLOGY, stepId, name, unit, statistic: null, test: null })[at] = row.value;
    }
  }

  /** Means over the sites; values lie site after site, each in the order of the parameters. */
  async addEtest(table: ParameterTable, lots: readonly string[]): Promise<void> {
    for (const row of await this.uow.query<EtestRow>(ETEST, [lots])) {
      const at = table.rowOf(row.lotId, row.waferId);
      if (at === undefined) continue;
      const means = siteMeans(pgArray.toFloat32(row.values), row.names.length);
      row.names.forEach((name, index) => {
        const unit = row.defined.find((one) => one.name === name)?.unit ?? '';
        const column = table.column({ kind: MeasureKind.ETEST, stepId: null, name, unit, statistic: null, test: null });
        column[at] = means[index] ?? Number.NaN;
      });
    }
  }

  /** Returns how many tests were left out because their unit changed: their values can't stand on one axis. */
  async addTests(table: ParameterTable, lots: readonly string[], insertions: readonly string[]): Promise<number> {
    const defined = new Map(
      (await this.uow.query<TestRow>(TESTS, [lots, insertions])).map((test) => [test.number, test]),
    );
    const rows = await this.uow.query<{ lotId: string; waferId: string; numbers: number[]; medians: Buffer }>(MEDIANS, [
      lots,
      insertions,
    ]);
    for (const row of rows) {
      const at = table.rowOf(row.lotId, row.waferId);
      if (at === undefined) continue;
      const medians = pgArray.toFloat32(row.medians);
      row.numbers.forEach((number, index) => {
        const { name, unit, severalUnits } = defined.get(number) ?? {
          name: String(number),
          unit: '',
          severalUnits: false,
        };
        if (severalUnits) return;
        const column = table.column({
          kind: MeasureKind.TEST,
          stepId: null,
          statistic: null,
          test: number,
          name,
          unit,
        });
        column[at] = medians[index] ?? Number.NaN;
      });
    }
    return [...defined.values()].filter(({ severalUnits }) => severalUnits).length;
  }
}

function addRun(table: ParameterTable, stepId: string, run: RunRow, wafers: readonly RunWafer[]): void {
  const known = wafers.flatMap(({ lotId, waferId, values }) => {
    const row = table.rowOf(lotId, waferId);
    return row === undefined ? [] : [{ row, values }];
  });
  if (known.length === 0) return;
  const columns = run.names.map((name, at) => {
    const [statistic, unit] = [run.statistics[at] ?? 'mean', run.units[at] ?? ''];
    return table.column({ kind: MeasureKind.FDC, stepId, name, statistic, unit, test: null });
  });
  for (const { row, values } of known) {
    const measured = pgArray.toFloat32(values);
    columns.forEach((column, at) => (column[row] = measured[at] ?? Number.NaN));
  }
}

function placeWafers(
  table: ParameterTable,
  { toolId }: RunRow,
  wafers: readonly RunWafer[],
  place: Int32Array,
  names: Map<string, number>,
): void {
  for (const { lotId, waferId, chamber } of wafers) {
    const row = table.rowOf(lotId, waferId);
    if (row === undefined) continue;
    const name = `${toolId}/${chamber ?? ''}`;
    const code = names.get(name) ?? names.size;
    names.set(name, code);
    place[row] = code;
  }
}

function siteMeans(values: Float32Array, parameters: number): number[] {
  return Array.from({ length: parameters }, (_, at) => {
    let [sum, sites] = [0, 0];
    for (let index = at; index < values.length; index += parameters) {
      const value = values[index] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      sum += value;
      sites += 1;
    }
    return sites > 0 ? sum / sites : Number.NaN;
  });
}
