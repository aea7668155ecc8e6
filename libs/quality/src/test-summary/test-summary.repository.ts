import { Injectable } from '@nestjs/common';
import { pgArray, UnitOfWork } from '@fabwright/platform';
import type { WaferInsertion } from '../sort-run/sort-run.ts';
import { SUMMARY_QUANTITIES, type SummaryTest, type WaferTestSummary } from './summarise-wafer-tests.ts';

/** A wafer whose tests are to be summarised. */
export interface ChangedWafer extends WaferInsertion {
  readonly productId: string;
  readonly seq: number;
}

/** A segment of a wafer's current runs. Coordinates as reported. */
export interface ReportedSegment {
  readonly runId: string;
  readonly segment: number;
  readonly testSetId: string;
  readonly startedAt: Date;
  readonly notch: 'down' | 'up' | 'left' | 'right' | null;
  readonly axisX: 'right' | 'left' | null;
  readonly axisY: 'up' | 'down' | null;
  readonly x: Int16Array;
  readonly y: Int16Array;
}

export interface ReportedValues {
  readonly runId: string;
  readonly segment: number;
  readonly testIndex: number;
  readonly values: Float32Array;
}

const PROGRESS = `
  SELECT seq::float8 AS seq, after_lot AS "lotId", after_wafer AS "waferId", after_insertion AS insertion
  FROM test_summary_progress`;
const CHANGED = `
  SELECT w.lot_id AS "lotId", w.wafer_id AS "waferId", w.insertion, w.product_id AS "productId", w.seq::float8 AS seq
  FROM wafer_yield w WHERE (w.seq, w.lot_id, w.wafer_id, w.insertion) > ($1::bigint, $2, $3, $4)
  ORDER BY w.seq, w.lot_id, w.wafer_id, w.insertion LIMIT $5`;
const WAITING = `
  SELECT count(*)::integer AS waiting FROM wafer_yield w
  WHERE (w.seq, w.lot_id, w.wafer_id, w.insertion) > ($1::bigint, $2, $3, $4)`;

const ADVANCE = `
  INSERT INTO test_summary_progress (only_row, seq, after_lot, after_wafer, after_insertion) VALUES (true, $1, $2, $3, $4)
  ON CONFLICT (only_row) DO UPDATE SET seq = excluded.seq, after_lot = excluded.after_lot,
    after_wafer = excluded.after_wafer, after_insertion = excluded.after_insertion`;

const SEGMENTS = `
  SELECT d.run_id AS "runId", d.segment, COALESCE(d.test_set_id, r.test_set_id) AS "testSetId",
    r.started_at AS "startedAt", r.notch, r.axis_x AS "axisX", r.axis_y AS "axisY",
    array_send(d.x) AS x, array_send(d.y) AS y
  FROM test_run r JOIN die_segment d USING (lot_id, run_id, wafer_id)
  WHERE r.lot_id = $1 AND r.wafer_id = $2 AND r.insertion = $3
    AND NOT EXISTS (SELECT FROM test_run_supersession s
      WHERE s.lot_id = r.lot_id AND s.run_id = r.run_id AND s.wafer_id = r.wafer_id)
  ORDER BY r.started_at, r.run_id, d.segment`;

const VALUES = `
  SELECT run_id AS "runId", segment, test_index AS "testIndex", array_send(values) AS values
  FROM die_value WHERE lot_id = $1 AND wafer_id = $2 AND run_id = ANY($3)`;

const SAVE = `
  INSERT INTO wafer_test_summary (lot_id, wafer_id, insertion, seq, dies, test_numbers, executed, below, above,
    ${SUMMARY_QUANTITIES.join(', ')})
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, ${SUMMARY_QUANTITIES.map((_, at) => `$${at + 10}`).join(', ')})
  ON CONFLICT (lot_id, wafer_id, insertion) DO UPDATE SET seq = excluded.seq, dies = excluded.dies,
    test_numbers = excluded.test_numbers, executed = excluded.executed, below = excluded.below, above = excluded.above,
    ${SUMMARY_QUANTITIES.map((quantity) => `${quantity} = excluded.${quantity}`).join(', ')}
  WHERE wafer_test_summary.seq <= excluded.seq`;

/** Test sets are named by their content and never change. A few suffice: a product has one or two in use. */
const MOST_TEST_SETS = 64;

type SegmentRow = Omit<ReportedSegment, 'x' | 'y'> & { readonly x: Buffer; readonly y: Buffer };
type ValuesRow = Omit<ReportedValues, 'values'> & { readonly values: Buffer };

/** Reads what a wafer's tests measured, and writes what they come to. */
@Injectable()
export class TestSummaryRepository {
  readonly #testSets = new Map<string, readonly SummaryTest[]>();

  constructor(private readonly uow: UnitOfWork) {}

  /** Whether this process may summarise until the end of the unit of work: one does at a time. */
  async takeTurn(): Promise<boolean> {
    const rows = await this.uow.query<{ taken: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('wafer_test_summary', 0)) AS taken`,
    );
    return rows[0]?.taken ?? false;
  }

  /** The next wafers in the order of the commits that changed them, beyond what has been summarised. */
  async changed(most: number): Promise<ChangedWafer[]> {
    return this.uow.query<ChangedWafer>(CHANGED, [...(await this.#progress()), most]);
  }

  async waiting(): Promise<number> {
    const rows = await this.uow.query<{ waiting: number }>(WAITING, await this.#progress());
    return rows[0]?.waiting ?? 0;
  }

  async #progress(): Promise<[seq: number, lotId: string, waferId: string, insertion: string]> {
    const [last] = await this.uow.query<Omit<ChangedWafer, 'productId'>>(PROGRESS);
    return last ? [last.seq, last.lotId, last.waferId, last.insertion] : [-1, '', '', ''];
  }

  async advance({ seq, lotId, waferId, insertion }: ChangedWafer): Promise<void> {
    await this.uow.query(ADVANCE, [seq, lotId, waferId, insertion]);
  }

  /** In time order. */
  async segments({ lotId, waferId, insertion }: WaferInsertion): Promise<ReportedSegment[]> {
    const rows = await this.uow.query<SegmentRow>(SEGMENTS, [lotId, waferId, insertion]);
    return rows.map((row) => ({ ...row, x: pgArray.toInt16(row.x), y: pgArray.toInt16(row.y) }));
  }

  async values({ lotId, waferId }: WaferInsertion, runIds: readonly string[]): Promise<ReportedValues[]> {
    const rows = await this.uow.query<ValuesRow>(VALUES, [lotId, waferId, runIds]);
    return rows.map((row) => ({ ...row, values: pgArray.toFloat32(row.values) }));
  }

  /** Tests in the order of their index. */
  async testSet(id: string): Promise<readonly SummaryTest[]> {
    const known = this.#testSets.get(id);
    if (known) return known;
    const rows = await this.uow.query<{ tests: SummaryTest[] }>('SELECT tests FROM test_set WHERE test_set_id = $1', [
      id,
    ]);
    const tests = (rows[0]?.tests ?? []).map(({ number, lowLimit, highLimit }) => ({ number, lowLimit, highLimit }));
    const [oldest] = this.#testSets.keys();
    if (oldest !== undefined && this.#testSets.size >= MOST_TEST_SETS) this.#testSets.delete(oldest);
    this.#testSets.set(id, tests);
    return tests;
  }

  async save({ lotId, waferId, insertion, seq }: ChangedWafer, summary: WaferTestSummary): Promise<void> {
    await this.uow.query(SAVE, [
      lotId,
      waferId,
      insertion,
      seq,
      summary.dies,
      summary.numbers,
      pgArray.int4(summary.executed),
      pgArray.int4(summary.below),
      pgArray.int4(summary.above),
      ...SUMMARY_QUANTITIES.map((quantity) => pgArray.real(summary[quantity])),
    ]);
  }
}
