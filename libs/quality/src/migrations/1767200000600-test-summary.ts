import type { MigrationInterface, QueryRunner } from 'typeorm';

const QUANTITIES = ['mean', 'sd', 'min', 'p05', 'p25', 'median', 'p75', 'p95', 'max'] as const;

/**
 * What each test measured on a wafer, in a row a wafer: parallel arrays, a place a test, in the order of
 * `test_numbers`. Trends, relations and comparisons of a test read these and not a thousand times as many dies.
 */
export class TestSummary1767200000600 implements MigrationInterface {
  readonly name = 'TestSummary1767200000600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE wafer_test_summary (
      lot_id text COLLATE "C" NOT NULL,
      wafer_id text COLLATE "C" NOT NULL,
      insertion text COLLATE "C" NOT NULL,
      dies integer NOT NULL,
      test_numbers bigint[] NOT NULL,
      executed integer[] NOT NULL,
      below integer[] NOT NULL,
      above integer[] NOT NULL,
      ${QUANTITIES.map((quantity) => `${quantity} real[] NOT NULL`).join(', ')},
      seq bigint NOT NULL,
      PRIMARY KEY (lot_id, wafer_id, insertion)
    )`);
    await runner.query(`CREATE TABLE test_summary_progress (
      only_row boolean PRIMARY KEY CHECK (only_row),
      seq bigint NOT NULL,
      after_lot text COLLATE "C" NOT NULL,
      after_wafer text COLLATE "C" NOT NULL,
      after_insertion text COLLATE "C" NOT NULL
    )`);
    // The order in which wafers are summarised: that of the commits that changed them.
    await runner.query(`CREATE INDEX wafer_yield_changed ON wafer_yield (seq, lot_id, wafer_id, insertion)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX wafer_yield_changed');
    await runner.query('DROP TABLE test_summary_progress, wafer_test_summary');
  }
}
