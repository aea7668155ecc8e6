import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // The outbox of messages to people and machines. Local to the coordinator: no foreign key into lot tables.
  `CREATE TABLE delivery (
    delivery_id uuid PRIMARY KEY,
    dedupe_key text NOT NULL UNIQUE,
    channel text NOT NULL CHECK (channel IN ('mail', 'webhook')),
    recipient text NOT NULL,
    recipient_name text,
    topic text NOT NULL,
    about_id text,
    product_id text,
    subject text NOT NULL,
    body_text text NOT NULL,
    body_html text,
    payload jsonb,
    state text NOT NULL
      CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'cancelled', 'not-configured')),
    created_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    give_up_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    attempted_at timestamptz,
    claimed_until timestamptz,
    finished_at timestamptz,
    last_error text
  )`,
  `CREATE INDEX delivery_due ON delivery (due_at) WHERE state IN ('queued', 'sending')`,
  `CREATE INDEX delivery_created ON delivery (created_at DESC, delivery_id DESC)`,
  `CREATE INDEX delivery_about ON delivery (about_id) WHERE about_id IS NOT NULL`,
  `CREATE INDEX delivery_attempted ON delivery (attempted_at) WHERE channel = 'mail'`,
  // The secret signs what is sent, so a hash of it will not do.
  `CREATE TABLE webhook_target (
    target_id uuid PRIMARY KEY,
    name text NOT NULL,
    url text NOT NULL,
    secret text NOT NULL,
    product_scope text[],
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    disabled_at timestamptz
  )`,
];

/** Mails and webhooks that are to be sent, were sent, or could not be. */
export class Delivery1767000000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE webhook_target, delivery');
  }
}
