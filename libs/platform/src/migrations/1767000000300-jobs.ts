import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jobs as people see them; the queue itself is pg-boss's, in a schema of its own. */
export class Jobs1767000000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE job (
        job_id uuid PRIMARY KEY,
        kind text NOT NULL,
        state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
        progress double precision NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1),
        step text,
        input jsonb NOT NULL,
        input_hash text NOT NULL,
        asked_by_kind text NOT NULL CHECK (asked_by_kind IN ('person', 'token', 'system')),
        asked_by_id text,
        asked_by_name text NOT NULL,
        correlation_id text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        result jsonb,
        error jsonb,
        requested_at timestamptz NOT NULL,
        started_at timestamptz,
        finished_at timestamptz
      )`);
    // The same work that is queued or under way is not queued again.
    await runner.query(`
      CREATE UNIQUE INDEX job_once ON job (kind, input_hash, coalesce(asked_by_id, ''))
      WHERE state IN ('queued', 'running')`);
    await runner.query('CREATE INDEX job_requested ON job (requested_at DESC, job_id)');
    await runner.query('CREATE INDEX job_asked_by ON job (asked_by_id, requested_at DESC)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE job');
  }
}
