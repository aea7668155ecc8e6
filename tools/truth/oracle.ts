import type { ScenarioLot, ScenarioTruth } from '@fabwright/fab-simulator/scenario';
import type { Level } from './levels.ts';
import { namesCause } from './guilt.ts';

/**
 * What can be identified at all, fixed by the key alone before any detector or engine has looked.
 *
 * The oracle knows which wafers were exposed, how strongly, how large the loss is, in which bin it falls, which share of
 * the exposed it hits, and how noisy that bin is on lots that it never met. It does not see how the dice fell. From the
 * design it computes the score test of every level on average: how many σ the best level that names the cause reaches
 * (its non-centrality δ), and how surely it stays ahead of each rival, as noise and the choice of the wafers hit vary.
 */
export interface Verdict {
  readonly identifiable: boolean;
  /** δ of the best level that names the cause. */
  readonly delta: number;
  /** σ by which it leads the nearest rival. */
  readonly lead: number;
  readonly affectedLots: number;
}

/** Below three affected lots no answer can be sure (domain: always inconclusive). */
const LEAST_LOTS = 3;
/** The largest of some thousand true nulls reaches about 3.5; with a power of .93 the truth needs 5. */
const LEAST_DELTA = 5;
/** The oracle itself would put the truth before its nearest rival with a probability of .95. */
const LEAST_LEAD = 1.645;
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
  const metric = new Metric(lotOfWafer, lots.length, noise.within, noise.between);
  const tests = levels
    .filter((level) => spansLots(level, lotOfWafer))
    .map((level) => testOf(level, truth, metric, strength));
  const named = tests.filter((test) => test.named).sort((a, b) => b.signal - a.signal)[0];
  if (!named) return { identifiable: false, delta: 0, lead: 0, affectedLots };
  const delta = effect * named.signal;
  const spread = effect ** 2 * (1 / truth.hitShare - 1);
  const innocent = tests.filter((test) => !test.named && test.signal > 0);
  const names = tests.filter((test) => test.named && test.signal > 0);
  const rivals = innocent.filter((test) => names.every((name) => correlationOf(name, test) < SAME));
  const lead = Math.min(Infinity, ...rivals.map((rival) => leadOver(named, rival, strength, effect, spread)));
  const identifiable = affectedLots >= LEAST_LOTS && delta >= LEAST_DELTA && lead >= LEAST_LEAD;
  return { identifiable, delta, lead, affectedLots };
}

/** The standardised score test of one level: its weight on each wafer, and its mean for an effect of 1. */
interface LevelTest {
  readonly named: boolean;
  readonly weights: Float64Array;
  readonly flags: Float64Array;
  /** Standard deviation of the test before it was standardised. */
  readonly sd: number;
  readonly signal: number;
}

/** The engine judges levels that at least three lots have. */
function spansLots({ flags }: Level, lotOfWafer: Int32Array): boolean {
  const lots = new Set<number>();
  flags.forEach((flag, i) => {
    if (flag === 1) lots.add(lotOfWafer[i] ?? 0);
  });
  return lots.size >= LEAST_LOTS;
}

function testOf(level: Level, truth: ScenarioTruth, metric: Metric, strength: Float64Array): LevelTest {
  const flags = new Float64Array(level.flags.length);
  for (let i = 0; i < flags.length; i += 1) flags[i] = (level.flags[i] ?? 0) > 0 ? 1 : 0;
  const raw = metric.weights(flags);
  const sd = Math.sqrt(dot(raw, flags));
  const weights = raw.map((weight) => (sd > 1e-9 ? weight / sd : 0));
  return { named: namesCause(level, truth.guilty), weights, flags, sd, signal: dot(weights, strength) };
}

/** Correlation of two tests when there is nothing to find. */
function correlationOf(a: LevelTest, b: LevelTest): number {
  return b.sd > 1e-9 ? dot(a.weights, b.flags) / b.sd : 0;
}

/** Mean over standard deviation of the lead of one test over another. */
function leadOver(
  named: LevelTest,
  rival: LevelTest,
  strength: Float64Array,
  effect: number,
  hitVariance: number,
): number {
  const correlation = correlationOf(named, rival);
  let chance = 0;
  strength.forEach((value, i) => {
    if (value > 0) chance += ((named.weights[i] ?? 0) - (rival.weights[i] ?? 0)) ** 2 * value * value;
  });
  return (effect * (named.signal - rival.signal)) / Math.sqrt(2 * (1 - correlation) + hitVariance * chance);
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

/** The inverse covariance of wafers in lots, with the overall mean taken out. */
class Metric {
  private readonly lotOf: Int32Array;
  private readonly within: number;
  private readonly lotWeights: Float64Array;
  private readonly counts: Float64Array;

  constructor(lotOf: Int32Array, lots: number, within: number, between: number) {
    this.lotOf = lotOf;
    this.within = within;
    this.counts = new Float64Array(lots);
    for (const lot of lotOf) this.counts[lot] = (this.counts[lot] ?? 0) + 1;
    this.lotWeights = this.counts.map((count) => (count > 0 ? 1 / (between + within / count) : 0));
  }

  /** Weight of each wafer in the inner product with `values`. */
  weights(values: Float64Array): Float64Array {
    const means = this.lotMeans(values);
    const middle = dot(this.lotWeights, means) / sum(this.lotWeights);
    const between = means.map(
      (mean, lot) => ((this.lotWeights[lot] ?? 0) * (mean - middle)) / Math.max(1, this.counts[lot] ?? 1),
    );
    const weights = new Float64Array(values.length);
    for (let i = 0; i < weights.length; i += 1) {
      const lot = this.lotOf[i] ?? 0;
      weights[i] = ((values[i] ?? 0) - (means[lot] ?? 0)) / this.within + (between[lot] ?? 0);
    }
    return weights;
  }

  private lotMeans(values: Float64Array): Float64Array {
    const sums = new Float64Array(this.counts.length);
    for (let i = 0; i < values.length; i += 1) {
      const lot = this.lotOf[i] ?? 0;
      sums[lot] = (sums[lot] ?? 0) + (values[i] ?? 0);
    }
    return sums.map((value, lot) => value / Math.max(1, this.counts[lot] ?? 1));
  }
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i += 1) total += (a[i] ?? 0) * (b[i] ?? 0);
  return total;
}

function mean(values: ArrayLike<number>): number {
  return values.length === 0 ? 0 : sum(Array.from(values)) / values.length;
}

function variance(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  return sum(values.map((value) => (value - middle) ** 2)) / (values.length - 1);
}
