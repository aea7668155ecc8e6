import { betaQuantile, fQuantile } from '../inference/beta-and-f.ts';
import { completeRows, isRefusal, learnClean } from './clean-rows.ts';
import { columnMeans, covarianceOf, invertPositive } from './matrix.ts';
import type {
  HotellingModel,
  HotellingScore,
  MultivariateOptions,
  NoMultivariate,
  Rows,
} from './multivariate-types.ts';

/** The chance of a false alarm of one point at 3 σ. */
export const DEFAULT_ALPHA = 0.0027;

type Core = Pick<HotellingModel, 'mean' | 'inverse' | 'rows' | 'phaseOneLimit' | 'phaseTwoLimit'>;

/**
 * Phase I of Hotelling's T² for individual rows: mean and inverse covariance, and both limits: of the rows learnt on
 * (m−1)²/m·β(p/2, (m−p−1)/2), of new rows p(m+1)(m−1)/(m(m−p))·F(p, m−p). Needs m ≥ p + 2 complete rows; more variables
 * than that, a variable that does not vary, or variables that are sums of others are refused with their columns.
 * Source: Tracy, Young & Mason, J. Quality Technology 24:88, 1992. Throws a RangeError unless 0 < alpha < 1.
 */
export function hotellingPhaseOne(rows: Rows, options: MultivariateOptions = {}): HotellingModel | NoMultivariate {
  const alpha = checkedAlpha(options.alpha);
  const data = completeRows(rows, (variables) => variables + 2);
  if (data.kind === 'no-model') return data;
  const { model, cleaned } = learnClean(
    data,
    options.clean === true,
    (learnt) => learnHotelling(learnt, data.variables, alpha),
    (core, row) => t2Of(core, row) > core.phaseOneLimit,
  );
  if (isRefusal(model)) return model;
  return { kind: 'hotelling', ...model, variables: data.variables, alpha, incomplete: data.incomplete, cleaned };
}

export function checkedAlpha(alpha = DEFAULT_ALPHA): number {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`The chance of a false alarm must lie in (0, 1), got ${alpha}.`);
  return alpha;
}

function learnHotelling(rows: Float64Array[], p: number, alpha: number): Core | NoMultivariate {
  const m = rows.length;
  const mean = columnMeans(rows, p);
  const covariance = covarianceOf(rows, mean);
  const sigma = covariance.map((row, i) => Math.sqrt(row[i] ?? 0));
  const correlation = covariance.map((row, i) => row.map((value, j) => value / ((sigma[i] ?? 1) * (sigma[j] ?? 1))));
  const inverse = invertPositive(correlation);
  if ('dependent' in inverse) {
    return { kind: 'no-model', reason: 'collinear', rows: m, variables: p, needs: p + 2, columns: [inverse.dependent] };
  }
  return {
    mean: Array.from(mean),
    inverse: inverse.map((row, i) => Array.from(row, (value, j) => value / ((sigma[i] ?? 1) * (sigma[j] ?? 1)))),
    rows: m,
    phaseOneLimit: ((m - 1) ** 2 / m) * betaQuantile(1 - alpha, p / 2, (m - p - 1) / 2),
    phaseTwoLimit: ((p * (m + 1) * (m - 1)) / (m * (m - p))) * fQuantile(1 - alpha, p, m - p),
  };
}

function contributionsOf({ mean, inverse }: Core, row: ArrayLike<number>): number[] {
  const away = mean.map((centre, j) => (row[j] ?? centre) - centre);
  return away.map((value, i) => value * away.reduce((sum, other, j) => sum + (inverse[i]?.[j] ?? 0) * other, 0));
}

function t2Of(core: Core, row: ArrayLike<number>): number {
  return Math.max(
    0,
    contributionsOf(core, row).reduce((sum, part) => sum + part, 0),
  );
}

/**
 * T² of a row, against the limit of phase II for a new row and of phase I for one that was learnt on; null for a row with
 * a gap. Contributions are (x − µ)ⱼ·(S⁻¹(x − µ))ⱼ. Throws a RangeError for a row of another length.
 */
export function hotellingScore(
  model: HotellingModel,
  row: ArrayLike<number>,
  phase: 'one' | 'two' = 'two',
): HotellingScore | null {
  if (row.length !== model.variables) {
    throw new RangeError(`A row of ${model.variables} values is needed, got ${row.length}.`);
  }
  if (!Array.from(row).every(Number.isFinite)) return null;
  const contributions = contributionsOf(model, row);
  const t2 = Math.max(
    0,
    contributions.reduce((sum, part) => sum + part, 0),
  );
  return { t2, outside: t2 > (phase === 'one' ? model.phaseOneLimit : model.phaseTwoLimit), contributions };
}
