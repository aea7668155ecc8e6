import { encodeInt16 } from '@fabwright/contracts';
import type pg from 'pg';

/** How much a database is filled with; every lot is of one product and one insertion. */
export interface YieldDatabaseSize {
  readonly lots: number;
  readonly wafersPerLot: number;
  readonly dies: number;
  /** Dies stand in rows of so many. */
  readonly columns: number;
  readonly tests: number;
  /** Moves in the history of each lot, each into another step. */
  readonly steps: number;
  /** The lots lie over so many days, evenly. */
  readonly days: number;
  /**
   * Whether the worker finds tests to summarise, which takes it minutes. Without, trends and comparisons of tests have
   * nothing to read.
   */
  readonly summaries: 'to-make' | 'none';
  readonly product: string;
  readonly insertion: string;
}

export const FILLED: YieldDatabaseSize = {
  lots: 200,
  wafersPerLot: 25,
  dies: 600,
  columns: 25,
  tests: 20,
  steps: 40,
  days: 56,
  summaries: 'to-make',
  product: 'BENCH',
  insertion: 'CP1',
};

/** Variants of a wafer that the 5,000 are made of: enough that bins and yields differ from wafer to wafer. */
const VARIANTS = 60;

/** The newest lot is of this moment; the others lie before it. */
export const NEWEST = '2026-11-20T12:00:00Z';

function testSet({ tests }: YieldDatabaseSize): string {
  return JSON.stringify(
    Array.from({ length: tests }, (_, test) => ({
      number: 1000 + test,
      pin: null,
      kind: 'parametric',
      name: `TEST_${test}`,
      unit: 'V',
      lowLimit: 0,
      highLimit: 2,
    })),
  );
}

const reference = (size: YieldDatabaseSize): string[] => [
  `INSERT INTO step (step_id, name) SELECT 'STEP' || n, 'Step ' || n FROM generate_series(1, ${size.steps}) n`,
  `INSERT INTO step (step_id, name) VALUES ('SORT', 'Sort')`,
  `INSERT INTO product_target (product_id, insertion, yield_target, floor, set_by, set_at)
   VALUES ('BENCH', 'CP1', 0.95, 0.86, 'event', now())`,
  `INSERT INTO test_set (test_set_id, tests) VALUES ('bench', '${testSet(size)}')`,
  `INSERT INTO bin_slot (product_id, kind, number, slot) SELECT 'BENCH', 'soft', n + 1, n FROM generate_series(1, 6) n`,
];

/** Every array in here is hardly compressible, as real values are. */
const variantTables = (size: YieldDatabaseSize): string[] => [
  `CREATE TEMP TABLE variant AS
   SELECT v, array_agg((d % ${size.columns})::smallint ORDER BY d) AS x, array_agg((d / ${size.columns})::smallint ORDER BY d) AS y,
     array_agg((CASE WHEN good THEN 1 ELSE 0 END)::smallint ORDER BY d) AS verdict,
     array_agg(CASE WHEN good THEN 1 ELSE 2 + (d % 8) END ORDER BY d) AS soft,
     array_agg(CASE WHEN good THEN 1 ELSE 2 END ORDER BY d) AS hard,
     string_agg(CASE WHEN good THEN '\\x01'::bytea ELSE '\\x00' END, '' ORDER BY d) AS states,
     string_agg(substr(int4send(CASE WHEN good THEN 1 ELSE 2 + d % 8 END), 4), '' ORDER BY d) AS soft_bins,
     string_agg(substr(int4send(CASE WHEN good THEN 1 ELSE 2 END), 4), '' ORDER BY d) AS hard_bins,
     count(*) FILTER (WHERE good)::integer AS good
   FROM (SELECT v, d, random() < 0.88 + 0.1 * (v::float8 / ${VARIANTS}) AS good
     FROM generate_series(1, ${VARIANTS}) v, generate_series(0, ${size.dies - 1}) d) die GROUP BY v`,
  `CREATE TEMP TABLE variant_bin AS
   SELECT v, array_agg(bin ORDER BY dies DESC) AS bins, array_agg(dies ORDER BY dies DESC) AS dies
   FROM (SELECT v, bin, count(*)::integer AS dies FROM variant, unnest(soft) AS bin WHERE bin <> 1 GROUP BY v, bin) b GROUP BY v`,
  `CREATE TEMP TABLE variant_value AS
   SELECT v, array_agg((random() * 2)::real) AS values
   FROM generate_series(1, ${VARIANTS}) v, generate_series(1, ${size.dies}) GROUP BY v`,
  `CREATE TEMP TABLE made AS
   SELECT 'BL' || lpad(l.n::text, 4, '0') AS lot_id, 'W' || lpad(w.n::text, 2, '0') AS wafer_id, w.n AS slot,
     timestamptz '${NEWEST}' - (l.n * interval '${size.days} days' / ${size.lots}) AS at, 1 + (l.n * 7 + w.n * 13) % ${VARIANTS} AS v,
     'T' || (1 + l.n % 2) AS tester, 'PC' || (1 + l.n % 3) AS probe_card
   FROM generate_series(0, ${size.lots - 1}) AS l(n), generate_series(1, ${size.wafersPerLot}) AS w(n)`,
];

/** "|| ''": what is copied from another table would stay compressed as it is there, and ingest compresses nothing. */
const lots = (size: YieldDatabaseSize): string[] => [
  `INSERT INTO lot (lot_id, product_id, lot_type, described_rank, described_at, started_at, state, current_step_id, wafer_count)
   SELECT DISTINCT lot_id, 'BENCH', 'production', 2, at, at - interval '45 days', 'waiting', 'SORT', ${size.wafersPerLot} FROM made`,
  `INSERT INTO wafer (lot_id, wafer_id, lot_no, slot, seen_at) SELECT lot_id, wafer_id, lot_id, slot, at FROM made`,
  `INSERT INTO lot_event (lot_id, event_id, kind, lot_no, at, step_id, seq)
   SELECT DISTINCT lot_id, lot_id || n, 'move-in', lot_id, at - n * interval '1 day', 'STEP' || n, 1 FROM made, generate_series(1, ${size.steps}) n`,
  `INSERT INTO test_run (lot_id, run_id, wafer_id, source_run_id, product_id, lot_no, insertion, program, program_revision,
     tester, probe_card, started_at, finished_at, part_count, parts_expected, parts_received, origin, test_set_id, seq)
   SELECT lot_id, wafer_id, wafer_id, wafer_id, 'BENCH', lot_id, 'CP1', 'BENCH', '1', tester, probe_card, at - interval '1 hour', at,
     ${size.dies}, 1, 1, 'event', 'bench', 1 FROM made`,
  `INSERT INTO die_segment (lot_id, run_id, wafer_id, segment, part_count, test_set_id, content_sha256, x, y, site, hard_bin,
     soft_bin, verdict)
   SELECT lot_id, wafer_id, wafer_id, 0, ${size.dies}, 'bench', '', x, y, verdict, hard, soft, verdict
   FROM made JOIN variant USING (v)`,
  `INSERT INTO die_value (lot_id, run_id, wafer_id, segment, test_index, values)
   SELECT m.lot_id, m.wafer_id, m.wafer_id, 0, t, v.values
   FROM made m CROSS JOIN generate_series(0, ${size.tests - 1}) t JOIN variant_value v ON v.v = 1 + (m.v + t) % ${VARIANTS}`,
  `INSERT INTO wafer_yield (lot_id, wafer_id, insertion, product_id, lot_no, lot_type, complete, gross, tested, records,
     records_judged, good_record, good_first, good_final, retested, recovered, failed, unplaced, first_pass_ended_at,
     last_ended_at, run_count, program, program_revision, tester, probe_card, soft_bins, soft_dies, hard_bins, hard_dies, seq)
   SELECT m.lot_id, m.wafer_id, 'CP1', 'BENCH', m.lot_id, 'production', true, ${size.dies}, ${size.dies}, ${size.dies},
     ${size.dies}, v.good, v.good, v.good, 0, 0, ${size.dies} - v.good, 0, m.at + m.slot * interval '20 minutes',
     m.at + m.slot * interval '20 minutes', 1, 'BENCH', '1', m.tester, m.probe_card, b.bins, b.dies, '{2}', ARRAY[${size.dies} - v.good], 1
   FROM made m JOIN variant v USING (v) JOIN variant_bin b USING (v)`,
  // without them the worker would derive every wafer anew while it is measured; good dies are those of site 1
  `INSERT INTO wafer_site_yield (lot_id, wafer_id, insertion, site, touchdown, first_dies, first_good, last_dies, last_good,
     records, good_records)
   SELECT m.lot_id, m.wafer_id, 'CP1', '{0,1}', '{-1,-1}', s.dies, s.good, s.dies, s.good, s.dies, s.good
   FROM made m JOIN variant v USING (v)
     CROSS JOIN LATERAL (SELECT ARRAY[${size.dies} - v.good, v.good] AS dies, ARRAY[0, v.good] AS good) s`,
  `INSERT INTO die_layout (layout_id, x, y) SELECT 'bench', x, y FROM variant LIMIT 1`,
  `INSERT INTO wafer_map (lot_id, wafer_id, insertion, layout_id, state, soft_bin, hard_bin)
   SELECT lot_id, wafer_id, 'CP1', 'bench', states || '', soft_bins || '', hard_bins || '' FROM made JOIN variant USING (v)`,
];

/** As if the last wafer had been summarised. */
const NONE_TO_SUMMARISE = `
  INSERT INTO test_summary_progress (only_row, seq, after_lot, after_wafer, after_insertion) VALUES (true, 1, 'Z', '', '')`;

/** Fills a migrated database with lots of one product: by default 5,000 wafers × 600 dies × 20 tests, in some seconds. */
export async function fillYieldDatabase(client: pg.Client, size: YieldDatabaseSize = FILLED): Promise<void> {
  const definition = {
    name: 'Bench',
    customer: null,
    waferDiameterMm: 200,
    dieWidthMm: 150 / size.columns,
    dieHeightMm: 150 / size.columns,
    edgeExclusionMm: 3,
    orientation: { notch: 'down', axisX: 'right', axisY: 'up' },
    dies: {
      x: encodeInt16(Int16Array.from({ length: size.dies }, (_, die) => die % size.columns)),
      y: encodeInt16(Int16Array.from({ length: size.dies }, (_, die) => Math.floor(die / size.columns))),
    },
    reticle: null,
    bins: Array.from({ length: 9 }, (_, bin) => ({
      kind: 'soft',
      number: bin + 1,
      name: `Bin ${bin + 1}`,
      pass: bin === 0,
    })),
    insertions: [{ id: 'CP1', name: 'Sort' }],
    tests: [],
  };
  await client.query(`SELECT setseed(0.42)`);
  await client.query(`INSERT INTO product (product_id, name, current_version) VALUES ('BENCH', 'Bench', 1)`);
  await client.query(
    `INSERT INTO product_version (product_id, version, definition, gross_dies, source, effective_at, created_at)
     VALUES ('BENCH', 1, $1, ${size.dies}, 'event', '2026-01-01', now())`,
    [JSON.stringify(definition)],
  );
  for (const statement of [...reference(size), ...variantTables(size), ...lots(size)]) await client.query(statement);
  if (size.summaries === 'none') await client.query(NONE_TO_SUMMARISE);
  await client.query(`INSERT INTO fab_clock (only_row, newest_event_at) VALUES (true, '2026-11-20T21:00:00Z')`);
  await client.query('VACUUM (ANALYZE)');
  await client.query('CHECKPOINT');
}
