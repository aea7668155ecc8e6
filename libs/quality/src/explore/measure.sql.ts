import { DomainError } from '@fabwright/platform';
import { MeasureKind, type MeasureInput } from './explore.types.ts';

/** A measure as SQL over `population w`: one value a wafer, as a numerator and what it counts for. */
export interface MeasureSql {
  /** Added between `FROM population w` and its conditions. */
  readonly join: string;
  readonly numerator: string;
  /** Dies for fractions, so that groups are die-weighted; 1 for values, whose groups are means of wafers. */
  readonly denominator: string;
  readonly isFraction: boolean;
}

type Value = (given: unknown) => string;

const ONE = '1';

const DIES: Partial<Record<MeasureKind, readonly [numerator: string, denominator: string]>> = {
  [MeasureKind.FINAL_YIELD]: ['w.good_final', 'w.gross'],
  [MeasureKind.FIRST_PASS_YIELD]: ['w.good_first', 'w.gross'],
  [MeasureKind.RECORD_YIELD]: ['w.good_record', 'w.records_judged'],
  [MeasureKind.RECOVERY]: ['w.recovered', 'w.gross'],
};

/** `value` adds a parameter and returns its `$n`. Throws INVALID_INPUT when the measure does not say enough. */
export function measureSql(measure: MeasureInput, value: Value): MeasureSql {
  const dies = DIES[measure.kind];
  if (dies) return { join: '', numerator: dies[0], denominator: dies[1], isFraction: true };
  switch (measure.kind) {
    case MeasureKind.BIN:
      return binSql(value(need(measure.bin, 'bin')));
    case MeasureKind.TEST:
      return testSql(value(need(measure.test, 'test')));
    case MeasureKind.METROLOGY:
      return metrologySql(value(need(measure.stepId, 'stepId')), value(need(measure.parameter, 'parameter')));
    case MeasureKind.ETEST:
      return etestSql(value(need(measure.parameter, 'parameter')));
    default:
      return fdcSql(
        value(need(measure.stepId, 'stepId')),
        value(need(measure.parameter, 'parameter')),
        value(measure.statistic ?? 'mean'),
      );
  }
}

function need<T>(given: T | null | undefined, field: string): T {
  if (given !== null && given !== undefined && given !== '') return given;
  throw new DomainError('INVALID_INPUT', `The measure does not say which ${field}: choose one.`, {
    detail: { field: `measure.${field}`, reason: 'missing' },
  });
}

function binSql(bin: string): MeasureSql {
  const dies = `COALESCE((SELECT sum(b.dies) FROM unnest(w.soft_bins, w.soft_dies) AS b(bin, dies) WHERE b.bin = ${bin}), 0)`;
  return { join: '', numerator: dies, denominator: 'w.gross', isFraction: true };
}

/** The median of the wafer's dies by their last values. */
function testSql(test: string): MeasureSql {
  const join = `JOIN wafer_test_summary t
      ON t.lot_id = w.lot_id AND t.wafer_id = w.wafer_id AND t.insertion = w.insertion
    CROSS JOIN LATERAL (SELECT t.median[array_position(t.test_numbers, ${test}::bigint)] AS value) AS m`;
  return { join, numerator: 'm.value', denominator: ONE, isFraction: false };
}

/** Mean over the sites of the wafer's last measurement at the step. */
function metrologySql(step: string, parameter: string): MeasureSql {
  const join = `JOIN (
      SELECT DISTINCT ON (r.lot_id, x.wafer_id) r.lot_id, x.wafer_id,
        (SELECT avg(site) FROM unnest(x.values) AS site WHERE site <> 'NaN') AS value
      FROM metrology_run r JOIN metrology_wafer x USING (lot_id, run_id)
      WHERE r.step_id = ${step} AND r.parameter = ${parameter}
      ORDER BY r.lot_id, x.wafer_id, r.measured_at DESC) AS m ON m.lot_id = w.lot_id AND m.wafer_id = w.wafer_id`;
  return { join, numerator: 'm.value', denominator: ONE, isFraction: false };
}

/** Mean over the wafer's sites; values lie site after site, each in the order of the parameters. */
function etestSql(parameter: string): MeasureSql {
  const join = `JOIN (
      SELECT DISTINCT ON (r.lot_id, x.wafer_id) r.lot_id, x.wafer_id,
        (SELECT avg(v.value) FROM unnest(x.values) WITH ORDINALITY AS v(value, at)
          WHERE (v.at - p.at) % cardinality(x.parameters) = 0 AND v.value <> 'NaN') AS value
      FROM etest_run r JOIN etest_wafer x USING (lot_id, run_id)
      CROSS JOIN LATERAL (SELECT array_position(x.parameters, ${parameter}) AS at) AS p
      WHERE p.at IS NOT NULL
      ORDER BY r.lot_id, x.wafer_id, r.measured_at DESC) AS m ON m.lot_id = w.lot_id AND m.wafer_id = w.wafer_id`;
  return { join, numerator: 'm.value', denominator: ONE, isFraction: false };
}

/** The summary of the wafer's last run at the step that was no seasoning. */
function fdcSql(step: string, sensor: string, statistic: string): MeasureSql {
  const join = `JOIN (
      SELECT DISTINCT ON (r.lot_id, x.wafer_id) r.lot_id, x.wafer_id, x.sensor_values[s.at] AS value
      FROM process_run r JOIN process_run_wafer x USING (lot_id, run_id)
      CROSS JOIN LATERAL (SELECT n.at FROM unnest(r.sensor_names, r.sensor_statistics) WITH ORDINALITY AS n(name, statistic, at)
        WHERE n.name = ${sensor} AND n.statistic = ${statistic}) AS s
      WHERE r.step_id = ${step} AND NOT r.seasoning
      ORDER BY r.lot_id, x.wafer_id, r.ended_at DESC) AS m ON m.lot_id = w.lot_id AND m.wafer_id = w.wafer_id`;
  return { join, numerator: 'm.value', denominator: ONE, isFraction: false };
}
