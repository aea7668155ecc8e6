/** Small dense matrices, row by row. */
export type Matrix = Float64Array[];

export function zeroMatrix(rows: number, columns = rows): Matrix {
  return Array.from({ length: rows }, () => new Float64Array(columns));
}

function cell(matrix: Matrix, row: number, column: number): number {
  return matrix[row]?.[column] ?? 0;
}

function put(matrix: Matrix, row: number, column: number, value: number): void {
  const target = matrix[row];
  if (target) target[column] = value;
}

/** Σ aᵢₖ·bⱼₖ for k from 0 up to `below`. */
function dotRows(a: Matrix, i: number, b: Matrix, j: number, below: number): number {
  let sum = 0;
  for (let k = 0; k < below; k += 1) sum += cell(a, i, k) * cell(b, j, k);
  return sum;
}

/** Mean of each column. */
export function columnMeans(rows: readonly Float64Array[], columns: number): Float64Array {
  const means = new Float64Array(columns);
  for (const row of rows) for (let j = 0; j < columns; j += 1) means[j] = (means[j] ?? 0) + (row[j] ?? 0) / rows.length;
  return means;
}

/** Covariance of the columns (n − 1), for 2 rows or more. */
export function covarianceOf(rows: readonly Float64Array[], means: Float64Array): Matrix {
  const p = means.length;
  const result = zeroMatrix(p);
  for (const row of rows) {
    const away = row.map((value, j) => value - (means[j] ?? 0));
    for (let i = 0; i < p; i += 1) {
      const target = result[i] ?? away;
      for (let j = 0; j < p; j += 1)
        target[j] = (target[j] ?? 0) + ((away[i] ?? 0) * (away[j] ?? 0)) / (rows.length - 1);
    }
  }
  return result;
}

/**
 * Inverse of a symmetric positive definite matrix by Cholesky's decomposition, or the column at which a pivot is (nearly)
 * 0: that column is a sum of those before it. Scale the matrix to a unit diagonal first.
 */
export function invertPositive(matrix: Matrix, tolerance = 1e-10): Matrix | { readonly dependent: number } {
  const p = matrix.length;
  const lower = zeroMatrix(p);
  for (let i = 0; i < p; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const sum = cell(matrix, i, j) - dotRows(lower, i, lower, j, j);
      if (i === j && !(sum > tolerance)) return { dependent: i };
      put(lower, i, j, i === j ? Math.sqrt(sum) : sum / cell(lower, j, j));
    }
  }
  return fromFactor(invertLower(lower));
}

function invertLower(lower: Matrix): Matrix {
  const p = lower.length;
  const inverse = zeroMatrix(p);
  for (let column = 0; column < p; column += 1) {
    for (let i = column; i < p; i += 1) {
      let sum = i === column ? 1 : 0;
      for (let k = column; k < i; k += 1) sum -= cell(lower, i, k) * cell(inverse, k, column);
      put(inverse, i, column, sum / cell(lower, i, i));
    }
  }
  return inverse;
}

/** (L⁻¹)ᵀ L⁻¹. */
function fromFactor(inverse: Matrix): Matrix {
  const p = inverse.length;
  return Array.from({ length: p }, (_, i) =>
    Float64Array.from({ length: p }, (_unused, j) => {
      let sum = 0;
      for (let k = Math.max(i, j); k < p; k += 1) sum += cell(inverse, k, i) * cell(inverse, k, j);
      return sum;
    }),
  );
}

export interface Eigen {
  /** Descending. */
  readonly values: number[];
  /** Unit vectors in the same order, the largest entry of each positive. */
  readonly vectors: Float64Array[];
}

/** Eigenvalues and vectors of a symmetric matrix by cyclic Jacobi rotations (Golub & Van Loan, 4th ed., §8.5). */
export function symmetricEigen(matrix: Matrix): Eigen {
  const p = matrix.length;
  const a = matrix.map((row) => row.slice());
  const v = zeroMatrix(p);
  v.forEach((row, i) => (row[i] = 1));
  for (let sweep = 0; sweep < 60 && offDiagonal(a) > 1e-22 * p; sweep += 1) {
    for (let i = 0; i < p - 1; i += 1) for (let j = i + 1; j < p; j += 1) rotate(a, v, i, j);
  }
  const order = a.map((row, i) => ({ value: row[i] ?? 0, i })).sort((x, y) => y.value - x.value || x.i - y.i);
  return {
    values: order.map(({ value }) => value),
    vectors: order.map(({ i }) => upright(v.map((row) => row[i] ?? 0))),
  };
}

function offDiagonal(a: Matrix): number {
  let sum = 0;
  a.forEach((row, i) => row.forEach((value, j) => (sum += i === j ? 0 : value * value)));
  return sum;
}

/** Mixes entries i and j of a row by a rotation. */
function mix(row: Float64Array, i: number, j: number, c: number, s: number): void {
  const x = row[i] ?? 0;
  const y = row[j] ?? 0;
  row[i] = c * x - s * y;
  row[j] = s * x + c * y;
}

function rotate(a: Matrix, v: Matrix, i: number, j: number): void {
  const coupling = cell(a, i, j);
  if (coupling === 0) return;
  const theta = (cell(a, j, j) - cell(a, i, i)) / (2 * coupling);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (const row of a) mix(row, i, j, c, s);
  for (let k = 0; k < a.length; k += 1) {
    const x = cell(a, i, k);
    const y = cell(a, j, k);
    put(a, i, k, c * x - s * y);
    put(a, j, k, s * x + c * y);
  }
  for (const row of v) mix(row, i, j, c, s);
}

function upright(vector: number[]): Float64Array {
  const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) + 1e-12 ? value : best), 0);
  return Float64Array.from(vector, (value) => (largest < 0 ? -value : value));
}
