import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files and headers of messages, and a folder as a third way out. */
export class DeliveryFile1767200001550 implements MigrationInterface {
  readonly name = 'DeliveryFile1767200001550';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE delivery ADD COLUMN files jsonb, ADD COLUMN headers jsonb');
    await runner.query('ALTER TABLE delivery DROP CONSTRAINT delivery_channel_check');
    await runner.query(
      `ALTER TABLE delivery ADD CONSTRAINT delivery_channel_check CHECK (channel IN ('mail', 'webhook', 'folder'))`,
    );
  }

  /** What was put into folders is forgotten: the older program knows no such channel. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM delivery WHERE channel = 'folder'`);
    await runner.query('ALTER TABLE delivery DROP CONSTRAINT delivery_channel_check');
    await runner.query(
      `ALTER TABLE delivery ADD CONSTRAINT delivery_channel_check CHECK (channel IN ('mail', 'webhook'))`,
    );
    await runner.query('ALTER TABLE delivery DROP COLUMN files, DROP COLUMN headers');
  }
}
