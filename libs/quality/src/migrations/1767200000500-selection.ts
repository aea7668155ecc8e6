import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Selections of lots and wafers that are too long for a link, and what trends over years are read from: where wafers
 * were, without the sensor values beside it, and which wafers don't count.
 */
export class Selection1767200000500 implements MigrationInterface {
  readonly name = 'Selection1767200000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE kept_selection (
      selection_id text COLLATE "C" PRIMARY KEY,
      items text[] NOT NULL CHECK (cardinality(items) > 0),
      kept_by text NOT NULL,
      kept_at timestamptz NOT NULL
    )`);
    await runner.query(
      `CREATE INDEX process_run_wafer_place ON process_run_wafer (lot_id, run_id) INCLUDE (wafer_id, chamber, ended_at)`,
    );
    await runner.query('CREATE INDEX wafer_yield_excluded ON wafer_yield (lot_id) WHERE excluded');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX wafer_yield_excluded, process_run_wafer_place');
    await runner.query('DROP TABLE kept_selection');
  }
}
