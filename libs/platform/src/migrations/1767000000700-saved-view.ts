import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Addresses that people keep under a name, share with a role, or start with. */
export class SavedView1767000000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE saved_view (
        view_id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
        address text NOT NULL CHECK (length(address) BETWEEN 1 AND 4000),
        shared_with text[] NOT NULL,
        saved_at timestamptz NOT NULL,
        UNIQUE (account_id, name)
      )`);
    await runner.query(`
      CREATE TABLE start_view (
        account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE,
        view_id uuid NOT NULL REFERENCES saved_view ON DELETE CASCADE
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE start_view');
    await runner.query('DROP TABLE saved_view');
  }
}
