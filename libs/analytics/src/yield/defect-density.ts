/**
 * Yield models: yield from x = D0·A (defects a die: density in 1/cm² times die area in cm²), and back.
 * D0 holds for random defects only: take systematic loss out first, or call the result "equivalent D0".
 * "Seeds" here is 1/(1+x); some books use the name for e^(−√x).
 */
export type YieldModel =
  | { readonly name: 'poisson' }
  | { readonly name: 'murphy' }
  | { readonly name: 'seeds' }
  | { readonly name: 'negative-binomial'; readonly alpha: number };

/** Yield as a fraction of 1 for x ≥ 0 defects a die. Throws a RangeError for x < 0 or α ≤ 0. */
export function modelYield(model: YieldModel, x: number): number {
  if (!(x >= 0)) throw new RangeError(`Defects a die must be 0 or more, got ${x}.`);
  switch (model.name) {
    case 'poisson':
      return Math.exp(-x);
    case 'murphy':
      return x === 0 ? 1 : (-Math.expm1(-x) / x) ** 2;
    case 'seeds':
      return 1 / (1 + x);
    case 'negative-binomial':
      return (1 + x / checkAlpha(model.alpha)) ** -model.alpha;
  }
}

/**
 * Defect density in 1/cm² for a yield in (0, 1] and a die area in cm². Throws a RangeError outside.
 * Murphy has no closed inverse: it is bisected to a relative 1e-12.
 */
export function defectDensity(model: YieldModel, yieldFraction: number, dieArea: number): number {
  if (!(yieldFraction > 0 && yieldFraction <= 1))
    throw new RangeError(`Yield must lie in (0, 1], got ${yieldFraction}.`);
  if (!(dieArea > 0)) throw new RangeError(`Die area must be above 0 cm², got ${dieArea}.`);
  return defectsPerDie(model, yieldFraction) / dieArea;
}

function defectsPerDie(model: YieldModel, y: number): number {
  switch (model.name) {
    case 'poisson':
      return -Math.log(y);
    case 'murphy':
      return invertMurphy(y);
    case 'seeds':
      return 1 / y - 1;
    case 'negative-binomial':
      return checkAlpha(model.alpha) * (y ** (-1 / model.alpha) - 1);
  }
}

function invertMurphy(y: number): number {
  if (y === 1) return 0;
  let low = 0;
  let high = 1;
  while (modelYield({ name: 'murphy' }, high) > y) high *= 2;
  for (let i = 0; i < 200 && high - low > 1e-12 * high; i += 1) {
    const middle = (low + high) / 2;
    if (modelYield({ name: 'murphy' }, middle) > y) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function checkAlpha(alpha: number): number {
  if (!(alpha > 0)) throw new RangeError(`The cluster parameter α must be above 0, got ${alpha}.`);
  return alpha;
}
