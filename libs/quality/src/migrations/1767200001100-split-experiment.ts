import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists of split experiments that people keep. A local table beside accounts: its lots and wafers are what somebody
 * wrote, not facts, and may name what has not been tested yet.
 */
export class SplitExperiment1767200001100 implements MigrationInterface {
  readonly name = 'SplitExperiment1767200001100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE split_experiment (
      experiment_id text COLLATE "C" PRIMARY KEY,
      account_id uuid NOT NULL REFERENCES account,
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
      control text NOT NULL,
      lots text[] NOT NULL CHECK (cardinality(lots) BETWEEN 1 AND 5000),
      wafers text[] NOT NULL,
      legs text[] NOT NULL,
      shared_with text[] NOT NULL,
      kept_at timestamptz NOT NULL,
      UNIQUE (account_id, name),
      CHECK (cardinality(wafers) = cardinality(lots) AND cardinality(legs) = cardinality(lots))
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE split_experiment');
  }
}
