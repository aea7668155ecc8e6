import type { MigrationInterface, QueryRunner } from 'typeorm';
import { packRuns } from '../process-run/run-places.sql.ts';
import { packSlots } from '../register/lot-slots.sql.ts';

/**
 * Where the wafers of a lot went at a step, and their slots, side by side: lists in a row a run and a row a lot. Years of
 * lots split by chamber, recipe or slot read thousands of rows of these instead of a hundred thousand.
 */
export class Places1767100000300 implements MigrationInterface {
  readonly name = 'Places1767100000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE run_places (
      lot_id text COLLATE "C" NOT NULL,
      step_id text COLLATE "C" NOT NULL,
      run_id text NOT NULL,
      tool_id text COLLATE "C" NOT NULL,
      recipe_version text NOT NULL,
      ended_at timestamptz NOT NULL,
      wafer_ids text NOT NULL,
      chambers json NOT NULL,
      own_ends json,
      PRIMARY KEY (lot_id, step_id, run_id)
    ) WITH (toast_tuple_target = 8160)`);
    await runner.query(`CREATE TABLE lot_slots (
      lot_id text COLLATE "C" NOT NULL PRIMARY KEY,
      wafer_ids text NOT NULL,
      slots text NOT NULL
    ) WITH (toast_tuple_target = 8160)`);
    await runner.query(packRuns('true'));
    await runner.query(packSlots('true'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE lot_slots, run_places');
  }
}
