import { Injectable } from '@nestjs/common';
import { pgArray, UnitOfWork, type ProductScope } from '@fabwright/platform';
import type { WaferInsertion } from '../sort-run/sort-run.ts';
import type { TestDefinition } from '../wafer/wafer.types.ts';

/** Part records of one segment, with what one test measured on them. Coordinates as reported. */
export interface ValueSegment {
  readonly x: Int16Array;
  readonly y: Int16Array;
  /** NaN = not run; null when the segment has no value of the test at all. */
  readonly values: Float32Array | null;
  readonly startedAt: Date;
  readonly notch: 'down' | 'up' | 'left' | 'right' | null;
  readonly axisX: 'right' | 'left' | null;
  readonly axisY: 'up' | 'down' | null;
}

const CURRENT_RUNS = `
  SELECT r.* FROM test_run r JOIN lot ON lot.lot_id = r.lot_id
  WHERE r.lot_id = $1 AND r.insertion = $2 AND ($3::text IS NULL OR r.wafer_id = $3)
    AND ($4::text[] IS NULL OR lot.product_id = ANY($4))
    AND NOT EXISTS (SELECT 1 FROM test_run_supersession s
      WHERE s.lot_id = r.lot_id AND s.run_id = r.run_id AND s.wafer_id = r.wafer_id)`;

/** Of a number that programs define differently, the newest run's definition. */
const TESTS = `
  WITH run AS (${CURRENT_RUNS}),
  used AS (
    SELECT COALESCE(d.test_set_id, run.test_set_id) AS test_set_id, max(run.started_at) AS started_at
    FROM run JOIN die_segment d ON d.lot_id = run.lot_id AND d.run_id = run.run_id AND d.wafer_id = run.wafer_id
    GROUP BY 1)
  SELECT DISTINCT ON (t.number) t.number, t.name, t.unit, t."lowLimit", t."highLimit", NULL::integer AS executed
  FROM used JOIN test_set USING (test_set_id)
  CROSS JOIN LATERAL jsonb_to_recordset(test_set.tests)
    AS t(number float8, name text, unit text, "lowLimit" float8, "highLimit" float8)
  ORDER BY t.number, used.started_at DESC, t.name`;

const EXECUTED = `
  WITH run AS (${CURRENT_RUNS}),
  counted AS (
    SELECT COALESCE(d.test_set_id, run.test_set_id) AS test_set_id, v.test_index, count(x.value) AS executed
    FROM run JOIN die_segment d ON d.lot_id = run.lot_id AND d.run_id = run.run_id AND d.wafer_id = run.wafer_id
    JOIN die_value v ON v.lot_id = d.lot_id AND v.run_id = d.run_id AND v.wafer_id = d.wafer_id AND v.segment = d.segment
    CROSS JOIN LATERAL unnest(v.values) AS x(value)
    GROUP BY 1, 2)
  SELECT (s.tests->c.test_index->>'number')::float8 AS number, sum(c.executed)::integer AS executed
  FROM counted c JOIN test_set s USING (test_set_id) GROUP BY 1`;

const VALUES = `
  WITH run AS (${CURRENT_RUNS}),
  numbered AS (
    SELECT s.test_set_id, min(t.place - 1)::integer AS test_index
    FROM test_set s CROSS JOIN LATERAL jsonb_array_elements(s.tests) WITH ORDINALITY AS t(test, place)
    WHERE s.test_set_id IN (
      SELECT COALESCE(d.test_set_id, run.test_set_id) FROM run
      JOIN die_segment d ON d.lot_id = run.lot_id AND d.run_id = run.run_id AND d.wafer_id = run.wafer_id)
      AND (t.test->>'number')::float8 = $5
    GROUP BY s.test_set_id)
  SELECT array_send(d.x) AS x, array_send(d.y) AS y, array_send(v.values) AS values, run.started_at AS "startedAt",
    run.notch, run.axis_x AS "axisX", run.axis_y AS "axisY"
  FROM run JOIN die_segment d ON d.lot_id = run.lot_id AND d.run_id = run.run_id AND d.wafer_id = run.wafer_id
  LEFT JOIN numbered n ON n.test_set_id = COALESCE(d.test_set_id, run.test_set_id)
  LEFT JOIN die_value v ON v.lot_id = d.lot_id AND v.run_id = d.run_id AND v.wafer_id = d.wafer_id
    AND v.segment = d.segment AND v.test_index = n.test_index
  ORDER BY run.started_at, run.run_id, d.segment`;

type ValueRow = Omit<ValueSegment, 'x' | 'y' | 'values'> & {
  readonly x: Buffer;
  readonly y: Buffer;
  readonly values: Buffer | null;
};

/** Tests and what they measured; current runs only. */
@Injectable()
export class TestRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Tests of a lot, or of one of its wafers, by number; `executed` is null. */
  tests(lotId: string, insertion: string, waferId: string | null, scope: ProductScope): Promise<TestDefinition[]> {
    return this.uow.query<TestDefinition>(TESTS, [lotId, insertion, waferId, scope]);
  }

  /** Records on which each test ran, by number. */
  async executed({ lotId, insertion, waferId }: WaferInsertion, scope: ProductScope): Promise<Map<number, number>> {
    const rows = await this.uow.query<{ number: number; executed: number }>(EXECUTED, [
      lotId,
      insertion,
      waferId,
      scope,
    ]);
    return new Map(rows.map((row) => [row.number, row.executed]));
  }

  /** Segments of a wafer's current runs in time order, with the values of one test. Empty outside of the scope. */
  async values(
    { lotId, insertion, waferId }: WaferInsertion,
    test: number,
    scope: ProductScope,
  ): Promise<ValueSegment[]> {
    const rows = await this.uow.query<ValueRow>(VALUES, [lotId, insertion, waferId, scope, test]);
    return rows.map((row) => ({
      ...row,
      x: pgArray.toInt16(row.x),
      y: pgArray.toInt16(row.y),
      values: row.values && pgArray.toFloat32(row.values),
    }));
  }
}
