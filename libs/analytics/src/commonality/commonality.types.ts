/** What kind of thing a factor is; the engine treats all alike, the reader does not. */
export type FactorKind =
  | 'tool'
  | 'chamber'
  | 'slot'
  | 'recipe-version'
  | 'pm-interval'
  | 'queue-time'
  | 'substrate-batch'
  | 'tester'
  | 'probe-card'
  | 'other';

interface FactorHead {
  /** Unique among the factors of one question, for instance `chamber@ETCH-20`. */
  readonly id: string;
  readonly kind: FactorKind;
  /** The process step it belongs to; null where none does (tester, substrate batch) or several do. */
  readonly stepId: string | null;
}

/** One category per wafer: which chamber, which slot, which recipe version. */
export interface CategoricalFactor extends FactorHead {
  readonly levels: readonly string[];
  /** Per wafer an index into `levels`, −1 where it is unknown. Length: wafers. */
  readonly codes: Int32Array;
}

/**
 * One number per wafer, such as a queue time. It is cut at its deciles: each cut gives the levels "above" and "at most",
 * and all of them compete in the same maximum, so that the choice of the best cut is paid for.
 */
export interface NumericFactor extends FactorHead {
  readonly unit: string;
  /** Per wafer, NaN where it is unknown. Length: wafers. */
  readonly values: Float32Array | Float64Array;
}

/**
 * One level that a wafer has or has not, whatever else it has: passed through a chamber at any of its steps. Where a wafer
 * can have several levels of a kind at once, a category per wafer could not say so.
 */
export interface MembershipFactor extends FactorHead {
  readonly level: string;
  /** Indices of the wafers that have it; of all others it is known that they don't. */
  readonly wafers: ArrayLike<number>;
}

/** Wafers of the question, bad ones and those they are compared with. */
export interface CommonalityInput {
  /** Per wafer its lot, 0 … lots − 1. */
  readonly lotOfWafer: Int32Array;
  /** Per lot its stratum (product × period), any integers: lots are exchanged inside a stratum only. */
  readonly stratumOfLot: Int32Array;
  /** Per wafer 1 where it is one of the affected. */
  readonly cases: Uint8Array;
  /**
   * Per wafer what got worse, larger = worse (yield loss, bin loss: fractions of 1), NaN where not known: such wafers
   * are left out. null: the case flags themselves are the response.
   */
  readonly response: Float32Array | Float64Array | null;
  /**
   * Per wafer how badly it is off, larger = worse, in any unit: what levels are ranked and tested by. Default: the
   * response. Worth giving where most wafers are ordinary and their noise would drown the few that are not (see
   * `severityOf`); effects stay in the unit of the response.
   */
  readonly severity?: Float32Array | Float64Array;
  readonly factors: readonly CategoricalFactor[];
  readonly numericFactors?: readonly NumericFactor[];
  readonly memberships?: readonly MembershipFactor[];
}

export interface CommonalityOptions {
  /** Uniform numbers in [0, 1); the same sequence gives the same answer. See `seededRandom`. */
  readonly random: () => number;
  /** Default 10,000. Fewer are drawn only where the first row is already far from any link; the result says how many. */
  readonly permutations?: number;
  /** Family-wise error that a "strong" may have, default 0.05. */
  readonly significance?: number;
  /** How many rows to return at most, default 50. */
  readonly rows?: number;
}

/** One level of one factor. */
export interface FactorLevel {
  readonly factorId: string;
  readonly kind: FactorKind;
  readonly stepId: string | null;
  /** The level's name; for a numeric factor null. */
  readonly level: string | null;
  /** Only for a numeric factor: the wafers above (or at most at) this value, in `unit`. */
  readonly cut: { readonly side: 'above' | 'at-most'; readonly value: number; readonly unit: string } | null;
}

/** Cases among wafers, and lots with a case among lots. */
export interface CaseCount {
  readonly caseWafers: number;
  readonly wafers: number;
  readonly caseLots: number;
  readonly lots: number;
}

/** A difference "exposed − others" of the response with its interval, clustered by lot; null where lots are too few. */
export interface Contrast {
  readonly difference: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Lots that take part: for the contrast within lots those that have wafers on both sides. */
  readonly lots: number;
}

export interface OddsRatio {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/**
 * strong: linked, and still linked once row 1 is known. confounded: linked, but nothing is left once row 1 is known.
 * no-link: these lots could have shown a link and don't. inconclusive: even the clearest outcome these lots can have
 * would not have been enough, or fewer than three lots are affected.
 */
export type CommonalityReading = 'strong' | 'confounded' | 'no-link' | 'inconclusive';

/** What stands in the way of a row that decides nothing. */
export type InconclusiveBecause =
  /** Fewer than three lots are affected, so that no row can decide. */
  | 'few-affected-lots'
  /** Fewer than three lots have the level, or fewer than three don't. */
  | 'few-lots'
  /** Linked, but fewer than three of the lots that have it are affected. */
  | 'few-affected-with-it'
  /** Linked by single wafers, but the difference inside lots does not hold from lot to lot. */
  | 'not-lot-by-lot'
  /** Even the clearest outcome these lots can have would not have been enough. */
  | 'out-of-reach';

/** Levels that these wafers cannot tell apart, as one row; the figures are those of the first. */
export interface CommonalityRow {
  /** The strongest first; more than one: always (or nearly always) used together. */
  readonly levels: readonly FactorLevel[];
  readonly exposed: CaseCount;
  readonly others: CaseCount;
  /** Of a wafer being a case, exposed against others; null where a side has no wafers. */
  readonly oddsRatio: OddsRatio | null;
  /** Within strata, wafers of all lots. */
  readonly overall: Contrast | null;
  /** Inside the same lots: what lots have in common cancels. Preferred where it exists. */
  readonly withinLots: Contrast | null;
  /** Standardised score that ranks the rows: about a standard normal where there is no link. */
  readonly score: number;
  /** Family-wise, at least 1e-4; null where the level has too few lots to be tested. */
  readonly p: number | null;
  /** The smallest p that these lots could have given for this level. */
  readonly smallestReachableP: number | null;
  /** p once row 1 is known, family-wise; null for row 1 and where nothing is linked. */
  readonly pGivenFirst: number | null;
  readonly reading: CommonalityReading;
  /** null for every other reading. */
  readonly because: InconclusiveBecause | null;
}

export interface CommonalityResult {
  readonly rows: readonly CommonalityRow[];
  /** Wafers, lots, affected wafers and lots that took part. */
  readonly wafers: number;
  readonly lots: number;
  readonly caseWafers: number;
  readonly caseLots: number;
  /** Levels asked about, levels with lots enough to be tested, and how many of those differ. */
  readonly levels: number;
  readonly testedLevels: number;
  readonly distinctLevels: number;
  readonly permutations: number;
  /** Why there is no answer at all, in a code; null where there is one. */
  readonly obstacle:
    | 'no-cases'
    | 'only-cases'
    | 'fewer-than-three-affected-lots'
    | 'response-is-constant'
    | 'no-testable-factor'
    | null;
}
