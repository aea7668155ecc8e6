import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE excursion (
    excursion_id text COLLATE "C" PRIMARY KEY,
    detection_id text NOT NULL,
    product_id text COLLATE "C" NOT NULL REFERENCES product,
    insertion text COLLATE "C",
    kind text NOT NULL CHECK (kind IN ('yield', 'bin', 'test', 'signature', 'sensor', 'defect')),
    severity text NOT NULL CHECK (severity IN ('minor', 'major', 'critical')),
    area text,
    state text NOT NULL
      CHECK (state IN ('open', 'contained', 'cause-found', 'closed', 'dismissed', 'withdrawn')),
    subject jsonb NOT NULL,
    reasons jsonb NOT NULL,
    places text[] NOT NULL,
    first_lot_at timestamptz NOT NULL,
    last_lot_at timestamptz NOT NULL,
    opened_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    from_history boolean NOT NULL,
    ended boolean NOT NULL,
    touched boolean NOT NULL DEFAULT false,
    lot_count integer NOT NULL,
    wafer_count integer NOT NULL,
    loss_pp double precision,
    lost_dies integer NOT NULL,
    owner_id uuid,
    owner_name text,
    acknowledged_at timestamptz,
    acknowledged_by text,
    suspect jsonb,
    cause jsonb,
    settled_at timestamptz,
    settled_fab_at timestamptz,
    settled_reason text,
    version integer NOT NULL DEFAULT 1,
    seq bigint NOT NULL
  )`,
  `CREATE INDEX excursion_opened ON excursion (opened_at DESC, excursion_id)`,
  `CREATE INDEX excursion_series ON excursion (product_id, insertion)`,
  `CREATE TABLE excursion_lot (
    lot_id text COLLATE "C" NOT NULL,
    excursion_id text COLLATE "C" NOT NULL,
    wafer_ids text[] NOT NULL,
    loss_pp double precision,
    alarms jsonb NOT NULL,
    tested_at timestamptz NOT NULL,
    PRIMARY KEY (lot_id, excursion_id)
  )`,
  `CREATE INDEX excursion_lot_excursion ON excursion_lot (excursion_id, tested_at)`,
  `CREATE TABLE excursion_entry (
    excursion_id text COLLATE "C" NOT NULL REFERENCES excursion,
    entry_no integer NOT NULL,
    act text NOT NULL,
    actor_kind text NOT NULL CHECK (actor_kind IN ('person', 'token', 'system')),
    actor_id text,
    actor_name text NOT NULL,
    before jsonb,
    after jsonb,
    reason text,
    at timestamptz NOT NULL,
    fab_at timestamptz NOT NULL,
    PRIMARY KEY (excursion_id, entry_no)
  )`,
  `CREATE TABLE excursion_action (
    excursion_id text COLLATE "C" NOT NULL REFERENCES excursion,
    action_id uuid NOT NULL,
    what text NOT NULL,
    assignee_id uuid,
    assignee_name text NOT NULL,
    due_at timestamptz,
    added_by text NOT NULL,
    added_at timestamptz NOT NULL,
    done_at timestamptz,
    done_by text,
    done_comment text,
    PRIMARY KEY (excursion_id, action_id)
  )`,
  // Remembers what was asked of the MES: a lot is asked for once an excursion, however often somebody clicks.
  `CREATE TABLE excursion_hold_request (
    lot_id text COLLATE "C" NOT NULL,
    excursion_id text COLLATE "C" NOT NULL,
    request_id text NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamptz NOT NULL,
    PRIMARY KEY (lot_id, excursion_id)
  )`,
  `CREATE INDEX excursion_hold_request_excursion ON excursion_hold_request (excursion_id)`,
  // Up to which sequence number of facts the detectors have seen everything.
  `CREATE TABLE detection_progress (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    fact_seq bigint NOT NULL,
    settings_hash text NOT NULL,
    ran_at timestamptz NOT NULL
  )`,
];

/**
 * Losses of yield as cases with a life. `excursion` and its history are local to the coordinator; what belongs to a
 * lot is led by `lot_id`, without foreign keys between the two groups, so that the tables can be distributed.
 */
export class Excursion1767200000300 implements MigrationInterface {
  readonly name = 'Excursion1767200000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SEQUENCE excursion_seq');
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE detection_progress, excursion_hold_request, excursion_action, excursion_entry,
      excursion_lot, excursion`);
    await runner.query('DROP SEQUENCE excursion_seq');
  }
}
