import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where the affected wafers of an excursion fail more than usual, for finding others that look alike. Follows from their
 * maps alone and is written by the detectors' worker whenever lots of the excursion have changed. Local to the
 * coordinator like `excursion`.
 */
export class ExcursionPattern1767200001000 implements MigrationInterface {
  readonly name = 'ExcursionPattern1767200001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE excursion_pattern (
        excursion_id text COLLATE "C" PRIMARY KEY REFERENCES excursion,
        version integer NOT NULL,
        rings smallint NOT NULL,
        sectors smallint NOT NULL,
        cells real[] NOT NULL,
        strength real NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE excursion_pattern');
  }
}
