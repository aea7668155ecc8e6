import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE report_schedule (
    schedule_id uuid PRIMARY KEY,
    name text NOT NULL,
    kind text NOT NULL,
    product_id text NOT NULL,
    insertion text,
    language text NOT NULL CHECK (language IN ('own', 'en', 'zh-CN', 'both')),
    paper text NOT NULL CHECK (paper IN ('A4', 'LETTER')),
    cron text NOT NULL,
    time_zone text NOT NULL,
    working_days integer[] NOT NULL,
    holidays text[] NOT NULL,
    off_day text NOT NULL CHECK (off_day IN ('run', 'skip', 'shift')),
    file_way text NOT NULL CHECK (file_way IN ('attachment', 'link')),
    recipients jsonb NOT NULL,
    owner_id uuid NOT NULL,
    owner_name text NOT NULL,
    subscription boolean NOT NULL,
    next_fire_at timestamptz,
    paused_at timestamptz,
    deleted_at timestamptz,
    version integer NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamptz NOT NULL
  )`,
  `CREATE INDEX report_schedule_due ON report_schedule (next_fire_at) WHERE paused_at IS NULL AND deleted_at IS NULL`,
  // One click twice makes one subscription.
  `CREATE UNIQUE INDEX report_subscription
    ON report_schedule (owner_id, kind, product_id, coalesce(insertion, '')) WHERE subscription AND deleted_at IS NULL`,
  // One report of a period. "number" 1 goes out by itself, once; more are sent again by hand; 0 is a sample for one person.
  `CREATE TABLE report_issue (
    issue_id uuid PRIMARY KEY,
    schedule_id uuid NOT NULL REFERENCES report_schedule,
    period text NOT NULL,
    number integer NOT NULL CHECK (number >= 0),
    cause text NOT NULL CHECK (cause IN ('schedule', 'now', 'backfill', 'sample')),
    fire_at timestamptz NOT NULL,
    late boolean NOT NULL,
    state text NOT NULL CHECK (state IN ('due', 'making', 'done', 'failed')),
    problem text,
    sample_for uuid,
    asked_by text,
    created_at timestamptz NOT NULL,
    finished_at timestamptz
  )`,
  `CREATE UNIQUE INDEX report_issue_once ON report_issue (schedule_id, period, number) WHERE number > 0`,
  `CREATE INDEX report_issue_open ON report_issue (created_at) WHERE state IN ('due', 'making')`,
  `CREATE INDEX report_issue_of ON report_issue (schedule_id, created_at DESC, issue_id DESC)`,
  // A file a language: everybody who reads it gets the same.
  `CREATE TABLE report_issue_file (
    issue_id uuid NOT NULL REFERENCES report_issue,
    language text NOT NULL CHECK (language IN ('en', 'zh-CN')),
    job_id uuid NOT NULL,
    file jsonb,
    problem text,
    PRIMARY KEY (issue_id, language)
  )`,
  `CREATE INDEX report_issue_blob ON report_issue_file ((file->>'blob'))`,
  // Who was to get it, and the message that went, or why none did.
  `CREATE TABLE report_issue_recipient (
    recipient_id uuid PRIMARY KEY,
    issue_id uuid NOT NULL REFERENCES report_issue,
    recipient_key text NOT NULL,
    channel text NOT NULL CHECK (channel IN ('mail', 'webhook', 'folder')),
    name text NOT NULL,
    language text NOT NULL CHECK (language IN ('en', 'zh-CN')),
    problem text,
    delivery_id uuid,
    UNIQUE (issue_id, recipient_key)
  )`,
  `CREATE TABLE report_unsubscription (
    schedule_id uuid NOT NULL REFERENCES report_schedule,
    recipient_key text NOT NULL,
    unsubscribed_at timestamptz NOT NULL,
    PRIMARY KEY (schedule_id, recipient_key)
  )`,
  // Signs the links by which people unsubscribe without signing in; made by whichever process needs it first.
  `CREATE TABLE report_link_key (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    secret bytea NOT NULL
  )`,
];

/** Reports that go out by themselves, and what became of each. Local to the coordinator, no keys into lot tables. */
export class ReportSchedule1767200001560 implements MigrationInterface {
  readonly name = 'ReportSchedule1767200001560';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE report_link_key, report_unsubscription, report_issue_recipient, report_issue_file, report_issue,
        report_schedule`,
    );
  }
}
