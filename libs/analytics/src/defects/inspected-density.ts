import { studentTCritical } from '../inference/student-t.ts';
import { type Interval, MIN_LOTS_FOR_INTERVAL, type TooFewLots } from '../yield/group-yield.ts';

/** One inspected wafer. */
export interface InspectedArea {
  readonly lotId: string;
  readonly defects: number;
  readonly areaCm2: number;
}

export interface InspectedDensity {
  /** Σ defects / Σ area in 1/cm²; null without inspected area. */
  readonly value: number | null;
  readonly defects: number;
  readonly areaCm2: number;
  readonly wafers: number;
  readonly lots: number;
  /** In 1/cm², not below 0. */
  readonly interval: Interval | TooFewLots;
}

interface LotArea {
  defects: number;
  areaCm2: number;
}

/**
 * Defects per inspected area over wafers, with a t interval that takes the lot as the independent unit: defects of a
 * wafer, and wafers of a lot, come together far more often than Poisson's law has it. Ratio estimator with clusters:
 * var(R) = Σ(d − R·a)² / (n(n−1)·ā²), Cochran, Sampling Techniques, 3rd ed. 1977, eq. 6.13. Wafers without area are
 * left out. Throws a RangeError for negative counts.
 */
export function inspectedDensity(wafers: readonly InspectedArea[], confidence = 0.95): InspectedDensity {
  const lots = new Map<string, LotArea>();
  const counted = wafers.filter((wafer) => wafer.areaCm2 > 0);
  for (const { lotId, defects, areaCm2 } of counted) {
    if (defects < 0) throw new RangeError(`A wafer cannot have ${defects} defects.`);
    const lot = lots.get(lotId) ?? { defects: 0, areaCm2: 0 };
    lots.set(lotId, { defects: lot.defects + defects, areaCm2: lot.areaCm2 + areaCm2 });
  }
  const defects = counted.reduce((sum, wafer) => sum + wafer.defects, 0);
  const areaCm2 = counted.reduce((sum, wafer) => sum + wafer.areaCm2, 0);
  const value = areaCm2 > 0 ? defects / areaCm2 : null;
  const common = { value, defects, areaCm2, wafers: counted.length, lots: lots.size };
  if (value === null || lots.size < MIN_LOTS_FOR_INTERVAL) {
    return { ...common, interval: { kind: 'too-few-lots', lots: lots.size, needs: MIN_LOTS_FOR_INTERVAL } };
  }
  const n = lots.size;
  const residuals = [...lots.values()].reduce((sum, lot) => sum + (lot.defects - value * lot.areaCm2) ** 2, 0);
  const half = studentTCritical(confidence, n - 1) * Math.sqrt(residuals / (n * (n - 1) * (areaCm2 / n) ** 2));
  return { ...common, interval: { low: Math.max(0, value - half), high: value + half, confidence } };
}
