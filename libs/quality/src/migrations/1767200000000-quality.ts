import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Die columns hold numbers that hardly compress: stored as they are, beside the row up to 8 kB, so that neither
 * writing nor reading pays for a compression that saves nothing.
 */
const UNCOMPRESSED: Readonly<Record<string, readonly string[]>> = {
  die_segment: ['x', 'y', 'site', 'hard_bin', 'soft_bin', 'verdict', 'touchdown', 'test_time_ms'],
  die_value: ['values'],
  wafer_map: ['x', 'y', 'soft_bin', 'hard_bin', 'state'],
};

const REFERENCE = [
  `CREATE TABLE test_set (
    test_set_id text COLLATE "C" PRIMARY KEY,
    tests jsonb NOT NULL
  )`,
];

const FACTS = [
  `CREATE TABLE test_run (
    lot_id text COLLATE "C" NOT NULL REFERENCES lot,
    run_id text COLLATE "C" NOT NULL,
    wafer_id text COLLATE "C" NOT NULL,
    source_run_id text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    product_id text COLLATE "C" NOT NULL,
    lot_no text NOT NULL,
    lot_type text,
    insertion text COLLATE "C" NOT NULL,
    program text NOT NULL,
    program_revision text NOT NULL,
    tester text,
    tester_site text,
    probe_card text,
    load_board text,
    temperature_c real,
    notch text,
    axis_x text,
    axis_y text,
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    part_count integer NOT NULL DEFAULT 0,
    parts_expected integer NOT NULL,
    parts_received integer NOT NULL DEFAULT 0,
    origin text NOT NULL CHECK (origin IN ('event', 'file')),
    import_id text,
    test_set_id text COLLATE "C" NOT NULL REFERENCES test_set,
    seq bigint NOT NULL,
    PRIMARY KEY (lot_id, run_id, wafer_id)
  )`,
  `CREATE INDEX test_run_wafer ON test_run (lot_id, wafer_id, insertion, started_at)`,
  `CREATE TABLE test_run_supersession (
    lot_id text COLLATE "C" NOT NULL,
    run_id text COLLATE "C" NOT NULL,
    wafer_id text COLLATE "C" NOT NULL,
    superseded_by_run text COLLATE "C" NOT NULL,
    reason text NOT NULL CHECK (reason = 'correction'),
    seq bigint NOT NULL,
    PRIMARY KEY (lot_id, run_id, wafer_id),
    FOREIGN KEY (lot_id, run_id, wafer_id) REFERENCES test_run
  )`,
  // No foreign keys on the two hot tables: they are written only together with their run, in one transaction.
  `CREATE TABLE die_segment (
    lot_id text COLLATE "C" NOT NULL,
    run_id text COLLATE "C" NOT NULL,
    wafer_id text COLLATE "C" NOT NULL,
    segment integer NOT NULL,
    part_count integer NOT NULL,
    test_set_id text COLLATE "C",
    content_sha256 bytea NOT NULL,
    x smallint[] NOT NULL,
    y smallint[] NOT NULL,
    site smallint[] NOT NULL,
    hard_bin integer[] NOT NULL,
    soft_bin integer[] NOT NULL,
    verdict smallint[] NOT NULL,
    touchdown integer[],
    test_time_ms integer[],
    part_ids text[],
    PRIMARY KEY (lot_id, run_id, wafer_id, segment)
  )`,
  `CREATE TABLE die_value (
    lot_id text COLLATE "C" NOT NULL,
    run_id text COLLATE "C" NOT NULL,
    wafer_id text COLLATE "C" NOT NULL,
    segment integer NOT NULL,
    test_index integer NOT NULL,
    values real[] NOT NULL,
    PRIMARY KEY (lot_id, run_id, wafer_id, segment, test_index)
  )`,
  `CREATE TABLE wafer_exclusion (
    lot_id text COLLATE "C" NOT NULL REFERENCES lot,
    wafer_id text COLLATE "C" NOT NULL,
    exclusion_id uuid NOT NULL,
    reason text NOT NULL,
    excluded_by text NOT NULL,
    excluded_at timestamptz NOT NULL,
    restored_by text,
    restored_at timestamptz,
    PRIMARY KEY (lot_id, wafer_id, exclusion_id)
  )`,
];

const READ_MODELS = [
  `CREATE TABLE wafer_yield (
    lot_id text COLLATE "C" NOT NULL,
    wafer_id text COLLATE "C" NOT NULL,
    insertion text COLLATE "C" NOT NULL,
    product_id text COLLATE "C" NOT NULL,
    lot_no text NOT NULL,
    lot_type text NOT NULL,
    excluded boolean NOT NULL DEFAULT false,
    complete boolean NOT NULL,
    gross integer NOT NULL,
    tested integer NOT NULL,
    records integer NOT NULL,
    records_judged integer NOT NULL,
    good_record integer NOT NULL,
    good_first integer NOT NULL,
    good_final integer NOT NULL,
    retested integer NOT NULL,
    recovered integer NOT NULL,
    failed integer NOT NULL,
    unplaced integer NOT NULL,
    first_pass_ended_at timestamptz NOT NULL,
    last_ended_at timestamptz NOT NULL,
    run_count integer NOT NULL,
    program text NOT NULL,
    program_revision text NOT NULL,
    tester text,
    probe_card text,
    soft_bins integer[] NOT NULL,
    soft_dies integer[] NOT NULL,
    hard_bins integer[] NOT NULL,
    hard_dies integer[] NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (lot_id, wafer_id, insertion)
  )`,
  `CREATE INDEX wafer_yield_period ON wafer_yield (insertion, product_id, first_pass_ended_at, lot_type) INCLUDE (lot_id)`,
  `CREATE INDEX wafer_yield_product ON wafer_yield (product_id, lot_id)`,
  `CREATE TABLE wafer_map (
    lot_id text COLLATE "C" NOT NULL,
    wafer_id text COLLATE "C" NOT NULL,
    insertion text COLLATE "C" NOT NULL,
    x smallint[] NOT NULL,
    y smallint[] NOT NULL,
    soft_bin integer[] NOT NULL,
    hard_bin integer[] NOT NULL,
    state smallint[] NOT NULL,
    PRIMARY KEY (lot_id, wafer_id, insertion)
  )`,
];

const TABLES_TO_DROP =
  'wafer_map, wafer_yield, wafer_exclusion, die_value, die_segment, test_run_supersession, test_run, test_set';

/**
 * Wafer sort: runs and their die results as arrays (facts, never overwritten), and the read models derived from them.
 * A wafer's failing dies by bin are two parallel arrays: they add up over wafers without opening a document.
 */
export class Quality1767200000000 implements MigrationInterface {
  readonly name = 'Quality1767200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...REFERENCE, ...FACTS, ...READ_MODELS]) await runner.query(statement);
    for (const [table, columns] of Object.entries(UNCOMPRESSED)) {
      const changes = columns.map((column) => `ALTER COLUMN ${column} SET STORAGE EXTERNAL`);
      await runner.query(`ALTER TABLE ${table} ${changes.join(', ')}, SET (toast_tuple_target = 8160)`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${TABLES_TO_DROP}`);
  }
}
