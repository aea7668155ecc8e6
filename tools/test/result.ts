/** One thing that was not run, and what makes it run. */
export interface Skipped {
  readonly name: string;
  readonly remedy: string;
}

/** What a step found. A check (format, types, …) counts as one test. */
export interface StepResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly Skipped[];
  /** What to show when something failed. */
  readonly output: string;
}

export function check(ok: boolean, output: string): StepResult {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [], output: ok ? '' : output };
}

export interface Sums {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export function sumUp(results: readonly StepResult[]): Sums {
  return results.reduce<Sums>(
    (sums, { passed, failed, skipped }) => ({
      passed: sums.passed + passed,
      failed: sums.failed + failed,
      skipped: sums.skipped + skipped.length,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** The last line of `npm test`; other programs read it. */
export function lastLine({ passed, failed, skipped }: Sums): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** 0 only when nothing failed, something ran, and, where nothing may be skipped, nothing was. */
export function exitCode({ passed, failed, skipped }: Sums, nothingMayBeSkipped: boolean): number {
  if (failed > 0 || passed === 0) return 1;
  return nothingMayBeSkipped && skipped > 0 ? 1 : 0;
}
