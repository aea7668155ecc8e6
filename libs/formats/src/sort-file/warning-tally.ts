/** Of one kind no more than these are kept, so that one odd habit of a tool does not hide all others. */
const KEPT_PER_CODE = 10;
const KEPT = 100;

/** Counts the warnings of one file by their code and says which are kept in full. */
export class WarningTally<Warning extends { readonly code: string }> {
  readonly #kept: Warning[] = [];
  readonly #counts = new Map<Warning['code'], number>();

  /** `make` is called only for a warning that is kept. */
  count(code: Warning['code'], make: () => Warning): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count <= KEPT_PER_CODE && this.#kept.length < KEPT) this.#kept.push(make());
  }

  get kept(): readonly Warning[] {
    return this.#kept;
  }

  get counts(): Readonly<Partial<Record<Warning['code'], number>>> {
    return Object.fromEntries(this.#counts) as Partial<Record<Warning['code'], number>>;
  }
}
