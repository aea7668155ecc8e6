import type { BinDefinition, BinOutcome } from './sort-file.ts';

/** Bits of a part record's flags, as in the PART_FLG of STDF V4. */
export const PartFlag = {
  supersedesById: 1,
  supersedesByPlace: 2,
  abnormalEnd: 4,
  failed: 8,
  outcomeInvalid: 16,
} as const;

export type Verdict = BinOutcome | 'none';

/**
 * Did the part pass? By its failed bit; where the file calls that bit invalid, by the outcome of its hard bin; where
 * the bin has none either, there is no verdict. (STDF V4, PRR.PART_FLG bits 3 and 4, HBR.HBIN_PF.)
 */
export function verdictOf(flags: number, hardBin: number, binOutcomes: ReadonlyMap<number, BinOutcome>): Verdict {
  if ((flags & PartFlag.outcomeInvalid) !== 0) return binOutcomes.get(hardBin) ?? 'none';
  return (flags & PartFlag.failed) === 0 ? 'pass' : 'fail';
}

/** The map that `verdictOf` asks, from the bin table that comes at the end of a file. */
export function binOutcomes(bins: readonly BinDefinition[]): ReadonlyMap<number, BinOutcome> {
  const outcomes = new Map<number, BinOutcome>();
  for (const { bin, outcome } of bins) if (outcome !== null) outcomes.set(bin, outcome);
  return outcomes;
}
