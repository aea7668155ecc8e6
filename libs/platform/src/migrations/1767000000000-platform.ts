import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the other migrations stand on: numbers in the order of commit. */
export class Platform1767000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The lock lasts until the caller's transaction ends, so a number is visible before the next one is given.
    await runner.query(`
      CREATE FUNCTION next_in_commit_order(sequence_name text, how_many integer) RETURNS bigint
      LANGUAGE plpgsql VOLATILE AS $$
      DECLARE first_number bigint;
      BEGIN
        IF how_many < 1 THEN RAISE EXCEPTION 'how_many must be positive' USING ERRCODE = '22023'; END IF;
        PERFORM pg_advisory_xact_lock(hashtextextended(sequence_name, 0));
        first_number := nextval(sequence_name::regclass);
        IF how_many > 1 THEN PERFORM setval(sequence_name::regclass, first_number + how_many - 1); END IF;
        RETURN first_number;
      END $$`);
    await runner.query('CREATE SEQUENCE fact_seq');
    await runner.query('CREATE SEQUENCE outbox_seq');
    await runner.query('CREATE SEQUENCE raw_log_seq');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SEQUENCE raw_log_seq');
    await runner.query('DROP SEQUENCE outbox_seq');
    await runner.query('DROP SEQUENCE fact_seq');
    await runner.query('DROP FUNCTION next_in_commit_order(text, integer)');
  }
}
