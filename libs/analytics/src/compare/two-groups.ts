import { mean } from '../distribution/quantiles.ts';
import { studentTCdf, studentTCritical } from '../inference/student-t.ts';
import { sampleDeviation } from '../spc/within-lot-chart.ts';
import type {
  ComparisonOptions,
  EffectSize,
  Inconclusive,
  LotValue,
  NamedTest,
  ShiftEstimate,
  TwoGroupComparison,
} from './comparison-types.ts';
import { lotMeans, type LotMean } from './lot-means.ts';
import { DEFAULT_PERMUTATIONS, lotPermutationTest, signFlipTest } from './lot-permutation.ts';
import { hodgesLehmannCentre, hodgesLehmannShift, mannWhitneyTest, mannWhitneyU } from './rank-statistics.ts';

/** With fewer lots on a side nothing can be told from chance. */
export const MIN_LOTS_TO_COMPARE = 3;

type Lots = ReadonlyMap<string, LotMean>;
type Settings = Required<Omit<ComparisonOptions, 'design'>>;

export function comparisonSettings(options: ComparisonOptions): Settings {
  const { confidence = 0.95, permutations = DEFAULT_PERMUTATIONS, seed = 1 } = options;
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`Confidence must lie in (0, 1), got ${confidence}.`);
  return { confidence, permutations, seed };
}

/**
 * Compares two groups of wafers with the lot as the unit that varies: lot means, never wafers, are tested. Where lots
 * ran in both groups (chambers, split legs) they are paired and each is its own control. The verdict rests on a
 * permutation of lots (or sign flips); Welch's and Mann–Whitney's tests, effect sizes and intervals stand beside it.
 * Too few lots, no values, no spread come back as `inconclusive` with what is needed.
 */
export function compareTwoGroups(
  a: readonly LotValue[],
  b: readonly LotValue[],
  options: ComparisonOptions = {},
): TwoGroupComparison | Inconclusive {
  const settings = comparisonSettings(options);
  const [lotsA, lotsB] = [lotMeans(a), lotMeans(b)];
  if (lotsA.size === 0 || lotsB.size === 0) return inconclusive('no-values', lotsA.size, lotsB.size);
  const shared = [...lotsA.keys()].filter((lot) => lotsB.has(lot));
  const all = lotsA.size + lotsB.size - shared.length;
  const design = options.design ?? 'auto';
  const pairable = shared.length >= MIN_LOTS_TO_COMPARE && 2 * shared.length >= all;
  if (design === 'paired' || (design === 'auto' && pairable)) {
    if (shared.length === 0) return inconclusive('no-shared-lots', 0, 0);
    return paired(lotsA, lotsB, shared, all - shared.length, settings);
  }
  const sharedSet = new Set(shared);
  const own = (lots: Lots): LotMean[] => [...lots].filter(([lot]) => !sharedSet.has(lot)).map(([, value]) => value);
  return independent(own(lotsA), own(lotsB), shared.length, settings);
}

function inconclusive(reason: Inconclusive['reason'], a: number, b: number): Inconclusive {
  return { kind: 'inconclusive', reason, lots: [a, b], needs: MIN_LOTS_TO_COMPARE };
}

const wafersOf = (lots: readonly LotMean[]): number => lots.reduce((sum, { wafers }) => sum + wafers, 0);

function independent(
  lotsA: readonly LotMean[],
  lotsB: readonly LotMean[],
  lotsLeftOut: number,
  settings: Settings,
): TwoGroupComparison | Inconclusive {
  const [a, b] = [lotsA.map((lot) => lot.mean), lotsB.map((lot) => lot.mean)];
  if (Math.min(a.length, b.length) < MIN_LOTS_TO_COMPARE) return inconclusive('too-few-lots', a.length, b.length);
  if (isFlat([...a, ...b])) return inconclusive('no-spread', a.length, b.length);
  const { difference, test } = welch(a, b, settings.confidence);
  const decisive = lotPermutationTest(a, b, settings);
  return {
    kind: 'comparison',
    design: 'independent',
    verdict: decisive.p <= 1 - settings.confidence ? 'different' : 'inconclusive',
    lots: [a.length, b.length],
    wafers: [wafersOf(lotsA), wafersOf(lotsB)],
    lotsLeftOut,
    means: [mean(a), mean(b)],
    difference,
    shift: hodgesLehmannShift(a, b, settings.confidence),
    effect: independentEffect(a, b),
    decisive,
    others: [...test, mannWhitneyTest(a, b)],
  };
}

function paired(
  lotsA: Lots,
  lotsB: Lots,
  shared: readonly string[],
  lotsLeftOut: number,
  settings: Settings,
): TwoGroupComparison | Inconclusive {
  const k = shared.length;
  if (k < MIN_LOTS_TO_COMPARE) return inconclusive('too-few-lots', k, k);
  const pick = (lots: Lots): LotMean[] => shared.flatMap((lot) => lots.get(lot) ?? []);
  const [sideA, sideB] = [pick(lotsA), pick(lotsB)];
  const differences = sideA.map((lot, i) => lot.mean - (sideB[i]?.mean ?? 0));
  if (isFlat([...sideA, ...sideB].map((lot) => lot.mean))) return inconclusive('no-spread', k, k);
  const s = isFlat(differences) ? 0 : (sampleDeviation(differences) ?? 0);
  const error = s / Math.sqrt(k);
  const value = mean(differences);
  const decisive = signFlipTest(differences, settings);
  const sign = differences.reduce((sum, d) => sum + Math.sign(d), 0);
  return {
    kind: 'comparison',
    design: 'paired',
    verdict: decisive.p <= 1 - settings.confidence ? 'different' : 'inconclusive',
    lots: [k, k],
    wafers: [wafersOf(sideA), wafersOf(sideB)],
    lotsLeftOut,
    means: [mean(sideA.map((lot) => lot.mean)), mean(sideB.map((lot) => lot.mean))],
    difference: tEstimate(value, error, k - 1, settings.confidence),
    shift: hodgesLehmannCentre(differences, settings.confidence),
    effect: { cliffsDelta: sign / k, standardised: s > 0 ? value / s : null },
    decisive,
    others: tTest('paired-t', value, error, k - 1),
  };
}

function isFlat(values: readonly number[]): boolean {
  return values.every((value) => value === values[0]);
}

function tEstimate(value: number, error: number, df: number, confidence: number): ShiftEstimate {
  const half = error > 0 ? studentTCritical(confidence, df) * error : 0;
  return { value, interval: { low: value - half, high: value + half, confidence } };
}

/** No test where nothing spreads: its t would be infinite. */
function tTest(test: 'welch-t' | 'paired-t', value: number, error: number, df: number): NamedTest[] {
  if (!(error > 0)) return [];
  const statistic = value / error;
  const p = Math.min(1, 2 * studentTCdf(-Math.abs(statistic), df));
  return [{ test, statistic, df, p, method: 'approximate', smallestP: null }];
}

/** Welch's t on lot means, degrees of freedom by Satterthwaite (Biometrics 2:110, 1946). */
function welch(
  a: readonly number[],
  b: readonly number[],
  confidence: number,
): { difference: ShiftEstimate; test: NamedTest[] } {
  const part = (values: readonly number[]): number =>
    isFlat(values) ? 0 : (sampleDeviation(values) ?? 0) ** 2 / values.length;
  const [va, vb] = [part(a), part(b)];
  const df = va + vb > 0 ? (va + vb) ** 2 / (va ** 2 / (a.length - 1) + vb ** 2 / (b.length - 1)) : 1;
  const value = mean(a) - mean(b);
  const error = Math.sqrt(va + vb);
  return { difference: tEstimate(value, error, df, confidence), test: tTest('welch-t', value, error, df) };
}

/** Cliff's δ (Psychological Bulletin 114:494, 1993) and Hedges' g (J. Educational Statistics 6:107, 1981). */
function independentEffect(a: readonly number[], b: readonly number[]): EffectSize {
  const df = a.length + b.length - 2;
  const squares = (values: readonly number[]): number =>
    isFlat(values) ? 0 : (sampleDeviation(values) ?? 0) ** 2 * (values.length - 1);
  const pooled = Math.sqrt((squares(a) + squares(b)) / df);
  const correction = 1 - 3 / (4 * df - 1);
  return {
    cliffsDelta: (2 * mannWhitneyU(a, b).u) / (a.length * b.length) - 1,
    standardised: pooled > 0 ? (correction * (mean(a) - mean(b))) / pooled : null,
  };
}
