import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, machines, what they may see, and what they did. */
export class Identity1767000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account (
        account_id uuid PRIMARY KEY,
        login text NOT NULL UNIQUE CHECK (login = lower(login)),
        name text NOT NULL,
        role text NOT NULL CHECK (role IN ('manager', 'yield-engineer', 'process-engineer', 'administrator')),
        password_hash text,
        product_scope text[],
        created_at timestamptz NOT NULL,
        password_changed_at timestamptz,
        disabled_at timestamptz
      )`);
    await runner.query(`
      CREATE TABLE session (
        session_hash bytea PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        address text,
        user_agent text
      )`);
    await runner.query('CREATE INDEX session_account ON session (account_id)');
    await runner.query('CREATE INDEX session_expiry ON session (expires_at)');
    await runner.query(`
      CREATE TABLE api_token (
        token_id uuid PRIMARY KEY,
        name text NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        scopes text[] NOT NULL,
        product_scope text[],
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz,
        expires_at timestamptz,
        revoked_at timestamptz
      )`);
    await runner.query(`
      CREATE TABLE invite (
        invite_hash bytea PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('invite', 'reset')),
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      )`);
    await runner.query('CREATE INDEX invite_account ON invite (account_id)');
    await runner.query(`
      CREATE TABLE audit_entry (
        audit_id uuid PRIMARY KEY,
        at timestamptz NOT NULL,
        actor_kind text NOT NULL CHECK (actor_kind IN ('person', 'token', 'system')),
        actor_id text,
        actor_name text NOT NULL,
        action text NOT NULL,
        subject text,
        detail jsonb NOT NULL,
        correlation_id text NOT NULL
      )`);
    await runner.query('CREATE INDEX audit_entry_at ON audit_entry (at DESC)');
    await runner.query(`
      CREATE TABLE setting (
        key text PRIMARY KEY,
        value jsonb NOT NULL,
        updated_by text NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE fab_clock (
        only_row boolean PRIMARY KEY CHECK (only_row),
        newest_event_at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['fab_clock', 'setting', 'audit_entry', 'invite', 'api_token', 'session', 'account']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
