import type { StoredLimit } from './statistical-limits.repository.ts';

/** Approved limits of one program from the moment when they took effect until others took over. */
export interface LimitStep {
  readonly program: string;
  readonly limit1: number;
  readonly limit2: number;
  readonly from: Date;
  /** Null: they still hold. */
  readonly to: Date | null;
}

/**
 * When which limits held, program by program in the order of time. `limits` are all of the yield, or all of one bin. Of
 * several with one moment the last approved holds, as it does where lots are judged.
 */
export function limitSteps(limits: readonly StoredLimit[]): LimitStep[] {
  const programs = [...Map.groupBy(limits, ({ program }) => program)].sort(([a], [b]) => (a < b ? -1 : 1));
  return programs.flatMap(([program, own]) => {
    const ordered = own.toSorted((a, b) => +a.effectiveFrom - +b.effectiveFrom || +a.approvedAt - +b.approvedAt);
    const holding = ordered.filter((limit, at) => +limit.effectiveFrom !== +(ordered[at + 1]?.effectiveFrom ?? NaN));
    return holding.map(({ limit1, limit2, effectiveFrom }, at) => ({
      program,
      limit1,
      limit2,
      from: effectiveFrom,
      to: holding[at + 1]?.effectiveFrom ?? null,
    }));
  });
}
