import { quantileSorted } from '../distribution/quantiles.ts';
import { normalCdf, normalUpper } from '../inference/normal.ts';
import { centredIndex, spreadIndex, targetIndex, type ProcessEstimate } from './normal-indices.ts';
import { countUpTo, quantileIndices } from './quantile-indices.ts';
import type {
  Capability,
  CapabilityBasis,
  CapabilityOptions,
  CapabilityRefusalReason,
  CapabilityResult,
  CapabilitySample,
  IndexOrNot,
  NoIndex,
  OutsideShare,
  SpecLimits,
} from './capability-types.ts';

type Indices = Pick<CapabilityResult, 'cp' | 'cpk' | 'pp' | 'ppk' | 'cpm'>;

/**
 * Cp, Cpk (σ within), Pp, Ppk (overall σ) and Cpm of one test against limits, with intervals that take lots as
 * clusters; what-if is the same call with other limits. Not normal → quantile Pp and Ppk only, and `method` says so.
 * What cannot be computed comes back as data (`no-capability`, `no-index`) with its reason; no number is ever NaN or
 * infinite. Throws a RangeError only for a confidence outside (0, 1). Formulas: see normal-indices, quantile-indices.
 */
export function capability(sample: CapabilitySample, limits: SpecLimits, options: CapabilityOptions = {}): Capability {
  const confidence = checkedConfidence(options.confidence ?? 0.95);
  const given = finiteLimits(limits);
  const basis: CapabilityBasis = {
    executed: sample.executed,
    total: sample.total,
    lots: sample.lots,
    censored: sample.censored,
    limits: given,
  };
  const reason = refusalFor(sample, given);
  const overall = processOf(sample);
  if (reason || !overall) {
    return {
      ...basis,
      kind: 'no-capability',
      reason: reason ?? 'no-spread',
      observed: countable(sample, given, reason),
    };
  }
  const quantile = isQuantile(sample, options.shape ?? 'auto');
  return {
    ...basis,
    kind: 'capability',
    mean: overall.mean,
    median: quantileSorted(sample.sorted, 0.5),
    overallSigma: overall.sigma,
    within: sample.within,
    normality: sample.normality,
    method: quantile ? 'quantile' : 'normal',
    ...(quantile ? notNormal(sample, given, confidence) : normal(sample, overall, given, confidence)),
    observed: observedOutside(sample, given),
    estimated: quantile ? null : estimatedOutside(overall, given),
  };
}

function checkedConfidence(confidence: number): number {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`Confidence must lie in (0, 1), got ${confidence}.`);
  return confidence;
}

function isQuantile(sample: CapabilitySample, shape: NonNullable<CapabilityOptions['shape']>): boolean {
  return shape === 'quantile' || (shape === 'auto' && sample.normality.verdict === 'not-normal');
}

/** Null where nothing spreads, or there are too few values to say. */
function processOf({ mean, overallSigma, overallDf, meanVariance }: CapabilitySample): ProcessEstimate | null {
  if (mean === null || overallSigma === null || overallDf === null || meanVariance === null) return null;
  return { mean, sigma: overallSigma, df: overallDf, meanVariance };
}

function countable(
  sample: CapabilitySample,
  limits: SpecLimits,
  reason: CapabilityRefusalReason | null,
): OutsideShare | null {
  if (sample.executed === 0 || reason === 'no-limits' || reason === 'limits-swapped') return null;
  return observedOutside(sample, limits);
}

function finiteLimits({ lower, upper, target }: SpecLimits): SpecLimits {
  const known = (limit: number | null | undefined): number | null =>
    typeof limit === 'number' && Math.abs(limit) <= 1e60 ? limit : null;
  return { lower: known(lower), upper: known(upper), target: known(target) };
}

function refusalFor(sample: CapabilitySample, { lower, upper }: SpecLimits): CapabilityRefusalReason | null {
  if (lower === null && upper === null) return 'no-limits';
  if (lower !== null && upper !== null && lower > upper) return 'limits-swapped';
  if (sample.executed < 2) return 'too-few-values';
  return sample.overallSigma === 0 ? 'no-spread' : null;
}

function normal(sample: CapabilitySample, overall: ProcessEstimate, limits: SpecLimits, confidence: number): Indices {
  const within = sample.within && { ...overall, sigma: sample.within.sigma, df: sample.within.df };
  const ofWithin = (index: (process: ProcessEstimate) => IndexOrNot): IndexOrNot =>
    within ? index(within) : { kind: 'no-index', reason: 'no-within-spread' };
  return {
    cp: ofWithin((process) => spreadIndex(limits, process, confidence)),
    cpk: ofWithin((process) => centredIndex(limits, process, confidence)),
    pp: spreadIndex(limits, overall, confidence),
    ppk: centredIndex(limits, overall, confidence),
    cpm: targetIndex(limits, overall, confidence),
  };
}

function notNormal(sample: CapabilitySample, limits: SpecLimits, confidence: number): Indices {
  const none: NoIndex = { kind: 'no-index', reason: 'not-normal' };
  return { cp: none, cpk: none, cpm: none, ...quantileIndices(sample, limits, confidence) };
}

/** A value on a limit passes. */
function observedOutside({ sorted, executed }: CapabilitySample, { lower, upper }: SpecLimits): OutsideShare {
  const below = lower === null ? 0 : countUpTo(sorted, lower, false);
  const above = upper === null ? 0 : executed - countUpTo(sorted, upper);
  return { below: below / executed, above: above / executed, share: (below + above) / executed };
}

function estimatedOutside({ mean, sigma }: ProcessEstimate, { lower, upper }: SpecLimits): OutsideShare {
  const below = lower === null ? 0 : normalCdf((lower - mean) / sigma);
  const above = upper === null ? 0 : normalUpper((upper - mean) / sigma);
  return { below, above, share: Math.min(1, below + above) };
}
