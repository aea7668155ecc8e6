import type { MigrationInterface, QueryRunner } from 'typeorm';

const COUNTS = ['gross', 'records_judged', 'good_record', 'good_first', 'good_final', 'recovered'];
const NAMES = ['wafer_ids', 'testers', 'probe_cards', 'programs'];

/**
 * The wafers of a lot side by side: parallel arrays in a row a lot, in the order of their ids. A trend over years that
 * is split by where wafers were reads thousands of rows of these instead of a hundred thousand. A later migration makes
 * and fills the table anew.
 */
export class LotWafers1767200000900 implements MigrationInterface {
  readonly name = 'LotWafers1767200000900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE lot_wafers (
      lot_id text COLLATE "C" NOT NULL,
      insertion text COLLATE "C" NOT NULL,
      ${NAMES.map((column) => `${column} text[] NOT NULL`).join(', ')},
      ${COUNTS.map((column) => `${column} integer[] NOT NULL`).join(', ')},
      PRIMARY KEY (lot_id, insertion)
    ) WITH (toast_tuple_target = 8160)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE lot_wafers');
  }
}
