import { Injectable } from '@nestjs/common';
import { NORMAL_ORIENTATION } from '@fabwright/fab';
import { pgArray, UnitOfWork } from '@fabwright/platform';
import { MeasureKind, type SplitInput } from '../explore/explore.types.ts';
import { measuredSql } from '../explore/trend.sql.ts';
import { lastValues } from '../parametric/last-values.ts';
import type { ValueSegment } from '../parametric/test.repository.ts';
import type { ChosenDies } from '../population/chosen-dies.ts';
import { populationSql } from '../population/population.sql.ts';
import type { Population } from '../population/population.ts';

/** Last values of one test on the dies of a wafer; NaN = not run. */
export interface WaferDies {
  readonly lotId: string;
  readonly waferId: string;
  readonly split: string | null;
  readonly at: Date;
  readonly values: Float32Array;
}

export interface DieQuestion {
  readonly population: Population;
  readonly test: number;
  readonly split: SplitInput | null;
  /** `program revision` of the wafers to read; null = all. */
  readonly revision?: string | null;
  readonly mostWafers: number;
}

/** A wafer of each lot first, newest lots first: few wafers then speak for many lots. */
const CHOSEN = `chosen AS (
    SELECT lot_id, wafer_id, split, at, insertion FROM (
      SELECT m.lot_id, m.wafer_id, m.split, m.at, p.insertion,
        row_number() OVER (PARTITION BY m.lot_id ORDER BY hashtext(m.wafer_id), m.wafer_id) AS turn
      FROM measured m JOIN population p USING (lot_id, wafer_id) %REVISION%) AS numbered
    ORDER BY turn, at DESC, lot_id, wafer_id LIMIT %MOST%)`;

const SEGMENTS = `, run AS (
    SELECT c.split, c.at, r.* FROM chosen c
    JOIN test_run r ON r.lot_id = c.lot_id AND r.wafer_id = c.wafer_id AND r.insertion = c.insertion
    WHERE NOT EXISTS (SELECT FROM test_run_supersession s
      WHERE s.lot_id = r.lot_id AND s.run_id = r.run_id AND s.wafer_id = r.wafer_id)),
  segment AS (
    SELECT run.split, run.at, run.started_at, run.notch, run.axis_x, run.axis_y, d.lot_id, d.run_id, d.wafer_id,
      d.segment, d.x, d.y, COALESCE(d.test_set_id, run.test_set_id) AS test_set_id
    FROM run JOIN die_segment d ON d.lot_id = run.lot_id AND d.run_id = run.run_id AND d.wafer_id = run.wafer_id),
  numbered AS MATERIALIZED (
    SELECT s.test_set_id, min(t.place - 1)::integer AS test_index
    FROM test_set s CROSS JOIN LATERAL jsonb_array_elements(s.tests) WITH ORDINALITY AS t(test, place)
    WHERE s.test_set_id IN (SELECT test_set_id FROM segment) AND (t.test->>'number')::float8 = %TEST%
    GROUP BY s.test_set_id)
  SELECT s.lot_id AS "lotId", s.wafer_id AS "waferId", s.split, s.at, s.started_at AS "startedAt", s.notch,
    s.axis_x AS "axisX", s.axis_y AS "axisY", CASE WHEN %PLACED% THEN array_send(s.x) END AS x,
    CASE WHEN %PLACED% THEN array_send(s.y) END AS y, array_send(v.values) AS values
  FROM segment s LEFT JOIN numbered n ON n.test_set_id = s.test_set_id
  LEFT JOIN die_value v ON v.lot_id = s.lot_id AND v.run_id = s.run_id AND v.wafer_id = s.wafer_id
    AND v.segment = s.segment AND v.test_index = n.test_index
  ORDER BY s.at, s.lot_id, s.wafer_id, s.started_at, s.run_id, s.segment`;

/** Where dies lie does not matter for one segment; for several it tells which die was measured again. */
const OF_SEVERAL = 'count(*) OVER (PARTITION BY s.lot_id, s.wafer_id) > 1';

type Row = Omit<ValueSegment, 'x' | 'y' | 'values'> & {
  readonly lotId: string;
  readonly waferId: string;
  readonly split: string | null;
  readonly at: Date;
  /** Null where it does not matter. */
  readonly x: Buffer | null;
  readonly y: Buffer | null;
  readonly values: Buffer | null;
};

/** What one test measured, die by die, over many wafers. */
@Injectable()
export class DieValuesRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async countWafers(population: Population): Promise<number> {
    const { sql, parameters } = populationSql(population);
    const rows = await this.uow.query<{ wafers: number }>(
      `WITH population AS (${sql}) SELECT count(*)::integer AS wafers FROM population`,
      parameters,
    );
    return rows[0]?.wafers ?? 0;
  }

  /** Of the chosen dies, in time order. Wafers on whose dies the test is not defined are missing. */
  async read({ population, test, split, revision = null, mostWafers }: DieQuestion): Promise<WaferDies[]> {
    const measured = measuredSql({
      population: { ...population, dies: null },
      measure: { kind: MeasureKind.FINAL_YIELD },
      split,
      trackOutOf: null,
    });
    const parameters = [...measured.parameters];
    const value = (given: unknown): string => `$${parameters.push(given)}`;
    const ofRevision = revision === null ? '' : `WHERE p.program || ' ' || p.program_revision = ${value(revision)}`;
    const chosen = CHOSEN.replace('%REVISION%', ofRevision).replace('%MOST%', String(mostWafers));
    const segments = SEGMENTS.replace('%TEST%', value(test)).replaceAll(
      '%PLACED%',
      population.dies ? 'true' : OF_SEVERAL,
    );
    const rows = await this.uow.query<Row>(`WITH ${measured.sql}, ${chosen}${segments}`, parameters);
    const wafers = Map.groupBy(rows, ({ lotId, waferId }) => `${lotId}/${waferId}`);
    return [...wafers.values()].flatMap((segments) => waferOf(segments, population.dies));
  }
}

const NO_PLACES = new Int16Array();

function waferOf(rows: readonly Row[], dies: ChosenDies | null): WaferDies[] {
  const [first] = rows;
  if (!first || rows.every((row) => row.values === null)) return [];
  const { lotId, waferId, split, at } = first;
  const values = valuesOf(rows, dies);
  return values.length > 0 ? [{ lotId, waferId, split, at, values }] : [];
}

function valuesOf(rows: readonly Row[], dies: ChosenDies | null): Float32Array {
  const segments = rows.map((row) => ({
    ...row,
    x: row.x ? pgArray.toInt16(row.x) : NO_PLACES,
    y: row.y ? pgArray.toInt16(row.y) : NO_PLACES,
    values: row.values && pgArray.toFloat32(row.values),
  }));
  if (dies) return valuesOn(dies, segments);
  const [only] = segments;
  if (segments.length === 1 && only?.values) return only.values;
  return lastValues(segments, NORMAL_ORIENTATION).values;
}

function valuesOn({ selection, orientation }: ChosenDies, segments: readonly ValueSegment[]): Float32Array {
  const all = lastValues(segments, orientation);
  return Float32Array.from(selection.indicesIn(all), (die) => all.values[die] ?? Number.NaN);
}
