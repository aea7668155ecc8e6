import type { SortFileWarning, SortFileWarningCode } from './sort-file.ts';
import { WarningTally } from './warning-tally.ts';

/** Warnings of one file: the first of each kind in full, and all of them counted. */
export class WarningLog extends WarningTally<SortFileWarning> {
  add(code: SortFileWarningCode, byteOffset: number, record: string, message: () => string): void {
    this.count(code, () => ({ code, byteOffset, record, message: message() }));
  }
}
