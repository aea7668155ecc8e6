import type { ScenarioLot, ScenarioTruth } from '@fabwright/fab-simulator/scenario';
import type { Level } from './levels.ts';
import { namesCause } from './guilt.ts';

/**
 * What can be identified at all, fixed by the key alone before any detector or engine has looked.
 *
 * The oracle knows which wafers were exposed, how strongly, how large the loss is, in which bin it falls and how noisy
 * that bin is on wafers that nothing happened to. It does not see how the dice fell. From the design it computes how
 * many σ the score test of the true factor would reach on average (its non-centrality δ), and how far it would stay
 * ahead of the rival whose exposure resembles it most.
 */
export interface Verdict {
  readonly identifiable: boolean;
  /** δ of the true factor. */
  readonly delta: number;
  /** Largest correlation of the true exposure with that of a level that does not name the cause. */
  readonly nearestRival: number;
  readonly affectedLots: number;
}

/** Below three affected lots no answer can be sure (domain: always inconclusive). */
const LEAST_LOTS = 3;
/** The largest of some thousand true nulls reaches about 3.5; with a power of .93 the truth needs 5. */
const LEAST_DELTA = 5;
/** Ahead of the nearest rival with a probability of .99. */
const LEAST_LEAD = 2.33;
/** From here on two exposures are one group, and naming either is naming both. */
const SAME = 0.95;
/** Share of its losses that a cause puts into its own bin. */
const OWN_BIN = 0.8;

export function oracle(
  truth: ScenarioTruth,
  lots: readonly ScenarioLot[],
  lotOfWafer: Int32Array,
  levels: readonly Level[],
  sigmaLotPp: number,
): Verdict {
  const strength = strengths(truth, lots);
  const affected = new Set(truth.affected.filter((one) => one.hit.length > 0).map((one) => one.lotId));
  const affectedLots = lots.filter((lot) => affected.has(lot.lotId)).length;
  const noise = noiseOf(truth, lots);
  const effect = OWN_BIN * (truth.sizeSigma * sigmaLotPp) * 0.01;
  // Which of the exposed are hit is chance too.
  const hits = effect ** 2 * (1 / truth.hitShare - 1) * mean(strength.filter((value) => value > 0).map((v) => v ** 2));
  const metric = new Metric(lotOfWafer, lots.length, noise.within + hits * share(strength), noise.between);
  const own = metric.inner(strength, strength);
  const delta = effect * Math.sqrt(own);
  let nearestRival = 0;
  for (const level of levels) {
    if (level.wafers < 2 || namesCause(level, truth.guilty)) continue;
    const flags = Float64Array.from(level.flags, (flag) => Math.max(0, flag));
    const correlation = metric.inner(strength, flags) / Math.sqrt(own * metric.inner(flags, flags) || Infinity);
    if (correlation < SAME) nearestRival = Math.max(nearestRival, correlation);
  }
  const lead = delta * Math.sqrt((1 - nearestRival) / 2);
  const identifiable = affectedLots >= LEAST_LOTS && delta >= LEAST_DELTA && lead >= LEAST_LEAD;
  return { identifiable, delta, nearestRival, affectedLots };
}

function strengths(truth: ScenarioTruth, lots: readonly ScenarioLot[]): Float64Array {
  const byLot = new Map(
    truth.affected.map((one) => [one.lotId, new Map(one.exposed.map((x) => [x.waferId, x.strength]))]),
  );
  return Float64Array.from(
    lots.flatMap((lot) => lot.wafers.map((wafer) => byLot.get(lot.lotId)?.get(wafer.waferId) ?? 0)),
  );
}

/** Variances of the cause's bin on wafers of lots that it never met: within lots, and of lots beyond that. */
function noiseOf(truth: ScenarioTruth, lots: readonly ScenarioLot[]): { within: number; between: number } {
  const met = new Set(truth.affected.map((one) => one.lotId));
  const quiet = lots.filter((lot) => !met.has(lot.lotId) && lot.wafers.length > 1);
  const fractions = quiet.map((lot) => lot.wafers.map((wafer) => (wafer.bins[truth.softBin] ?? 0) / wafer.gross));
  const within = mean(fractions.map(variance));
  const perLot = mean(fractions.map((one) => 1 / one.length));
  return { within, between: Math.max(0, variance(fractions.map(mean)) - within * perLot) };
}

/** Inner product under the inverse covariance of wafers in lots, with the overall mean taken out. */
class Metric {
  private readonly lotOf: Int32Array;
  private readonly within: number;
  private readonly weights: Float64Array;
  private readonly counts: Float64Array;

  constructor(lotOf: Int32Array, lots: number, within: number, between: number) {
    this.lotOf = lotOf;
    this.within = within;
    this.counts = new Float64Array(lots);
    for (const lot of lotOf) this.counts[lot] = (this.counts[lot] ?? 0) + 1;
    this.weights = this.counts.map((count) => (count > 0 ? 1 / (between + within / count) : 0));
  }

  inner(a: Float64Array, b: Float64Array): number {
    const meansA = this.lotMeans(a);
    const meansB = this.lotMeans(b);
    let inside = 0;
    this.lotOf.forEach((lot, i) => {
      inside += ((a[i] ?? 0) - (meansA[lot] ?? 0)) * ((b[i] ?? 0) - (meansB[lot] ?? 0));
    });
    const [total, sumA, sumB] = [sum(this.weights), dot(this.weights, meansA), dot(this.weights, meansB)];
    const products = this.weights.reduce(
      (all, weight, lot) => all + weight * (meansA[lot] ?? 0) * (meansB[lot] ?? 0),
      0,
    );
    return inside / this.within + products - (sumA * sumB) / total;
  }

  private lotMeans(values: Float64Array): Float64Array {
    const sums = new Float64Array(this.counts.length);
    this.lotOf.forEach((lot, i) => (sums[lot] = (sums[lot] ?? 0) + (values[i] ?? 0)));
    return sums.map((value, lot) => value / Math.max(1, this.counts[lot] ?? 1));
  }
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((total, value, i) => total + value * (b[i] ?? 0), 0);
}

function mean(values: ArrayLike<number>): number {
  return values.length === 0 ? 0 : sum(Array.from(values)) / values.length;
}

function variance(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  return sum(values.map((value) => (value - middle) ** 2)) / (values.length - 1);
}

/** Part of the wafers that is exposed: only there does the chance of being hit add noise. */
function share(strength: Float64Array): number {
  return strength.filter((value) => value > 0).length / Math.max(1, strength.length);
}
