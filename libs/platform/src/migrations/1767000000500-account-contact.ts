import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where mails to a person go, and in which language. */
export class AccountContact1767000000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account ADD COLUMN email text');
    await runner.query(`ALTER TABLE account ADD COLUMN language text
      CONSTRAINT account_language_check CHECK (language IN ('en', 'zh-CN'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account DROP COLUMN language, DROP COLUMN email');
  }
}
