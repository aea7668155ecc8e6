import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events as they came by HTTP, and how far each consumer has come. */
export class Messaging1767000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE raw_log (
        offset_no bigint PRIMARY KEY,
        received_at timestamptz NOT NULL,
        token_id uuid,
        source text NOT NULL,
        event_id text NOT NULL,
        body bytea NOT NULL
      )`);
    // Read once and pruned: compressing it would cost more than it saves.
    await runner.query('ALTER TABLE raw_log ALTER COLUMN body SET STORAGE EXTERNAL');
    await runner.query('CREATE INDEX raw_log_received_at ON raw_log (received_at)');
    await runner.query(`
      CREATE TABLE consumer_position (
        consumer text NOT NULL,
        source text NOT NULL,
        topic text NOT NULL,
        partition integer NOT NULL,
        next_offset bigint NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (consumer, source, topic, partition)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE consumer_position');
    await runner.query('DROP TABLE raw_log');
  }
}
