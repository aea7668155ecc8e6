import type { DataSource } from 'typeorm';

/** Checks and indexes live in the migrations alone; TypeORM would remove what no entity names. */
const ONLY_IN_SQL = /^(ALTER TABLE \S+ DROP CONSTRAINT|DROP INDEX) /;

/**
 * The statements that would make the schema what the entities say: none when migrations and entities agree.
 * Tables without an entity are not looked at; their SQL is their only definition.
 */
export async function schemaDrift(dataSource: DataSource): Promise<string[]> {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query).filter((query) => !ONLY_IN_SQL.test(query));
}

/** Tables, columns, indexes and constraints as lines, sorted: two schemas are the same when these are. */
export async function describeSchema(dataSource: DataSource): Promise<string[]> {
  const rows: { line: string }[] = await dataSource.query(`
    SELECT format('column %s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) AS line
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT format('index %s', indexdef) FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT format('function %s', oid::regprocedure) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT format('type %s', typname) FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'
  `);
  return rows.map(({ line }) => line).toSorted();
}
