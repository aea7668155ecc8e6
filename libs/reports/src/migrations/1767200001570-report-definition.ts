import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE report_definition (
    definition_id uuid PRIMARY KEY,
    name text NOT NULL,
    kind text NOT NULL,
    product_id text NOT NULL,
    insertion text,
    lot_types text[],
    sections text[],
    language text NOT NULL CHECK (language IN ('own', 'en', 'zh-CN', 'both')),
    paper text NOT NULL CHECK (paper IN ('A4', 'LETTER')),
    shared_with text[] NOT NULL,
    owner_id uuid NOT NULL,
    owner_name text NOT NULL,
    deleted_at timestamptz,
    version integer NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamptz NOT NULL
  )`,
  `CREATE INDEX report_definition_owner ON report_definition (owner_id)`,
  // A schedule keeps what it sends; where that came from a definition, it follows it.
  `ALTER TABLE report_schedule ADD lot_types text[], ADD sections text[], ADD definition_id uuid`,
  `CREATE INDEX report_schedule_follows ON report_schedule (definition_id) WHERE definition_id IS NOT NULL`,
];

/** Reports as people have put them together. Local to the coordinator, no keys into lot tables. */
export class ReportDefinition1767200001570 implements MigrationInterface {
  readonly name = 'ReportDefinition1767200001570';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE report_schedule DROP lot_types, DROP sections, DROP definition_id');
    await runner.query('DROP TABLE report_definition');
  }
}
