/** Specification of one parameter, in its unit. `null` = no limit on that side. */
export interface SpecLimits {
  readonly lower: number | null;
  readonly upper: number | null;
  /** What the process aims at, for Cpm; null or left out = none. */
  readonly target?: number | null;
}

export interface CapabilitySampleOptions {
  /** Parts in all, with those on which the test did not run; default: all entries of the subgroups. */
  readonly total?: number;
  /** The tester stops a part at its first fail: later tests see only survivors. */
  readonly stopAtFirstFail?: boolean;
}

/** Why an index has no value. The words belong to whoever shows it. */
export type IndexRefusalReason =
  /** Cp, Pp, Cpm need both limits. */
  | 'one-sided'
  /** Cpm needs a target between its limits. */
  | 'no-target'
  /** The within-σ of this sample is 0 or can't be estimated. */
  | 'no-within-spread'
  /** Indices of a normal process are not printed for one that isn't. */
  | 'not-normal'
  /** Not normal, and too few values to see its 0.135 % and 99.865 % quantiles. */
  | 'too-few-values'
  /** Half the values lie on one quantile: no distance to measure by. */
  | 'no-spread';

export interface NoIndex {
  readonly kind: 'no-index';
  readonly reason: IndexRefusalReason;
  /** Values needed, for `too-few-values`. */
  readonly needs?: number;
}

export type IndexIntervalMethod = 'chi-square' | 'bissell' | 'boyles' | 'lot-jackknife';

export interface IndexInterval {
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
  readonly method: IndexIntervalMethod;
}

/** A capability index (no unit). */
export interface CapabilityIndex {
  readonly kind: 'index';
  readonly value: number;
  /** Null where the sample gives none (quantiles of fewer than 5 lots). */
  readonly interval: IndexInterval | null;
  /** The side that limits a one-sided minimum (Cpk, Ppk); null for Cp, Pp, Cpm. */
  readonly side: 'lower' | 'upper' | null;
}

export type IndexOrNot = CapabilityIndex | NoIndex;

/** How σ within was estimated. */
export type WithinMethod = 's-bar' | 'moving-range';

export interface WithinSigma {
  readonly sigma: number;
  readonly method: WithinMethod;
  /** Degrees of freedom of a χ with the same relative error. */
  readonly df: number;
}

export interface NormalityCheck {
  /** `not-tested`: fewer than 20 values, or no spread; taken as normal. */
  readonly verdict: 'normal' | 'not-normal' | 'not-tested';
  /** Anderson–Darling A*² with Stephens' correction, shrunk where lots are clusters, and its p. */
  readonly andersonDarling: number | null;
  readonly p: number | null;
  /** Hosking's τ₃ and τ₄: 0 and .1226 for a normal distribution. */
  readonly lSkewness: number | null;
  readonly lKurtosis: number | null;
}

/** What is observed and what is expected outside the limits. Shares are fractions of 1 of the executed values. */
export interface OutsideShare {
  readonly below: number;
  readonly above: number;
  readonly share: number;
}

export interface CapabilitySample {
  /** Values on which the test ran, and parts in all. */
  readonly executed: number;
  readonly total: number;
  /** Subgroups (lots) with at least one value. */
  readonly lots: number;
  readonly censored: 'stop-at-first-fail' | null;
  /** All finite values, ascending. */
  readonly sorted: Float64Array;
  /** Values of each lot, ascending, lots in the order given. */
  readonly lotSorted: readonly Float64Array[];
  /** Null without values. */
  readonly mean: number | null;
  /** Overall σ (n − 1); null for fewer than 2 values. */
  readonly overallSigma: number | null;
  /** Degrees of freedom of the overall σ, lots taken as clusters; null for fewer than 2 values. */
  readonly overallDf: number | null;
  /** Variance of the mean, lots taken as clusters; null for fewer than 2 values. */
  readonly meanVariance: number | null;
  readonly within: WithinSigma | null;
  readonly normality: NormalityCheck;
}

/** Common to results and refusals: what the sample was. */
export interface CapabilityBasis {
  readonly executed: number;
  readonly total: number;
  readonly lots: number;
  readonly censored: 'stop-at-first-fail' | null;
  readonly limits: SpecLimits;
}

export type CapabilityRefusalReason = 'no-limits' | 'limits-swapped' | 'too-few-values' | 'no-spread';

export interface NoCapability extends CapabilityBasis {
  readonly kind: 'no-capability';
  readonly reason: CapabilityRefusalReason;
  /** Counts outside, where there are limits the right way round and values. */
  readonly observed: OutsideShare | null;
}

export interface CapabilityResult extends CapabilityBasis {
  readonly kind: 'capability';
  readonly mean: number;
  readonly median: number;
  readonly overallSigma: number;
  readonly within: WithinSigma | null;
  readonly normality: NormalityCheck;
  /** `quantile`: Pp and Ppk come from P0.135, P50 and P99.865 (ISO 22514-2), and there are no Cp, Cpk, Cpm. */
  readonly method: 'normal' | 'quantile';
  readonly cp: IndexOrNot;
  readonly cpk: IndexOrNot;
  readonly pp: IndexOrNot;
  readonly ppk: IndexOrNot;
  readonly cpm: IndexOrNot;
  readonly observed: OutsideShare;
  /** By the normal distribution with overall σ; null where the data is not normal (only the count is honest then). */
  readonly estimated: OutsideShare | null;
}

export type Capability = CapabilityResult | NoCapability;

export interface CapabilityOptions {
  /** Default .95. */
  readonly confidence?: number;
  /** Takes the data as normal or not, whatever the check says. */
  readonly shape?: 'auto' | 'normal' | 'quantile';
}
