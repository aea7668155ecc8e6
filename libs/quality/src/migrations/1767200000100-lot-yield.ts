import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refreshLotYields, SUMMED_COLUMNS } from '../yield/lot-yield.sql.ts';

/** Sums of lots: months of trend and lists without adding up thousands of wafers each time. */
export class LotYield1767200000100 implements MigrationInterface {
  readonly name = 'LotYield1767200000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE lot_yield (
      lot_id text COLLATE "C" NOT NULL,
      insertion text COLLATE "C" NOT NULL,
      product_id text COLLATE "C" NOT NULL,
      lot_type text NOT NULL,
      wafers integer NOT NULL,
      excluded_wafers integer NOT NULL,
      ${SUMMED_COLUMNS.map((column) => `${column} integer NOT NULL`).join(', ')},
      complete boolean NOT NULL,
      tested_at timestamptz,
      seq bigint NOT NULL,
      wafer_final double precision[] NOT NULL,
      wafer_first double precision[] NOT NULL,
      wafer_record double precision[] NOT NULL,
      soft_bins integer[] NOT NULL,
      soft_dies integer[] NOT NULL,
      PRIMARY KEY (lot_id, insertion)
    )`);
    await runner.query('CREATE INDEX lot_yield_period ON lot_yield (insertion, product_id, tested_at)');
    await runner.query(refreshLotYields('true'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE lot_yield');
  }
}
