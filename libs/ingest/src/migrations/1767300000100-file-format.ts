import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files are recognised by their content when they are read; until then their format is unknown. */
export class FileFormat1767300000100 implements MigrationInterface {
  readonly name = 'FileFormat1767300000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE file_import
        DROP CONSTRAINT file_import_format_check,
        ADD CONSTRAINT file_import_format_check CHECK (format IN ('unknown', 'stdf', 'klarf', 'e142', 'g85'))`);
  }

  /** What the table knew before was wafer-sort files only; the others go, with what they say of themselves. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM file_import WHERE format NOT IN ('stdf', 'unknown')`);
    await runner.query(`
      ALTER TABLE file_import DROP CONSTRAINT file_import_format_check`);
    await runner.query(`UPDATE file_import SET format = 'stdf'`);
    await runner.query(`
      ALTER TABLE file_import ADD CONSTRAINT file_import_format_check CHECK (format IN ('stdf'))`);
  }
}
