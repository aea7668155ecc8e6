import { Injectable } from '@nestjs/common';
import { pgArray, UnitOfWork } from '@fabwright/platform';
import { runPrepared } from './prepared-statement.ts';
import type { DieColumns, SortSegment, TestValues, WaferInsertion } from './sort-run.ts';

/** Whose segment it is. */
export interface RunKey {
  readonly lotId: string;
  readonly runId: string;
  readonly waferId: string;
}

/** The columns that yields and maps are derived from. */
export interface VerdictColumns {
  readonly x: Int16Array;
  readonly y: Int16Array;
  readonly hardBin: ArrayLike<number>;
  readonly softBin: ArrayLike<number>;
  readonly verdict: ArrayLike<number>;
  readonly site: ArrayLike<number>;
  /** Null = the tester does not say. */
  readonly touchdown: ArrayLike<number> | null;
}

const INSERT_SEGMENT = {
  name: 'fabwright die_segment',
  text: `INSERT INTO die_segment (lot_id, run_id, wafer_id, segment, part_count, test_set_id, content_sha256,
      x, y, site, hard_bin, soft_bin, verdict, touchdown, test_time_ms, part_ids)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
};

/** Rows of one statement: PostgreSQL takes 65,535 parameters, and a part of an event seldom has more tests. */
const MOST_ROWS = 500;

/** Tests by tests, the statement for so many rows. */
const valueStatements = new Map<number, { name: string; text: string }>();

function insertValues(rows: number): { name: string; text: string } {
  const known = valueStatements.get(rows);
  if (known) return known;
  const tuples = Array.from(
    { length: rows },
    (_, row) => `($1, $2, $3, $4::integer, $${5 + 2 * row}::integer, $${6 + 2 * row}::real[])`,
  );
  const statement = {
    name: `fabwright die_value ${rows}`,
    text: `INSERT INTO die_value (lot_id, run_id, wafer_id, segment, test_index, values) VALUES ${tuples.join(', ')}`,
  };
  valueStatements.set(rows, statement);
  return statement;
}

const COPY_SEGMENTS = `
  INSERT INTO die_segment
  SELECT lot_id, $4, wafer_id, segment, part_count, test_set_id, content_sha256,
    x, y, site, hard_bin, soft_bin, verdict, touchdown, test_time_ms, part_ids
  FROM die_segment WHERE lot_id = $1 AND run_id = $2 AND wafer_id = $3 AND segment <> $5`;
const COPY_VALUES = `
  INSERT INTO die_value SELECT lot_id, $4, wafer_id, segment, test_index, values
  FROM die_value WHERE lot_id = $1 AND run_id = $2 AND wafer_id = $3 AND segment <> $5`;

const READ_COLUMNS = `
  SELECT run_id AS "runId", segment, array_send(x) AS x, array_send(y) AS y, array_send(hard_bin) AS "hardBin",
    array_send(soft_bin) AS "softBin", array_send(verdict) AS verdict, array_send(site) AS site,
    array_send(touchdown) AS touchdown
  FROM die_segment WHERE lot_id = $1 AND wafer_id = $2 AND run_id = ANY($3) ORDER BY run_id, segment`;

interface ColumnRow {
  readonly runId: string;
  readonly segment: number;
  readonly x: Buffer;
  readonly y: Buffer;
  readonly hardBin: Buffer;
  readonly softBin: Buffer;
  readonly verdict: Buffer;
  readonly site: Buffer;
  readonly touchdown: Buffer | null;
}

/** Die results as arrays: a row a segment, a row a test of a segment. */
@Injectable()
export class DieSegmentStore {
  constructor(private readonly uow: UnitOfWork) {}

  /** `testSetId` only where the segment's list of tests is not the run's. Needs a unit of work. */
  async insert(key: RunKey, segment: SortSegment, digest: Buffer, testSetId: string | null = null): Promise<void> {
    await runPrepared(this.uow, INSERT_SEGMENT, segmentValues(key, segment, digest, testSetId));
    for (let from = 0; from < segment.values.length; from += MOST_ROWS) {
      await this.#insertValues(key, segment.index, segment.values.slice(from, from + MOST_ROWS));
    }
  }

  async #insertValues(key: RunKey, segment: number, tests: readonly TestValues[]): Promise<void> {
    const values: unknown[] = [key.lotId, key.runId, key.waferId, segment];
    for (const { test, values: results } of tests) values.push(test, pgArray.real(results));
    await runPrepared(this.uow, insertValues(tests.length), values);
  }

  /** Gives another version of a run the segments of this one, all but one. */
  async copyAllBut(from: RunKey, toRunId: string, except: number): Promise<void> {
    const parameters = [from.lotId, from.runId, from.waferId, toRunId, except];
    await this.uow.query(COPY_SEGMENTS, parameters);
    await this.uow.query(COPY_VALUES, parameters);
  }

  /** By run, its segments in order. Runs without segments are missing. */
  async read(wafer: WaferInsertion, runIds: readonly string[]): Promise<Map<string, VerdictColumns[]>> {
    const rows = await this.uow.query<ColumnRow>(READ_COLUMNS, [wafer.lotId, wafer.waferId, runIds]);
    const byRun = new Map<string, VerdictColumns[]>();
    for (const row of rows) {
      const columns = {
        x: pgArray.toInt16(row.x),
        y: pgArray.toInt16(row.y),
        hardBin: pgArray.toInt32(row.hardBin),
        softBin: pgArray.toInt32(row.softBin),
        verdict: pgArray.toInt16(row.verdict),
        site: pgArray.toInt16(row.site),
        touchdown: row.touchdown && pgArray.toInt32(row.touchdown),
      };
      byRun.set(row.runId, [...(byRun.get(row.runId) ?? []), columns]);
    }
    return byRun;
  }

  /**
   * Judges, by their hard bins, the part records that were stored without a verdict: a file tells only at its end
   * which bins pass. `verdicts`: hard bin → 1 or 0.
   */
  async settleVerdicts(key: RunKey, verdicts: ReadonlyMap<number, 0 | 1>): Promise<void> {
    await this.uow.query(
      `UPDATE die_segment d SET verdict = (
         SELECT array_agg(CASE WHEN v.verdict = -1 THEN COALESCE(b.verdict, -1) ELSE v.verdict END ORDER BY v.place)::smallint[]
         FROM unnest(d.verdict, d.hard_bin) WITH ORDINALITY AS v(verdict, bin, place)
         LEFT JOIN unnest($4::integer[], $5::integer[]) AS b(bin, verdict) ON b.bin = v.bin)
       WHERE d.lot_id = $1 AND d.run_id = $2 AND d.wafer_id = $3 AND -1 = ANY(d.verdict) AND d.hard_bin && $4::integer[]`,
      [key.lotId, key.runId, key.waferId, [...verdicts.keys()], [...verdicts.values()]],
    );
  }
}

function segmentValues(key: RunKey, segment: SortSegment, digest: Buffer, testSetId: string | null): unknown[] {
  const { dies } = segment;
  return [
    key.lotId,
    key.runId,
    key.waferId,
    segment.index,
    dies.x.length,
    testSetId,
    digest,
    ...columnValues(dies),
    dies.partIds,
  ];
}

function columnValues(dies: DieColumns): (Buffer | null)[] {
  return [
    pgArray.int2(dies.x),
    pgArray.int2(dies.y),
    pgArray.int2(dies.site),
    pgArray.int4(dies.hardBin),
    pgArray.int4(dies.softBin),
    pgArray.int2(dies.verdict),
    dies.touchdown && pgArray.int4(dies.touchdown),
    dies.testTimeMs && pgArray.int4(dies.testTimeMs),
  ];
}
