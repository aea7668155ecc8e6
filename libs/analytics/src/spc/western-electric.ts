import { nelsonViolations } from './nelson-rules.ts';

/** The four zone rules of the Western Electric Statistical Quality Control Handbook, 1956. */
export type WesternElectricRule = 1 | 2 | 3 | 4;

export interface WesternElectricViolation {
  readonly rule: WesternElectricRule;
  readonly from: number;
  readonly index: number;
}

const RUN = 8;

/**
 * Every point at which a Western Electric rule is broken: 1 one beyond 3 σ; 2 two of three beyond 2 σ; 3 four of five
 * beyond 1 σ, each on one side; 4 eight in a row on one side. `z`: points in time order, in σ from the centre.
 * Ordered by point, then rule. Together they alarm far more often than rule 1 alone: expect a false one in about a
 * hundred points.
 */
export function westernElectricViolations(z: readonly number[]): WesternElectricViolation[] {
  const zone = { 1: 1, 5: 2, 6: 3 } as const;
  const found: WesternElectricViolation[] = nelsonViolations(z, [1, 5, 6]).map(({ rule, from, index }) => ({
    rule: zone[rule as 1 | 5 | 6],
    from,
    index,
  }));
  let run = 0;
  z.forEach((value, index) => {
    run = value !== 0 && Math.sign(value) === Math.sign(z[index - 1] ?? 0) ? run + 1 : Number(value !== 0);
    if (run >= RUN) found.push({ rule: 4, from: index - RUN + 1, index });
  });
  return found.sort((a, b) => a.index - b.index || a.rule - b.rule);
}
