const FIRST_CAPACITY = 16;

/** The results of the part that is under test on one site, until the record that ends it. */
export class OpenPart {
  isOpen = false;
  count = 0;
  columns = new Int32Array(FIRST_CAPACITY);
  values = new Float32Array(FIRST_CAPACITY);
  readonly #onGrowth: (entries: number) => void;

  constructor(onGrowth: (entries: number) => void) {
    this.#onGrowth = onGrowth;
  }

  begin(): void {
    this.isOpen = true;
    this.count = 0;
  }

  add(column: number, value: number): void {
    if (this.count === this.values.length) this.#grow();
    this.columns[this.count] = column;
    this.values[this.count] = value;
    this.count += 1;
  }

  #grow(): void {
    const capacity = this.values.length * 2;
    this.#onGrowth(capacity / 2);
    const columns = new Int32Array(capacity);
    const values = new Float32Array(capacity);
    columns.set(this.columns);
    values.set(this.values);
    this.columns = columns;
    this.values = values;
  }
}
