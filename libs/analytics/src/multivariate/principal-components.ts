import { fQuantile } from '../inference/beta-and-f.ts';
import { normalQuantile } from '../inference/normal.ts';
import { completeRows, isRefusal, learnClean } from './clean-rows.ts';
import { checkedAlpha } from './hotelling.ts';
import { columnMeans, covarianceOf, symmetricEigen } from './matrix.ts';
import type { NoMultivariate, PcaModel, PcaOptions, PcaScore, Rows } from './multivariate-types.ts';

type Core = Omit<PcaModel, 'kind' | 'alpha' | 'incomplete' | 'cleaned'>;

/** Fewer rows than this don't show a covariance, however few the variables. */
const MIN_ROWS = 10;
/** Eigenvalues below this share of a unit variance are rounding. */
const ROUNDING = 1e-10;

/**
 * PCA of standardised variables: T² in the plane of the components kept, Q (SPE) for what is off it. More variables than
 * rows are taken here, which T² alone refuses. Components: as many as asked for, else as explain 90 %; at most m − 2.
 * Limit of T² as in phase II of Hotelling with k components; of Q by Jackson & Mudholkar, Technometrics 21:341, 1979.
 */
export function pcaPhaseOne(rows: Rows, options: PcaOptions = {}): PcaModel | NoMultivariate {
  const alpha = checkedAlpha(options.alpha);
  const data = completeRows(rows, () => MIN_ROWS);
  if (data.kind === 'no-model') return data;
  const { model, cleaned } = learnClean(
    data,
    options.clean === true,
    (learnt) => learnPca(learnt, data.variables, alpha, options),
    (core, row) => {
      const { outsideT2, outsideSpe } = scoreOf(core, row);
      return outsideT2 || outsideSpe;
    },
  );
  if (isRefusal(model)) return model;
  return { kind: 'pca', ...model, alpha, incomplete: data.incomplete, cleaned };
}

/** Scores of one row; null for a row with a gap. Throws a RangeError for a row of another length. */
export function pcaScore(model: PcaModel, row: ArrayLike<number>): PcaScore | null {
  if (row.length !== model.mean.length) {
    throw new RangeError(`A row of ${model.mean.length} values is needed, got ${row.length}.`);
  }
  return Array.from(row).every(Number.isFinite) ? scoreOf(model, row) : null;
}

function learnPca(rows: Float64Array[], p: number, alpha: number, options: PcaOptions): Core | NoMultivariate {
  const m = rows.length;
  const mean = columnMeans(rows, p);
  const covariance = covarianceOf(rows, mean);
  const sigma = covariance.map((row, i) => Math.sqrt(row[i] ?? 0));
  const flat = sigma.flatMap((s, j) => (s > 0 ? [] : [j]));
  if (flat.length > 0)
    return { kind: 'no-model', reason: 'no-spread', rows: m, variables: p, needs: MIN_ROWS, columns: flat };
  const correlation = covariance.map((row, i) => row.map((value, j) => value / ((sigma[i] ?? 1) * (sigma[j] ?? 1))));
  const { values, vectors } = symmetricEigen(correlation);
  const k = componentsToKeep(values, m, options);
  const kept = values.slice(0, k);
  return {
    mean: Array.from(mean),
    sigma,
    loadings: vectors.slice(0, k).map((vector) => Array.from(vector)),
    eigenvalues: kept,
    explained: Math.min(1, kept.reduce((sum, value) => sum + value, 0) / p),
    rows: m,
    t2Limit: ((k * (m + 1) * (m - 1)) / (m * (m - k))) * fQuantile(1 - alpha, k, m - k),
    speLimit: speLimitOf(
      values.slice(k).filter((value) => value > ROUNDING),
      alpha,
    ),
  };
}

function componentsToKeep(values: readonly number[], m: number, { components, explain = 0.9 }: PcaOptions): number {
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  let sum = 0;
  const enough = values.findIndex((value) => (sum += value) >= explain * total - ROUNDING) + 1;
  const usable = values.filter((value) => value > ROUNDING).length;
  return Math.max(1, Math.min(components ?? enough, usable, m - 2));
}

function speLimitOf(left: readonly number[], alpha: number): number | null {
  if (left.length === 0) return null;
  const theta = (power: number): number => left.reduce((sum, value) => sum + value ** power, 0);
  const [t1, t2, t3] = [theta(1), theta(2), theta(3)];
  // h₀ is 0 or below for a few large and many small eigenvalues left: there the formula breaks down, and 0.01 is near.
  const h = Math.max(0.01, 1 - (2 * t1 * t3) / (3 * t2 * t2));
  const z = normalQuantile(1 - alpha);
  return t1 * Math.max(0, (z * Math.sqrt(2 * t2 * h * h)) / t1 + 1 + (t2 * h * (h - 1)) / (t1 * t1)) ** (1 / h);
}

function scoreOf(model: Core, row: ArrayLike<number>): PcaScore {
  const z = model.mean.map((centre, j) => ((row[j] ?? centre) - centre) / (model.sigma[j] ?? 1));
  const scores = model.loadings.map((loading) => loading.reduce((sum, weight, j) => sum + weight * (z[j] ?? 0), 0));
  const t2 = scores.reduce((sum, score, k) => sum + score ** 2 / (model.eigenvalues[k] ?? 1), 0);
  const residuals = z.map(
    (value, j) => (value - scores.reduce((sum, score, k) => sum + score * (model.loadings[k]?.[j] ?? 0), 0)) ** 2,
  );
  const spe = residuals.reduce((sum, residual) => sum + residual, 0);
  return {
    scores,
    t2,
    spe,
    outsideT2: t2 > model.t2Limit,
    outsideSpe: model.speLimit !== null && spe > model.speLimit,
    residuals,
  };
}
