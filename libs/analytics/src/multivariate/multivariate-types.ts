/** Rows are batches, wafers or lots in time order; every row has one value a variable. NaN = missing. */
export type Rows = readonly ArrayLike<number>[];

export interface MultivariateOptions {
  /** Chance of a false alarm a point; default .0027, as 3 σ. */
  readonly alpha?: number;
  /** Leave rows beyond their own limit out and learn again, until none is (at most 10 times); default false. */
  readonly clean?: boolean;
}

export interface NoMultivariate {
  readonly kind: 'no-model';
  readonly reason:
    | 'no-rows'
    | 'ragged-rows'
    /** T² needs more complete rows than variables + 1. */
    | 'more-variables-than-rows'
    /** A covariance needs at least 10. */
    | 'too-few-rows'
    /** A variable does not vary. */
    | 'no-spread'
    /** Variables are (nearly) sums of each other. */
    | 'collinear';
  readonly rows: number;
  readonly variables: number;
  /** Complete rows needed. */
  readonly needs: number;
  /** Columns to blame, from 0. */
  readonly columns: readonly number[];
}

/** Frozen phase I of Hotelling's T²; JSON-safe. */
export interface HotellingModel {
  readonly kind: 'hotelling';
  readonly mean: readonly number[];
  /** Inverse covariance, row by row. */
  readonly inverse: readonly (readonly number[])[];
  /** Rows learnt on. */
  readonly rows: number;
  readonly variables: number;
  readonly alpha: number;
  /** Upper limits of T²: of the rows learnt on (β distribution), and of new rows (F distribution). */
  readonly phaseOneLimit: number;
  readonly phaseTwoLimit: number;
  /** Indices of rows left out: incomplete, and beyond the limit when cleaning. */
  readonly incomplete: readonly number[];
  readonly cleaned: readonly number[];
}

export interface HotellingScore {
  readonly t2: number;
  readonly outside: boolean;
  /** Share of each variable in T² (they add up to T²; single ones may be below 0). */
  readonly contributions: readonly number[];
}

export interface PcaOptions extends MultivariateOptions {
  /** Components to keep, or the least share of variance they explain (default .9). */
  readonly components?: number;
  readonly explain?: number;
}

/** Frozen phase I of a PCA with T² in the plane and Q (SPE) off it; JSON-safe. Variables are standardised. */
export interface PcaModel {
  readonly kind: 'pca';
  readonly mean: readonly number[];
  readonly sigma: readonly number[];
  /** One loading vector a component, unit length. */
  readonly loadings: readonly (readonly number[])[];
  readonly eigenvalues: readonly number[];
  /** Share of the variance the kept components explain. */
  readonly explained: number;
  readonly rows: number;
  readonly alpha: number;
  readonly t2Limit: number;
  /** Null where nothing is left off the plane. */
  readonly speLimit: number | null;
  readonly incomplete: readonly number[];
  readonly cleaned: readonly number[];
}

export interface PcaScore {
  readonly scores: readonly number[];
  readonly t2: number;
  readonly spe: number;
  readonly outsideT2: boolean;
  readonly outsideSpe: boolean;
  /** Squared residual of each variable; they add up to SPE. */
  readonly residuals: readonly number[];
}
