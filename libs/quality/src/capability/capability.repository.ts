import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import { populationSql } from '../population/population.sql.ts';
import type { Population } from '../population/population.ts';

/** A test as the newest run of a revision defines it. */
export interface RevisionTest {
  readonly revision: string;
  readonly test: number;
  readonly name: string;
  readonly unit: string;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Its unit changed within the revision: its values can't stand beside each other. */
  readonly severalUnits: boolean;
}

const TESTS = `, used AS (
    SELECT r.program || ' ' || r.program_revision AS revision, r.test_set_id, max(r.started_at) AS at
    FROM population p JOIN test_run r ON r.lot_id = p.lot_id AND r.wafer_id = p.wafer_id AND r.insertion = p.insertion
    GROUP BY 1, 2)
  SELECT DISTINCT ON (u.revision, t.number) u.revision, t.number AS test, t.name, COALESCE(t.unit, '') AS unit,
    t."lowLimit" AS lower, t."highLimit" AS upper,
    min(COALESCE(t.unit, '')) OVER of_test <> max(COALESCE(t.unit, '')) OVER of_test AS "severalUnits"
  FROM used u JOIN test_set s USING (test_set_id)
  CROSS JOIN LATERAL jsonb_to_recordset(s.tests)
    AS t(number float8, name text, unit text, "lowLimit" float8, "highLimit" float8)
  WINDOW of_test AS (PARTITION BY u.revision, t.number)
  ORDER BY u.revision, t.number, u.at DESC`;

@Injectable()
export class CapabilityRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** By revision and number. */
  tests(population: Population): Promise<RevisionTest[]> {
    const { sql, parameters } = populationSql(population);
    return this.uow.query<RevisionTest>(`WITH population AS (${sql})${TESTS}`, parameters);
  }
}
