import type { KlarfContext } from './klarf-context.ts';
import type { KlarfToken } from './klarf-token-reader.ts';

/** What is kept of a defect, in the order of `DefectRows`' columns. */
const FIELDS = [
  'DEFECTID',
  'XREL',
  'YREL',
  'XINDEX',
  'YINDEX',
  'XSIZE',
  'YSIZE',
  'DEFECTAREA',
  'DSIZE',
  'CLASSNUMBER',
  'TEST',
  'CLUSTERNUMBER',
  'IMAGECOUNT',
] as const;
export type DefectField = (typeof FIELDS)[number];

const REQUIRED: readonly DefectField[] = ['XREL', 'YREL', 'XINDEX', 'YINDEX'];
const WHOLE: ReadonlySet<string> = new Set<DefectField>([
  'DEFECTID',
  'XINDEX',
  'YINDEX',
  'CLASSNUMBER',
  'TEST',
  'CLUSTERNUMBER',
  'IMAGECOUNT',
]);
const FIRST_ROWS = 64;

/** Which column of a file holds what: they differ from file to file, and are read from it. */
export class DefectRowShape {
  /** Place of each column among the kept fields; −1: passed over. */
  readonly #kept: readonly number[];

  readonly names: readonly string[];

  constructor(context: KlarfContext, names: readonly string[]) {
    this.names = names;
    const missing = REQUIRED.filter((field) => !names.includes(field));
    if (missing.length > 0) {
      const what = `the defects have no column ${missing.join(', ')}, so they could not be placed`;
      throw context.fail('columns-missing', what, 'Export the file again with all position columns.');
    }
    this.#kept = names.map((name) => (FIELDS as readonly string[]).indexOf(name));
  }

  get length(): number {
    return this.names.length;
  }

  /** Takes one cell of the row that `rows` has open. */
  take(context: KlarfContext, rows: DefectRows, column: number, token: KlarfToken): void {
    const field = this.#kept[column] ?? -1;
    if (field < 0) return;
    const name = this.names[column] ?? '';
    const value = WHOLE.has(name) ? context.whole(token) : context.number(token);
    if (Number.isNaN(value)) {
      context.warn('cell-not-available', () => `${name} of a defect is "${token.text}"; it is kept as missing.`);
    }
    rows.set(field, value);
  }
}

/** Defects as the file tells them, in its units, one flat column a field. */
export class DefectRows {
  count = 0;
  #values = new Float64Array(FIRST_ROWS * FIELDS.length);

  /** Opens a row whose fields are all missing. */
  open(): void {
    const start = this.count * FIELDS.length;
    if (start + FIELDS.length > this.#values.length) {
      const grown = new Float64Array(this.#values.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values.fill(Number.NaN, start, start + FIELDS.length);
    this.count += 1;
  }

  set(field: number, value: number): void {
    this.#values[(this.count - 1) * FIELDS.length + field] = value;
  }

  setImages(images: number): void {
    this.set(FIELDS.indexOf('IMAGECOUNT'), images);
  }

  get(row: number, field: DefectField): number {
    return this.#values[row * FIELDS.length + FIELDS.indexOf(field)] ?? Number.NaN;
  }
}
