import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why nothing is named that the lots of an excursion share; the worker asks all of them once after it has started. */
export class ExcursionUndecided1767200001500 implements MigrationInterface {
  readonly name = 'ExcursionUndecided1767200001500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE excursion ADD COLUMN undecided text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE excursion DROP COLUMN undecided');
  }
}
