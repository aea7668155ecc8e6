import { pgArray, type UnitOfWork } from '@fabwright/platform';

/** Where the dies of a wafer lie, by row from the bottom, in a row from the left. */
export interface DieLayout {
  readonly x: Int16Array;
  readonly y: Int16Array;
}

interface LayoutRow {
  readonly layoutId: string;
  readonly x: Buffer;
  readonly y: Buffer;
}

const LAYOUTS = `
  SELECT layout_id AS "layoutId", array_send(x) AS x, array_send(y) AS y FROM die_layout WHERE layout_id = ANY($1)`;

/**
 * Rows of wafer maps with where their dies lie. Wafers whose dies lie alike share the two columns, so that what reads
 * many of them looks a position up once. A layout never changes: it need not be read in the moment of the rows.
 */
export async function withLayouts<Row extends { readonly layoutId: string }>(
  uow: UnitOfWork,
  rows: readonly Row[],
): Promise<(Row & DieLayout)[]> {
  if (rows.length === 0) return [];
  const found = await uow.query<LayoutRow>(LAYOUTS, [[...new Set(rows.map(({ layoutId }) => layoutId))]]);
  const layouts = new Map(
    found.map(({ layoutId, x, y }) => [layoutId, { x: pgArray.toInt16(x), y: pgArray.toInt16(y) }]),
  );
  return rows.map((row) => {
    const layout = layouts.get(row.layoutId);
    if (!layout) throw new Error(`The layout ${row.layoutId} of a wafer map is not there.`);
    return { ...row, ...layout };
  });
}
