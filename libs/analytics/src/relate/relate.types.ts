/** One parameter (sensor summary, metrology, e-test): one number per wafer. */
export interface RelateParameter {
  readonly id: string;
  readonly unit: string | null;
  /** Per wafer, NaN where it was not measured. Length: wafers. */
  readonly values: Float32Array | Float64Array;
}

export interface RelateInput {
  /** Per wafer its lot, 0 … lots − 1. */
  readonly lotOfWafer: Int32Array;
  /** Per wafer what the parameters are related with (yield, or a bin's fraction), NaN where it is not known. */
  readonly response: Float32Array | Float64Array;
  readonly parameters: readonly RelateParameter[];
  /** Per wafer a group (product, or chamber), −1 unknown, to see whether a slope only comes from groups lying apart. */
  readonly groupOfWafer?: Int32Array;
}

export interface RelateOptions {
  /** False-discovery rate at which a relation counts as found, default 0.05. */
  readonly falseDiscoveryRate?: number;
  /** |r| of ranks above which two found parameters stand in one cluster, default 0.8. */
  readonly clusterCorrelation?: number;
}

/** Which of the three patterns describes the relation best. */
export type RelationShape = 'monotone' | 'threshold' | 'optimum';

/** The response on both sides of a value of the parameter. */
export interface RelationThreshold {
  /** In the parameter's unit: halfway between the two neighbouring measured values. */
  readonly value: number;
  readonly wafersBelow: number;
  readonly wafersAbove: number;
  readonly meanBelow: number;
  readonly meanAbove: number;
}

/** The response in the middle of the parameter's range against both its ends. */
export interface RelationOptimum {
  /** Where the fitted parabola in ranks turns, in the parameter's unit. */
  readonly value: number;
  /** Response is highest, or lowest, there. */
  readonly response: 'highest' | 'lowest';
}

/** What is left of a slope inside the groups. */
export interface WithinGroups {
  readonly groups: number;
  /** Correlation of ranks with the mean rank of each group taken out. */
  readonly rho: number;
  readonly p: number;
  /** The slope over all wafers is clear and inside the groups nothing of it is left. */
  readonly slopeOnlyBetweenGroups: boolean;
}

export interface Relation {
  /** Index into the input's parameters. */
  readonly parameter: number;
  readonly id: string;
  readonly unit: string | null;
  /** Wafers with both values, and their lots. */
  readonly wafers: number;
  readonly lots: number;
  /** Independent wafers that these are worth, as wafers of a lot resemble each other. */
  readonly effectiveWafers: number;
  /** Spearman's rank correlation over wafers, with ties, and its 95 % interval. */
  readonly rho: number;
  readonly rhoLow: number;
  readonly rhoHigh: number;
  readonly shape: RelationShape;
  /** Share of the response's rank variance that this shape explains, 0 … 1. */
  readonly explained: number;
  readonly monotoneP: number;
  readonly thresholdP: number;
  readonly optimumP: number;
  /** Of the best of the three shapes, paid for having chosen among three. */
  readonly p: number;
  /** Benjamini–Hochberg over all parameters that could be tested. */
  readonly q: number;
  readonly found: boolean;
  /** Of the best cut; null where no cut leaves enough on both sides. */
  readonly threshold: RelationThreshold | null;
  /** Only where the shape is an optimum. */
  readonly optimum: RelationOptimum | null;
  /** null without groups. */
  readonly withinGroups: WithinGroups | null;
}

/** Found parameters that move together: the first is the strongest, the others stand in its shadow. */
export interface RelationCluster {
  /** Indices into `relations`; the one that explains most first. */
  readonly members: readonly number[];
}

export interface SkippedParameter {
  readonly parameter: number;
  readonly id: string;
  readonly reason: 'too-few-wafers' | 'too-few-lots' | 'constant';
}

export interface RelateResult {
  /** By q, then p, then the share explained. */
  readonly relations: readonly Relation[];
  /** Clusters of the found relations, strongest first; a parameter that moves alone is a cluster of one. */
  readonly clusters: readonly RelationCluster[];
  readonly skipped: readonly SkippedParameter[];
  /** Why there is no answer at all; null where there is one. */
  readonly obstacle: 'too-few-wafers' | 'too-few-lots' | 'response-is-constant' | null;
}
