import type { UnitOfWork } from '@fabwright/platform';

/** A table as its writer sees it: the type of each column, and what to do with a row that is there already. */
export interface RowTarget {
  readonly table: string;
  /** Column name → SQL type, in the order of the statement. */
  readonly columns: Readonly<Record<string, string>>;
  /** Such as `ON CONFLICT DO NOTHING`. */
  readonly conflict: string;
}

export type Row = Readonly<Record<string, unknown>>;

const statements = new WeakMap<RowTarget, string>();

/**
 * Writes any number of rows in one statement. They travel as one JSON parameter, so the statement's text stays the
 * same for one row and for a thousand. Inside the open unit of work where there is one.
 */
export async function insertRows(uow: UnitOfWork, target: RowTarget, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  let sql = statements.get(target);
  if (sql === undefined) statements.set(target, (sql = statementOf(target)));
  await uow.query(sql, [JSON.stringify(rows)]);
}

function statementOf({ table, columns, conflict }: RowTarget): string {
  const names = Object.keys(columns).map((name) => `"${name}"`);
  return `INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.join(', ')} FROM ${recordSet(columns)} ${conflict}`;
}

/** `jsonb_to_recordset` of the first parameter, as table `r` with the given columns. */
export function recordSet(columns: Readonly<Record<string, string>>): string {
  const typed = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`);
  return `jsonb_to_recordset($1::jsonb) AS r(${typed.join(', ')})`;
}
