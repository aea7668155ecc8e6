import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What engineers write beside the data: notes on the time axis and limits that they froze. */
export class Explore1767200000200 implements MigrationInterface {
  readonly name = 'Explore1767200000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE engineer_note (
      note_id uuid PRIMARY KEY,
      product_id text COLLATE "C" REFERENCES product,
      tool_id text COLLATE "C" REFERENCES tool,
      at timestamptz NOT NULL,
      text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
      written_by text NOT NULL,
      written_by_id text,
      written_at timestamptz NOT NULL,
      withdrawn_at timestamptz,
      withdrawn_by text,
      CHECK (product_id IS NOT NULL OR tool_id IS NOT NULL)
    )`);
    await runner.query(
      `CREATE INDEX engineer_note_product ON engineer_note (product_id, at) WHERE withdrawn_at IS NULL`,
    );
    await runner.query(`CREATE TABLE frozen_limits (
      chart_key text COLLATE "C" NOT NULL,
      valid_from timestamptz NOT NULL,
      product_id text COLLATE "C" NOT NULL REFERENCES product,
      limits jsonb NOT NULL,
      reason text NOT NULL,
      frozen_by text NOT NULL,
      frozen_at timestamptz NOT NULL,
      PRIMARY KEY (chart_key, valid_from)
    )`);
    // Which tool, chamber and recipe a step's wafers met is asked for by step, over many lots.
    await runner.query(`CREATE INDEX process_run_step ON process_run (step_id, lot_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX process_run_step');
    await runner.query('DROP TABLE frozen_limits, engineer_note');
  }
}
