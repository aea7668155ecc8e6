import { Injectable } from '@nestjs/common';
import { UNKNOWN_PRODUCT, insertRows, type Row, type RowTarget } from '@fabwright/fab';
import { UnitOfWork } from '@fabwright/platform';
import { partCount, partsReceived, type KnownRun, type WaferRuns } from './run-plan.ts';
import { testSetId, testSetJson } from './segment-digest.ts';
import { waferInsertionKey, type SortRunHead, type SortTest, type WaferInsertion } from './sort-run.ts';

const TEST_RUN: RowTarget = {
  table: 'test_run',
  columns: {
    lot_id: 'text',
    run_id: 'text',
    wafer_id: 'text',
    source_run_id: 'text',
    version: 'integer',
    product_id: 'text',
    lot_no: 'text',
    lot_type: 'text',
    insertion: 'text',
    program: 'text',
    program_revision: 'text',
    tester: 'text',
    tester_site: 'text',
    probe_card: 'text',
    load_board: 'text',
    temperature_c: 'real',
    notch: 'text',
    axis_x: 'text',
    axis_y: 'text',
    started_at: 'timestamptz',
    finished_at: 'timestamptz',
    part_count: 'integer',
    parts_expected: 'integer',
    parts_received: 'integer',
    origin: 'text',
    import_id: 'text',
    test_set_id: 'text',
    seq: 'bigint',
  },
  conflict: `ON CONFLICT (lot_id, run_id, wafer_id) DO UPDATE SET
    finished_at = excluded.finished_at, part_count = excluded.part_count, parts_expected = excluded.parts_expected,
    parts_received = excluded.parts_received`,
};

const SUPERSESSION: RowTarget = {
  table: 'test_run_supersession',
  columns: {
    lot_id: 'text',
    run_id: 'text',
    wafer_id: 'text',
    superseded_by_run: 'text',
    reason: 'text',
    seq: 'bigint',
  },
  conflict: 'ON CONFLICT DO NOTHING',
};

const RUNS_OF_WAFERS = `
  SELECT r.lot_id AS "lotId", r.lot_no AS "lotNo", r.wafer_id AS "waferId", r.insertion, r.run_id AS "runId",
    r.source_run_id AS "sourceRunId", r.version, r.product_id AS "productId", r.lot_type AS "lotType", r.program,
    r.program_revision AS "programRevision", r.tester, r.probe_card AS "probeCard", r.started_at AS "startedAt",
    r.finished_at AS "finishedAt", r.parts_expected AS "partsExpected", r.notch, r.axis_x AS "axisX",
    r.axis_y AS "axisY", r.origin, s.run_id IS NOT NULL AS superseded, d.segment, d.part_count AS parts,
    encode(d.content_sha256, 'hex') AS digest
  FROM unnest($1::text[], $2::text[], $3::text[]) AS wanted(lot_id, wafer_id, insertion)
  JOIN test_run r ON r.lot_id = wanted.lot_id AND r.wafer_id = wanted.wafer_id AND r.insertion = wanted.insertion
  LEFT JOIN test_run_supersession s ON s.lot_id = r.lot_id AND s.run_id = r.run_id AND s.wafer_id = r.wafer_id
  LEFT JOIN die_segment d ON d.lot_id = r.lot_id AND d.run_id = r.run_id AND d.wafer_id = r.wafer_id
  ORDER BY r.version, d.segment`;

type RunRow = WaferInsertion &
  Pick<
    SortRunHead,
    | 'lotNo'
    | 'sourceRunId'
    | 'lotType'
    | 'program'
    | 'programRevision'
    | 'tester'
    | 'probeCard'
    | 'startedAt'
    | 'finishedAt'
    | 'origin'
  > & {
    readonly runId: string;
    readonly version: number;
    readonly productId: string;
    readonly partsExpected: number;
    readonly notch: 'down' | 'up' | 'left' | 'right' | null;
    readonly axisX: 'right' | 'left' | null;
    readonly axisY: 'up' | 'down' | null;
    readonly superseded: boolean;
    readonly segment: number | null;
    readonly parts: number | null;
    readonly digest: string | null;
  };

/** Runs of test programs, their versions, and the lists of tests that they ran. */
@Injectable()
export class TestRunStore {
  constructor(private readonly uow: UnitOfWork) {}

  /** What is stored of these wafers, superseded versions included; by `waferInsertionKey`. */
  async runsOf(wafers: readonly WaferInsertion[]): Promise<Map<string, WaferRuns>> {
    const rows = await this.uow.query<RunRow>(RUNS_OF_WAFERS, [
      wafers.map((wafer) => wafer.lotId),
      wafers.map((wafer) => wafer.waferId),
      wafers.map((wafer) => wafer.insertion),
    ]);
    const byWafer = new Map<string, WaferRuns>(wafers.map((wafer) => [waferInsertionKey(wafer), []]));
    for (const row of rows) {
      const runs = byWafer.get(waferInsertionKey(row)) ?? [];
      let run = runs.find((known) => known.runId === row.runId);
      if (!run) runs.push((run = knownRun(row)));
      if (row.segment !== null) run.segments.set(row.segment, { digest: row.digest ?? '', parts: row.parts ?? 0 });
    }
    return byWafer;
  }

  async hasOtherInsertion({ lotId, waferId, insertion }: WaferInsertion): Promise<boolean> {
    const rows = await this.uow.query<{ found: boolean }>(
      'SELECT EXISTS (SELECT 1 FROM test_run WHERE lot_id = $1 AND wafer_id = $2 AND insertion <> $3) AS found',
      [lotId, waferId, insertion],
    );
    return rows[0]?.found ?? false;
  }

  /** Keeps lists of tests, id → canonical JSON; one that is there stays. */
  async keepTestSets(lists: ReadonlyMap<string, string>): Promise<void> {
    const rows = [...lists].map(([test_set_id, json]) => ({ test_set_id, tests: JSON.parse(json) as unknown }));
    await insertRows(this.uow, TEST_SET, rows);
  }

  /** Writes runs as they are known now; what can change while parts arrive is brought up to date. */
  async save(runs: readonly { run: KnownRun; testSetId: string }[], seq: number): Promise<void> {
    await insertRows(
      this.uow,
      TEST_RUN,
      runs.map(({ run, testSetId: setId }) => runRow(run, setId, seq)),
    );
  }

  async supersede(pairs: readonly { old: KnownRun; by: KnownRun }[], seq: number): Promise<void> {
    const rows = pairs.map(({ old, by }) => ({
      lot_id: old.head.lotId,
      run_id: old.runId,
      wafer_id: old.head.waferId,
      superseded_by_run: by.runId,
      reason: 'correction',
      seq,
    }));
    await insertRows(this.uow, SUPERSESSION, rows);
  }
}

const TEST_SET: RowTarget = {
  table: 'test_set',
  columns: { test_set_id: 'text', tests: 'jsonb' },
  conflict: 'ON CONFLICT DO NOTHING',
};

/** A list of tests with its id, ready to be kept. */
export function testSetOf(tests: readonly SortTest[]): { id: string; json: string } {
  const json = testSetJson(tests);
  return { id: testSetId(json), json };
}

function knownRun(row: RunRow): KnownRun {
  const { notch, axisX, axisY, partsExpected, version, runId, superseded, finishedAt } = row;
  const orientation = notch && axisX && axisY ? { notch, axisX, axisY } : null;
  const unread = { slot: null, testerSite: null, loadBoard: null, temperatureC: null, importId: null };
  return {
    runId,
    version,
    head: { ...row, ...unread, orientation },
    partsExpected,
    finishedAt,
    segments: new Map(),
    superseded,
  };
}

function runRow(run: KnownRun, setId: string, seq: number): Row {
  const { head } = run;
  return {
    lot_id: head.lotId,
    run_id: run.runId,
    wafer_id: head.waferId,
    source_run_id: head.sourceRunId,
    version: run.version,
    product_id: head.productId ?? UNKNOWN_PRODUCT,
    lot_no: head.lotNo,
    lot_type: head.lotType,
    insertion: head.insertion,
    program: head.program,
    program_revision: head.programRevision,
    tester: head.tester,
    tester_site: head.testerSite,
    probe_card: head.probeCard,
    load_board: head.loadBoard,
    temperature_c: head.temperatureC,
    notch: head.orientation?.notch,
    axis_x: head.orientation?.axisX,
    axis_y: head.orientation?.axisY,
    started_at: head.startedAt,
    finished_at: run.finishedAt,
    part_count: partCount(run),
    parts_expected: run.partsExpected,
    parts_received: partsReceived(run),
    origin: head.origin,
    import_id: head.importId,
    test_set_id: setId,
    seq,
  };
}
