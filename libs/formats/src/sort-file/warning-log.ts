import type { SortFileWarning, SortFileWarningCode } from './sort-file.ts';

/** Of one kind no more than these are kept, so that one odd habit of a tester does not hide all others. */
const KEPT_PER_CODE = 10;
const KEPT = 100;

/** Warnings of one file: the first of each kind in full, and all of them counted. */
export class WarningLog {
  readonly #kept: SortFileWarning[] = [];
  readonly #counts = new Map<SortFileWarningCode, number>();

  add(code: SortFileWarningCode, byteOffset: number, record: string, message: () => string): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count > KEPT_PER_CODE || this.#kept.length >= KEPT) return;
    this.#kept.push({ code, byteOffset, record, message: message() });
  }

  get kept(): readonly SortFileWarning[] {
    return this.#kept;
  }

  get counts(): Readonly<Partial<Record<SortFileWarningCode, number>>> {
    return Object.fromEntries(this.#counts);
  }
}
