import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What ingest remembers. All of it is local (scale-out.md: no lot-scoped table, no foreign key into one).
 * Migrations are never edited once released.
 */
export class Ingest1767300000000 implements MigrationInterface {
  readonly name = 'Ingest1767300000000';

  async up(runner: QueryRunner): Promise<void> {
    await createEventTables(runner);
    await createQuarantine(runner);
    await createFileImport(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['consumer_state', 'source_stat', 'file_import', 'quarantine', 'outbox', 'inbox']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}

async function createEventTables(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE inbox (
      source text COLLATE "C" NOT NULL,
      event_id text COLLATE "C" NOT NULL,
      type text COLLATE "C" NOT NULL,
      received_at timestamptz NOT NULL,
      PRIMARY KEY (source, event_id)
    )`);
  await runner.query(`
    CREATE TABLE outbox (
      outbox_no bigint PRIMARY KEY,
      event_id text COLLATE "C" NOT NULL,
      type text COLLATE "C" NOT NULL,
      topic text COLLATE "C" NOT NULL,
      key text COLLATE "C" NOT NULL,
      envelope jsonb NOT NULL,
      created_at timestamptz NOT NULL,
      published_at timestamptz
    )`);
  await runner.query('CREATE INDEX outbox_unpublished ON outbox (outbox_no) WHERE published_at IS NULL');
  await runner.query(`
    CREATE TABLE source_stat (
      source text COLLATE "C" NOT NULL,
      type text COLLATE "C" NOT NULL,
      bucket timestamptz NOT NULL,
      events integer NOT NULL,
      late integer NOT NULL,
      delay_seconds double precision NOT NULL,
      last_event_time timestamptz NOT NULL,
      last_received_at timestamptz NOT NULL,
      PRIMARY KEY (source, type, bucket)
    )`);
  await runner.query('CREATE INDEX source_stat_bucket ON source_stat (bucket)');
  // The end of a Kafka partition is known to the worker only; the position lies beside the facts.
  await runner.query(`
    CREATE TABLE consumer_state (
      consumer text NOT NULL,
      source text NOT NULL,
      topic text NOT NULL,
      partition integer NOT NULL,
      end_offset bigint,
      trouble text,
      seen_at timestamptz NOT NULL,
      PRIMARY KEY (consumer, source, topic, partition)
    )`);
}

async function createQuarantine(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE quarantine (
      quarantine_id uuid PRIMARY KEY,
      source_kind text NOT NULL CHECK (source_kind IN ('kafka', 'http')),
      topic text COLLATE "C",
      partition integer,
      offset_no bigint,
      event_id text,
      event_type text,
      reason_code text NOT NULL,
      reason text NOT NULL,
      detail jsonb NOT NULL,
      raw bytea NOT NULL,
      received_at timestamptz NOT NULL,
      state text NOT NULL CHECK (state IN ('open', 'replayed', 'dismissed')),
      attempts integer NOT NULL,
      settled_at timestamptz,
      settled_by text,
      settled_reason text
    )`);
  await runner.query('CREATE INDEX quarantine_newest ON quarantine (received_at DESC, quarantine_id DESC)');
  await runner.query(`CREATE INDEX quarantine_open ON quarantine (event_type) WHERE state = 'open'`);
}

async function createFileImport(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE file_import (
      import_id uuid PRIMARY KEY,
      file_name text NOT NULL,
      byte_size bigint NOT NULL,
      content_sha256 text COLLATE "C" NOT NULL,
      origin text NOT NULL CHECK (origin IN ('upload', 'cli', 'drop')),
      format text NOT NULL CHECK (format IN ('stdf')),
      state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'duplicate')),
      progress double precision NOT NULL,
      requested_by text NOT NULL,
      requested_at timestamptz NOT NULL,
      product_scope text[],
      started_at timestamptz,
      finished_at timestamptz,
      attempts integer NOT NULL,
      duplicate_of uuid,
      product_id text COLLATE "C",
      summary jsonb,
      warnings jsonb NOT NULL,
      error jsonb,
      seq bigint
    )`);
  // A failed file may be sent again after a fix, and a duplicate points at the one that counts.
  await runner.query(`
    CREATE UNIQUE INDEX file_import_content ON file_import (content_sha256) WHERE state IN ('queued', 'running', 'done')`);
  await runner.query('CREATE INDEX file_import_newest ON file_import (requested_at DESC, import_id DESC)');
}
