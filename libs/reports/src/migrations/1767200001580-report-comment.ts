import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people say about a report that went out. Local to the coordinator. */
export class ReportComment1767200001580 implements MigrationInterface {
  readonly name = 'ReportComment1767200001580';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE report_comment (
        comment_id uuid PRIMARY KEY,
        issue_id uuid NOT NULL REFERENCES report_issue,
        body text NOT NULL CHECK (length(body) BETWEEN 1 AND 4000),
        author_id uuid NOT NULL,
        author_name text NOT NULL,
        written_at timestamptz NOT NULL,
        deleted_at timestamptz
      )`);
    await runner.query('CREATE INDEX report_comment_of ON report_comment (issue_id, written_at, comment_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE report_comment');
  }
}
