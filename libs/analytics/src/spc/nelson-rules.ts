/** The eight rules of Nelson, Journal of Quality Technology 16:237, 1984, by their numbers. */
export type NelsonRule = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export const ALL_NELSON_RULES: readonly NelsonRule[] = [1, 2, 3, 4, 5, 6, 7, 8];
/** What a chart checks unless told otherwise; the rest costs false alarms. */
export const DEFAULT_NELSON_RULES: readonly NelsonRule[] = [1, 2];
/** R, S, moving-range and attribute charts are not symmetric: rules 5–8 mean nothing there. */
export const SPREAD_CHART_RULES: readonly NelsonRule[] = [1, 2, 3, 4];

/** A rule broken at a point; `from` is the first point of the run that broke it, `index` the last. */
export interface NelsonViolation {
  readonly rule: NelsonRule;
  readonly from: number;
  readonly index: number;
}

type Window = readonly number[];
interface RuleShape {
  readonly length: number;
  /** Whether the rule is broken by `window`, whose last value is the point under test; values in σ from the centre. */
  breaks(window: Window): boolean;
}

const sameSide = (window: Window): boolean => window.every((z) => z > 0) || window.every((z) => z < 0);

/** At least `needed` values beyond `limit` σ on the side where the last value itself is beyond it. */
function beyond(window: Window, limit: number, needed: number): boolean {
  const last = window.at(-1) ?? 0;
  if (Math.abs(last) <= limit) return false;
  return window.filter((z) => z * Math.sign(last) > limit).length >= needed;
}

function steps(window: Window): number[] {
  return window.slice(1).map((z, i) => Math.sign(z - (window[i] ?? z)));
}

const SHAPES: Readonly<Record<NelsonRule, RuleShape>> = {
  1: { length: 1, breaks: (window) => Math.abs(window[0] ?? 0) > 3 },
  2: { length: 9, breaks: sameSide },
  3: { length: 6, breaks: (window) => sameSide(steps(window)) },
  4: {
    length: 14,
    breaks: (window) => steps(window).every((step, i, all) => step !== 0 && (i === 0 || step === -(all[i - 1] ?? 0))),
  },
  5: { length: 3, breaks: (window) => beyond(window, 2, 2) },
  6: { length: 5, breaks: (window) => beyond(window, 1, 4) },
  7: { length: 15, breaks: (window) => window.every((z) => Math.abs(z) < 1) },
  8: {
    length: 8,
    breaks: (window) => window.every((z) => Math.abs(z) > 1) && window.some((z) => z > 0) && window.some((z) => z < 0),
  },
};

/**
 * Every point at which a rule is broken. `z`: points in time order, in σ from the centre line.
 * A run that goes on is reported at each of its points, so a chart can mark them all. Rules 5 and 6 need the point
 * itself to lie beyond the limit: a point back near the centre is no alarm. A violation is ordered by point, then rule.
 */
export function nelsonViolations(
  z: readonly number[],
  rules: readonly NelsonRule[] = DEFAULT_NELSON_RULES,
): NelsonViolation[] {
  const found: NelsonViolation[] = [];
  for (let index = 0; index < z.length; index += 1) {
    for (const rule of rules) {
      const shape = SHAPES[rule];
      const from = index - shape.length + 1;
      if (from >= 0 && shape.breaks(z.slice(from, index + 1))) found.push({ rule, from, index });
    }
  }
  return found;
}
