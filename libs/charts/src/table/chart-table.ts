/** One cell: what is read, and what is sorted and exported. */
export interface TableCell {
  readonly text: string;
  readonly value: number | string | null;
}

/** The same values as a chart, for its table view and its CSV. */
export interface ChartTable {
  readonly caption: string;
  readonly columns: readonly { readonly label: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly TableCell[])[];
}

/** A text cell. */
export function textCell(text: string): TableCell {
  return { text, value: text };
}

/** A number cell; null reads as an en dash. */
export function numberCell(value: number | null | undefined, format: (value: number) => string): TableCell {
  return value === null || value === undefined ? { text: '–', value: null } : { text: format(value), value };
}

/**
 * CSV (RFC 4180, UTF-8 with byte order mark so that spreadsheets read Chinese) of exactly the drawn values.
 * A cell that a spreadsheet would run as a formula is made harmless by a leading apostrophe.
 * @param notes lines above the header: filters, as-of, query
 */
export function toCsv(table: ChartTable, notes: readonly string[] = []): string {
  const lines = [
    ...notes.map((note) => field(`# ${note}`)),
    table.columns.map(({ label }) => field(label)).join(','),
    ...table.rows.map((row) => row.map((cell, at) => csvCell(cell, table.columns[at]?.numeric ?? false)).join(',')),
  ];
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function csvCell({ value, text }: TableCell, numeric: boolean): string {
  if (value === null) return '';
  // a spreadsheet reader has no use for the last bits of a floating-point difference
  if (numeric && typeof value === 'number') return String(Number(value.toPrecision(12)));
  return field(typeof value === 'string' ? value : text);
}

function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
