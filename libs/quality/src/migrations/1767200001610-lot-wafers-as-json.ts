import type { MigrationInterface, QueryRunner } from 'typeorm';
import { LOT_WAFERS_COLUMNS, refreshLotWafers } from '../yield/lot-wafers.sql.ts';
import { LotWafers1767200000900 } from './1767200000900-lot-wafers.ts';

/** `lot_wafers` as it is read: JSON lists instead of arrays, of what all wafers have in common one. Filled from the yields. */
export class LotWafersAsJson1767200001610 implements MigrationInterface {
  readonly name = 'LotWafersAsJson1767200001610';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE lot_wafers');
    await runner.query(`CREATE TABLE lot_wafers (
      lot_id text COLLATE "C" NOT NULL,
      insertion text COLLATE "C" NOT NULL,
      ${LOT_WAFERS_COLUMNS},
      PRIMARY KEY (lot_id, insertion)
    ) WITH (toast_tuple_target = 8160)`);
    await runner.query(refreshLotWafers('true'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE lot_wafers');
    await new LotWafers1767200000900().up(runner);
  }
}
