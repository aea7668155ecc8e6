/** Why detectors took an excursion back: it is part of another, or the data as they are now don't show it. */
export type Withdrawal = { readonly partOf: string } | 'not-found';

const NOT_FOUND = 'not found any more in the data as they are now';
const PART_OF = /^part of (\S+)$/;

/** The words under which it is kept. */
export function withdrawalText(withdrawal: Withdrawal): string {
  return withdrawal === 'not-found' ? NOT_FOUND : `part of ${withdrawal.partOf}`;
}

/** What such words say, for those who put it into a reader's; null for any others. */
export function readWithdrawal(text: string): Withdrawal | null {
  if (text === NOT_FOUND) return 'not-found';
  const partOf = PART_OF.exec(text)?.[1];
  return partOf === undefined ? null : { partOf };
}
