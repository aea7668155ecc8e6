/**
 * The lazy half of the export: whoever imports this file pulls in the Parquet writer, so only a dynamic import may.
 */
import type { ChartTable, TableCell } from '@fabwright/charts';
import { parquetWriteBuffer, type ColumnSource } from 'hyparquet-writer';

/** What a file says of itself, under these keys of its footer. */
export interface ParquetNotes {
  readonly title: string;
  /** Filters, as-of, and the link to the view: one a line. */
  readonly notes: readonly string[];
}

type Column = Required<Pick<ColumnSource, 'name' | 'data' | 'type' | 'nullable'>>;

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/**
 * Exactly the drawn values as a Parquet file: numbers as DOUBLE, moments as TIMESTAMP (ms, UTC), all else as STRING;
 * cells without a value are null. Title and notes are key-value metadata (`title`, `notes`).
 */
export function toParquet(table: ChartTable, { title, notes }: ParquetNotes): ArrayBuffer {
  const names = uniqueNames(table.columns.map(({ label }) => label));
  return parquetWriteBuffer({
    columnData: table.columns.map(({ numeric }, at) => {
      const cells = table.rows.map((row) => row[at] ?? { text: '', value: null });
      return columnOf(names[at] ?? `${at + 1}`, cells, numeric);
    }),
    kvMetadata: [
      { key: 'title', value: title },
      { key: 'notes', value: notes.join('\n') },
    ],
    createdBy: 'Fabwright',
  });
}

function columnOf(name: string, cells: readonly TableCell[], numeric: boolean): Column {
  const values = cells.map(({ value }) => value);
  const present = values.filter((value) => value !== null);
  if (numeric && present.every((value) => typeof value === 'number')) {
    return { name, type: 'DOUBLE', nullable: true, data: values };
  }
  if (present.length > 0 && present.every((value) => typeof value === 'string' && MOMENT.test(value))) {
    const data = values.map((value) => (value === null ? null : new Date(value)));
    return { name, type: 'TIMESTAMP', nullable: true, data };
  }
  const data = cells.map(({ value, text }) => (value === null ? null : typeof value === 'string' ? value : text));
  return { name, type: 'STRING', nullable: true, data };
}

/** A file needs names that differ; a second `n` becomes `n 2`. */
function uniqueNames(labels: readonly string[]): string[] {
  const used = new Set<string>();
  return labels.map((label) => {
    let name = label;
    for (let again = 2; used.has(name); again += 1) name = `${label} ${again}`;
    used.add(name);
    return name;
  });
}
