import { Injectable } from '@nestjs/common';
import { DomainError, UnitOfWork } from '@fabwright/platform';
import { populationSql } from '../population/population.sql.ts';
import type { Population } from '../population/population.ts';
import { MeasureKind, type MeasureInput } from './explore.types.ts';

type Statement = readonly [sql: string, ...values: unknown[]];

/** `$n` after those of the population stand for the values, in order. */
function statementOf({ kind, test, stepId, parameter, statistic }: MeasureInput): Statement | null {
  switch (kind) {
    case MeasureKind.TEST:
      return [
        `SELECT DISTINCT t.unit FROM population w
         JOIN test_run r ON r.lot_id = w.lot_id AND r.wafer_id = w.wafer_id AND r.insertion = w.insertion
         JOIN test_set s USING (test_set_id)
         CROSS JOIN LATERAL jsonb_to_recordset(s.tests) AS t(number float8, unit text) WHERE t.number = $a`,
        test,
      ];
    case MeasureKind.METROLOGY:
      return [
        `SELECT DISTINCT r.unit FROM metrology_run r
         WHERE r.lot_id IN (SELECT lot_id FROM population) AND r.step_id = $a AND r.parameter = $b`,
        stepId,
        parameter,
      ];
    case MeasureKind.ETEST:
      return [
        `SELECT DISTINCT p.unit FROM etest_run r
         CROSS JOIN LATERAL jsonb_to_recordset(r.parameters) AS p(name text, unit text)
         WHERE r.lot_id IN (SELECT lot_id FROM population) AND p.name = $a`,
        parameter,
      ];
    case MeasureKind.FDC:
      return [
        `SELECT DISTINCT s.unit FROM process_run r
         CROSS JOIN LATERAL unnest(r.sensor_names, r.sensor_units, r.sensor_statistics) AS s(name, unit, statistic)
         WHERE r.lot_id IN (SELECT lot_id FROM population) AND r.step_id = $a AND s.name = $b AND s.statistic = $c`,
        stepId,
        parameter,
        statistic ?? 'mean',
      ];
    default:
      return null;
  }
}

/** The unit of a measure among chosen wafers. */
@Injectable()
export class UnitRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * Null for fractions; empty when nothing was measured. Throws INVALID_INPUT when values came in several units: a
   * chart over them would be wrong.
   */
  async unit(population: Population, measure: MeasureInput): Promise<string | null> {
    const statement = statementOf(measure);
    if (!statement) return null;
    const [select, ...values] = statement;
    const { sql, parameters } = populationSql(population);
    const numbered = select.replace(
      /\$([abc])/g,
      (_, letter: string) => `$${parameters.length + ' abc'.indexOf(letter)}`,
    );
    const rows = await this.uow.query<{ unit: string | null }>(`WITH population AS (${sql}) ${numbered}`, [
      ...parameters,
      ...values,
    ]);
    const units = rows.map(({ unit }) => unit ?? '').sort();
    if (units.length < 2) return units[0] ?? '';
    throw new DomainError(
      'INVALID_INPUT',
      `${measure.parameter ?? measure.test} came in several units (${units.join(', ')}): choose a period with one of them.`,
      { detail: { field: 'measure.parameter', reason: 'several-units' } },
    );
  }
}
