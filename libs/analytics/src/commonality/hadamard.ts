/**
 * The product of values[from … to − 1] with the Hadamard matrix in Sylvester's order, in place; to − from is a power of
 * two. With `low` and `high`, powers of two, only the steps that pair values `low` to `high`/2 apart are taken, which may
 * come in any order. Up to three steps are one pass over the values.
 * Source: Fino & Algazi, IEEE Trans. Comput. C-25:1142, 1976.
 */
export function hadamard(values: Float64Array, from: number, to: number, low = 1, high = to - from): void {
  let step = low;
  for (; 8 * step <= high; step *= 8) passOfEight(values, from, to, step);
  if (4 * step <= high) passOfFour(values, from, to, step);
  else if (2 * step <= high) passOfTwo(values, from, to, step);
}

function passOfTwo(values: Float64Array, from: number, to: number, step: number): void {
  for (let start = from; start < to; start += 2 * step) {
    for (let i = start; i < start + step; i += 1) turnTwo(values, i, step);
  }
}

function passOfFour(values: Float64Array, from: number, to: number, step: number): void {
  for (let start = from; start < to; start += 4 * step) {
    for (let i = start; i < start + step; i += 1) turnFour(values, i, step);
  }
}

function passOfEight(values: Float64Array, from: number, to: number, step: number): void {
  for (let start = from; start < to; start += 8 * step) {
    for (let i = start; i < start + step; i += 1) turnEight(values, i, step);
  }
}

function turnTwo(values: Float64Array, i: number, step: number): void {
  const a = values[i] ?? 0;
  const b = values[i + step] ?? 0;
  values[i] = a + b;
  values[i + step] = a - b;
}

function turnFour(values: Float64Array, i: number, step: number): void {
  const a = values[i] ?? 0;
  const b = values[i + step] ?? 0;
  const c = values[i + 2 * step] ?? 0;
  const d = values[i + 3 * step] ?? 0;
  values[i] = a + b + (c + d);
  values[i + step] = a - b + (c - d);
  values[i + 2 * step] = a + b - (c + d);
  values[i + 3 * step] = a - b - (c - d);
}

function turnEight(values: Float64Array, i: number, step: number): void {
  const a = values[i] ?? 0;
  const b = values[i + step] ?? 0;
  const c = values[i + 2 * step] ?? 0;
  const d = values[i + 3 * step] ?? 0;
  const e = values[i + 4 * step] ?? 0;
  const f = values[i + 5 * step] ?? 0;
  const g = values[i + 6 * step] ?? 0;
  const h = values[i + 7 * step] ?? 0;
  const ab = a + b;
  const cd = c + d;
  const ef = e + f;
  const gh = g + h;
  values[i] = ab + cd + (ef + gh);
  values[i + 2 * step] = ab - cd + (ef - gh);
  values[i + 4 * step] = ab + cd - (ef + gh);
  values[i + 6 * step] = ab - cd - (ef - gh);
  const first = a - b;
  const second = c - d;
  const third = e - f;
  const fourth = g - h;
  values[i + step] = first + second + (third + fourth);
  values[i + 3 * step] = first - second + (third - fourth);
  values[i + 5 * step] = first + second - (third + fourth);
  values[i + 7 * step] = first - second - (third - fourth);
}
