import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Statistical yield and bin limits that people approved. Nothing is changed or deleted: a later row takes over. */
export class StatisticalLimits1767200000700 implements MigrationInterface {
  readonly name = 'StatisticalLimits1767200000700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE statistical_limit (
      limit_id uuid PRIMARY KEY,
      product_id text COLLATE "C" NOT NULL REFERENCES product,
      insertion text COLLATE "C" NOT NULL,
      program text NOT NULL,
      bin integer,
      centre double precision NOT NULL,
      limit1 double precision NOT NULL,
      limit2 double precision NOT NULL,
      lots integer NOT NULL CHECK (lots >= 25),
      learnt_from timestamptz NOT NULL,
      learnt_to timestamptz NOT NULL,
      effective_from timestamptz NOT NULL,
      reason text NOT NULL,
      approved_by text NOT NULL,
      approved_at timestamptz NOT NULL
    )`);
    await runner.query(
      `CREATE INDEX statistical_limit_chart ON statistical_limit (product_id, insertion, program, effective_from)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE statistical_limit');
  }
}
