import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a job found to do, so that the same work is not done twice. */
export class JobWork1767000000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE job ADD COLUMN work_hash text');
    await runner.query(`CREATE INDEX job_work ON job (kind, work_hash, finished_at) WHERE state = 'done'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX job_work');
    await runner.query('ALTER TABLE job DROP COLUMN work_hash');
  }
}
