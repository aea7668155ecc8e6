/** Soft bins that fail, in the order in which the test program would find them. */
export interface FailBin {
  readonly number: number;
  readonly hardBin: number;
  readonly name: string;
  /** Share of the ordinary systematic loss; the shares sum to 1. */
  readonly share: number;
  /** Share of dies killed by random defects; the shares sum to 1. */
  readonly defectShare: number;
  /** Chance that a second probing passes. */
  readonly recovery: number;
}

export const FAIL_BINS: readonly FailBin[] = [
  { number: 11, hardBin: 2, name: 'Continuity open', share: 0.1, defectShare: 0.02, recovery: 0.6 },
  { number: 12, hardBin: 3, name: 'Contact chain open', share: 0.17, defectShare: 0.2, recovery: 0.18 },
  { number: 13, hardBin: 3, name: 'Metal short', share: 0.09, defectShare: 0.28, recovery: 0.05 },
  { number: 21, hardBin: 4, name: 'IDDQ leakage', share: 0.16, defectShare: 0.12, recovery: 0.12 },
  { number: 22, hardBin: 4, name: 'Gate leakage', share: 0.08, defectShare: 0.08, recovery: 0.07 },
  { number: 31, hardBin: 5, name: 'Reference voltage', share: 0.11, defectShare: 0.02, recovery: 0.34 },
  { number: 32, hardBin: 5, name: 'Oscillator frequency', share: 0.08, defectShare: 0.02, recovery: 0.28 },
  { number: 41, hardBin: 6, name: 'Logic scan', share: 0.1, defectShare: 0.14, recovery: 0.15 },
  { number: 42, hardBin: 6, name: 'Memory self-test', share: 0.06, defectShare: 0.1, recovery: 0.1 },
  { number: 51, hardBin: 7, name: 'On-resistance', share: 0.05, defectShare: 0.02, recovery: 0.22 },
];

export const PASS_BIN = { number: 1, hardBin: 1, name: 'Pass' } as const;

export const HARD_BINS: readonly { number: number; name: string; pass: boolean }[] = [
  { number: 1, name: 'Pass', pass: true },
  { number: 2, name: 'Continuity', pass: false },
  { number: 3, name: 'Interconnect', pass: false },
  { number: 4, name: 'Leakage', pass: false },
  { number: 5, name: 'Analog', pass: false },
  { number: 6, name: 'Digital', pass: false },
  { number: 7, name: 'Power stage', pass: false },
];

/** Share of the failing dies that are probed again at all. */
export const RETESTED = 0.55;
/** Share of lots whose second probing comes as a run of its own, hours later. */
export const RETEST_LATER = 0.3;

export function binIndex(number: number): number {
  const index = FAIL_BINS.findIndex((bin) => bin.number === number);
  if (index < 0) throw new Error(`no fail bin ${number}`);
  return index;
}

/** Share of the ordinary loss that second probing brings back. */
export function recoveredShare(): number {
  return RETESTED * FAIL_BINS.reduce((sum, bin) => sum + bin.share * bin.recovery, 0);
}
