import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which batch of raw wafers a lot was started from, which mask a run used, and ways to find the runs of a tool. */
export class Materials1767100000200 implements MigrationInterface {
  readonly name = 'Materials1767100000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE lot ADD substrate_batch text COLLATE "C"');
    await runner.query('ALTER TABLE process_run ADD reticle text COLLATE "C"');
    await runner.query('CREATE INDEX process_run_tool ON process_run (tool_id, ended_at, lot_id, run_id)');
    await runner.query('CREATE INDEX process_run_seq ON process_run (seq)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX process_run_seq');
    await runner.query('DROP INDEX process_run_tool');
    await runner.query('ALTER TABLE process_run DROP reticle');
    await runner.query('ALTER TABLE lot DROP substrate_batch');
  }
}
