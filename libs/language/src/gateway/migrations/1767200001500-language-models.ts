import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE language_model (
    model_id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE,
    driver text NOT NULL CHECK (driver IN ('embedded', 'http')),
    base_url text,
    server_model text,
    file text,
    adapter_file text,
    file_bytes bigint,
    licence text NOT NULL,
    source text NOT NULL,
    grade text NOT NULL CHECK (grade IN ('auto', 'G1', 'G2')),
    trained_kinds text[],
    -- Raised by each change of how the model is run: a process that runs an older one lets go of it.
    version integer NOT NULL,
    -- What the model said of itself when it was last asked.
    hash text,
    capabilities jsonb,
    state text NOT NULL DEFAULT 'unknown' CHECK (state IN ('unknown', 'starting', 'ready', 'failed')),
    state_code text,
    state_reason text,
    state_at timestamptz,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CHECK ((driver = 'http') = (base_url IS NOT NULL AND server_model IS NOT NULL)),
    CHECK ((driver = 'embedded') = (file IS NOT NULL))
  )`,
  // Apart, so that no list of models brings it along by accident. It is sent to the server, so a hash will not do.
  `CREATE TABLE language_model_key (
    model_id uuid PRIMARY KEY REFERENCES language_model ON DELETE CASCADE,
    api_key text NOT NULL
  )`,
  `CREATE TABLE language_task (
    task text PRIMARY KEY CHECK (task IN ('narration')),
    model_id uuid NOT NULL REFERENCES language_model,
    changed_by text NOT NULL,
    changed_at timestamptz NOT NULL
  )`,
  // One row a call, written before the model is asked. It outlives its model, so there is no foreign key.
  `CREATE TABLE language_call (
    call_id uuid PRIMARY KEY,
    begun_at timestamptz NOT NULL,
    finished_at timestamptz,
    deadline_at timestamptz NOT NULL,
    actor_kind text NOT NULL,
    actor_id text,
    actor_name text NOT NULL,
    task text NOT NULL,
    is_trial boolean NOT NULL,
    subject text NOT NULL,
    attempt integer NOT NULL,
    prompt_version text NOT NULL,
    model_id uuid NOT NULL,
    model_name text NOT NULL,
    model_hash text,
    adapter_file text,
    driver text NOT NULL,
    parameters jsonb NOT NULL,
    input_hash text NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'asked', 'answered', 'failed')),
    failure_code text,
    failure_reason text,
    output text,
    form_held boolean,
    finish text,
    prompt_tokens integer,
    answer_tokens integer,
    queued_ms integer,
    answer_ms integer,
    verdict text CHECK (verdict IN ('passed', 'refused')),
    refusals jsonb,
    correlation_id text NOT NULL
  )`,
  `CREATE INDEX language_call_model ON language_call (model_id, call_id DESC)`,
  `CREATE INDEX language_call_open ON language_call (model_id) WHERE state IN ('waiting', 'asked')`,
  `CREATE INDEX language_call_begun ON language_call (begun_at)`,
];

/** Language models on the premises, which of them answers which task, and every call of one. */
export class LanguageModels1767200001500 implements MigrationInterface {
  readonly name = 'LanguageModels1767200001500';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE language_call, language_task, language_model_key, language_model');
  }
}
