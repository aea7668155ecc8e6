import type { UnitOfWork } from '@fabwright/platform';

/** As much of node-pg's client as is needed to run a statement by its name. */
interface StatementClient {
  query(statement: { name: string; text: string; values: readonly unknown[] }): Promise<{ rows: unknown[] }>;
}

/**
 * Runs a statement that the server has parsed once for the connection. For the few statements that run for every
 * wafer: their text has a placeholder for each column of each row, and parsing it costs more than running it.
 * Needs a unit of work.
 */
export async function runPrepared(
  uow: UnitOfWork,
  statement: { name: string; text: string },
  values: readonly unknown[],
): Promise<void> {
  const runner = uow.manager.queryRunner;
  if (!runner) throw new Error(`${statement.name}: needs a unit of work.`);
  const client = (await runner.connect()) as StatementClient;
  await client.query({ ...statement, values });
}
