import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE notice_rule (
    rule_id uuid PRIMARY KEY,
    name text NOT NULL,
    enabled boolean NOT NULL,
    areas text[] NOT NULL,
    severities text[] NOT NULL,
    kinds text[] NOT NULL,
    product_ids text[] NOT NULL,
    shifts jsonb NOT NULL,
    recipients jsonb NOT NULL,
    language text NOT NULL CHECK (language IN ('en', 'zh-CN')),
    escalate_minutes integer CHECK (escalate_minutes > 0),
    escalate_times integer NOT NULL CHECK (escalate_times BETWEEN 1 AND 10),
    escalate_to jsonb NOT NULL,
    product_scope text[],
    version integer NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamptz NOT NULL
  )`,
  // Up to which severity (1 minor … 3 critical) a recipient was told of an excursion.
  `CREATE TABLE notice_recipient (
    excursion_id text COLLATE "C" NOT NULL,
    recipient text NOT NULL,
    severity integer NOT NULL,
    told_at timestamptz NOT NULL,
    PRIMARY KEY (excursion_id, recipient)
  )`,
  // Who is called next when nobody acknowledges; "step" counts those that were called already.
  `CREATE TABLE notice_escalation (
    excursion_id text COLLATE "C" NOT NULL,
    rule_id uuid NOT NULL,
    step integer NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'cancelled')),
    PRIMARY KEY (excursion_id, rule_id)
  )`,
  `CREATE INDEX notice_escalation_due ON notice_escalation (due_at) WHERE state = 'pending'`,
];

/** Who is called for excursions. Local to the coordinator, without foreign keys into lot tables. */
export class Notice1767200000800 implements MigrationInterface {
  readonly name = 'Notice1767200000800';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notice_escalation, notice_recipient, notice_rule');
  }
}
