import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Copied to each node when the database is distributed: written before any lot table in a transaction. */
const REFERENCE = [
  `CREATE TABLE product (
    product_id text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    customer text,
    current_version integer NOT NULL DEFAULT 0
  )`,
  `CREATE TABLE product_version (
    product_id text COLLATE "C" NOT NULL REFERENCES product,
    version integer NOT NULL CHECK (version > 0),
    definition jsonb NOT NULL,
    gross_dies integer CHECK (gross_dies > 0),
    notch text NOT NULL DEFAULT 'down' CHECK (notch IN ('down', 'up', 'left', 'right')),
    axis_x text NOT NULL DEFAULT 'right' CHECK (axis_x IN ('right', 'left')),
    axis_y text NOT NULL DEFAULT 'up' CHECK (axis_y IN ('up', 'down')),
    source text NOT NULL CHECK (source IN ('event', 'screen')),
    origin_id text,
    effective_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (product_id, version)
  )`,
  `CREATE UNIQUE INDEX product_version_origin ON product_version (product_id, origin_id) WHERE origin_id IS NOT NULL`,
  `CREATE TABLE product_target (
    product_id text COLLATE "C" NOT NULL REFERENCES product,
    insertion text COLLATE "C" NOT NULL,
    position integer NOT NULL DEFAULT 0,
    yield_target double precision CHECK (yield_target BETWEEN 0 AND 1),
    floor double precision CHECK (floor BETWEEN 0 AND 1),
    set_by text NOT NULL,
    set_at timestamptz NOT NULL,
    PRIMARY KEY (product_id, insertion)
  )`,
  `CREATE TABLE program_bin (
    product_id text COLLATE "C" NOT NULL REFERENCES product,
    insertion text COLLATE "C" NOT NULL,
    kind text NOT NULL CHECK (kind IN ('hard', 'soft')),
    number integer NOT NULL,
    name text NOT NULL,
    pass boolean,
    PRIMARY KEY (product_id, insertion, kind, number)
  )`,
  `CREATE TABLE bin_slot (
    product_id text COLLATE "C" NOT NULL REFERENCES product,
    kind text NOT NULL CHECK (kind IN ('hard', 'soft')),
    number integer NOT NULL,
    slot smallint NOT NULL CHECK (slot BETWEEN 1 AND 6),
    PRIMARY KEY (product_id, kind, number)
  )`,
  `CREATE TABLE tool (
    tool_id text COLLATE "C" PRIMARY KEY,
    area text,
    last_seen timestamptz NOT NULL
  )`,
  `CREATE TABLE step (
    step_id text COLLATE "C" PRIMARY KEY,
    name text,
    area text,
    sequence integer
  )`,
  `CREATE TABLE maintenance (
    tool_id text COLLATE "C" NOT NULL REFERENCES tool,
    maintenance_id text NOT NULL,
    chamber text,
    kind text NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL,
    note text,
    language text,
    seq bigint NOT NULL,
    PRIMARY KEY (tool_id, maintenance_id)
  )`,
];

const LOTS = [
  `CREATE TABLE lot (
    lot_id text COLLATE "C" PRIMARY KEY,
    product_id text COLLATE "C" NOT NULL REFERENCES product,
    lot_type text NOT NULL CHECK (lot_type IN ('production', 'engineering', 'qualification')),
    priority text NOT NULL DEFAULT 'normal',
    described_rank smallint NOT NULL,
    described_at timestamptz NOT NULL,
    started_at timestamptz,
    state text NOT NULL DEFAULT 'unknown',
    current_step_id text COLLATE "C",
    last_event_at timestamptz,
    wafer_count integer NOT NULL DEFAULT 0
  )`,
  `CREATE INDEX lot_product ON lot (product_id, lot_type)`,
  `CREATE TABLE lot_event (
    lot_id text COLLATE "C" NOT NULL REFERENCES lot,
    event_id text NOT NULL,
    kind text NOT NULL,
    lot_no text NOT NULL,
    at timestamptz NOT NULL,
    step_id text COLLATE "C",
    tool_id text COLLATE "C",
    detail jsonb NOT NULL DEFAULT '{}',
    seq bigint NOT NULL,
    PRIMARY KEY (lot_id, event_id)
  )`,
  `CREATE INDEX lot_event_at ON lot_event (lot_id, at)`,
  `CREATE TABLE lot_genealogy (
    lot_id text COLLATE "C" NOT NULL REFERENCES lot,
    child_lot_no text NOT NULL,
    parent_lot_no text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('split', 'merge')),
    at timestamptz NOT NULL,
    wafer_ids text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (lot_id, child_lot_no, kind, at)
  )`,
  `CREATE TABLE lot_hold (
    lot_id text COLLATE "C" NOT NULL REFERENCES lot,
    hold_id text NOT NULL,
    lot_no text NOT NULL,
    step_id text COLLATE "C",
    reason text,
    comment text,
    held_at timestamptz,
    released_at timestamptz,
    released_comment text,
    PRIMARY KEY (lot_id, hold_id)
  )`,
  `CREATE TABLE wafer (
    lot_id text COLLATE "C" NOT NULL REFERENCES lot,
    wafer_id text COLLATE "C" NOT NULL,
    lot_no text NOT NULL,
    slot smallint,
    seen_at timestamptz NOT NULL,
    scrapped_at timestamptz,
    PRIMARY KEY (lot_id, wafer_id)
  )`,
];

const RUNS = [
  `CREATE TABLE process_run (
    lot_id text COLLATE "C" NOT NULL REFERENCES lot,
    run_id text NOT NULL,
    lot_no text NOT NULL,
    product_id text COLLATE "C" NOT NULL,
    step_id text COLLATE "C" NOT NULL,
    tool_id text COLLATE "C" NOT NULL,
    recipe_id text NOT NULL,
    recipe_version text NOT NULL,
    recipe_parameters jsonb NOT NULL DEFAULT '[]',
    queue_time_h real,
    started_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL,
    sensor_names text[] NOT NULL,
    sensor_units text[] NOT NULL,
    sensor_statistics text[] NOT NULL,
    seasoning boolean NOT NULL DEFAULT false,
    seq bigint NOT NULL,
    PRIMARY KEY (lot_id, run_id)
  )`,
  `CREATE TABLE process_run_wafer (
    lot_id text COLLATE "C" NOT NULL,
    run_id text NOT NULL,
    wafer_id text COLLATE "C" NOT NULL,
    slot smallint,
    chamber text,
    started_at timestamptz,
    ended_at timestamptz,
    sensor_values real[] NOT NULL,
    PRIMARY KEY (lot_id, run_id, wafer_id)
  )`,
  `CREATE TABLE metrology_run (
    lot_id text COLLATE "C" NOT NULL REFERENCES lot,
    run_id text NOT NULL,
    lot_no text NOT NULL,
    product_id text COLLATE "C" NOT NULL,
    step_id text COLLATE "C" NOT NULL,
    tool_id text COLLATE "C" NOT NULL,
    parameter text NOT NULL,
    unit text NOT NULL,
    target double precision,
    low_limit double precision,
    high_limit double precision,
    measured_at timestamptz NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (lot_id, run_id)
  )`,
  `CREATE TABLE metrology_wafer (
    lot_id text COLLATE "C" NOT NULL,
    run_id text NOT NULL,
    wafer_id text COLLATE "C" NOT NULL,
    x real[] NOT NULL,
    y real[] NOT NULL,
    values real[] NOT NULL,
    PRIMARY KEY (lot_id, run_id, wafer_id)
  )`,
  `CREATE TABLE etest_run (
    lot_id text COLLATE "C" NOT NULL REFERENCES lot,
    run_id text NOT NULL,
    lot_no text NOT NULL,
    product_id text COLLATE "C" NOT NULL,
    step_id text COLLATE "C" NOT NULL,
    tool_id text COLLATE "C" NOT NULL,
    parameters jsonb NOT NULL,
    measured_at timestamptz NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (lot_id, run_id)
  )`,
  `CREATE TABLE etest_wafer (
    lot_id text COLLATE "C" NOT NULL,
    run_id text NOT NULL,
    wafer_id text COLLATE "C" NOT NULL,
    parameters text[] NOT NULL,
    site_x real[] NOT NULL,
    site_y real[] NOT NULL,
    values real[] NOT NULL,
    PRIMARY KEY (lot_id, run_id, wafer_id)
  )`,
  `CREATE TABLE defect_inspection (
    lot_id text COLLATE "C" NOT NULL REFERENCES lot,
    inspection_id text NOT NULL,
    wafer_id text COLLATE "C" NOT NULL,
    lot_no text NOT NULL,
    product_id text COLLATE "C" NOT NULL,
    step_id text COLLATE "C" NOT NULL,
    layer text,
    tool_id text COLLATE "C" NOT NULL,
    inspected_at timestamptz NOT NULL,
    area_cm2 real NOT NULL,
    defect_count integer NOT NULL,
    x real[] NOT NULL,
    y real[] NOT NULL,
    size_um real[] NOT NULL,
    class_code integer[] NOT NULL,
    classes jsonb NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (lot_id, inspection_id, wafer_id)
  )`,
];

const TABLES_TO_DROP =
  'defect_inspection, etest_wafer, etest_run, metrology_wafer, metrology_run, process_run_wafer, process_run, ' +
  'wafer, lot_hold, lot_genealogy, lot_event, lot, maintenance, step, tool, bin_slot, program_bin, product_target, product_version, product';

/**
 * Lots, wafers, their history and what was done to and measured on them before sort.
 * `lot_id` (the start lot, for life) leads every key of a lot table, so that the tables can be distributed by it later.
 */
export class Fab1767100000000 implements MigrationInterface {
  readonly name = 'Fab1767100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...REFERENCE, ...LOTS, ...RUNS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${TABLES_TO_DROP}`);
  }
}
