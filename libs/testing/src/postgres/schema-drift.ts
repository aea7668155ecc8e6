import { createDataSource, type EntityClass } from '@fabwright/platform';

/**
 * What would have to change so that the database fits the entities: the SQL, empty when they agree.
 * Tables without an entity are not looked at.
 */
export async function schemaDrift(url: string, entities: readonly EntityClass[]): Promise<string[]> {
  const source = await createDataSource({ url, entities, migrations: [] }).initialize();
  try {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query);
  } finally {
    await source.destroy();
  }
}
