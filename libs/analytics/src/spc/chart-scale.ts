/**
 * The scale on which a yield is charted. Near 100 % yields pile up against the ceiling and symmetric limits lie
 * above it: there the logit is the scale that behaves.
 */
export type ChartScale = 'linear' | 'logit';

/** Half a die of about a thousand: keeps the logit of 0 and 1 finite (Cox's empirical logit). */
const DEFAULT_CLAMP = 0.0005;

export interface ScaleMapping {
  readonly toChart: (yieldFraction: number) => number;
  readonly fromChart: (value: number) => number;
}

/** Maps yields (fractions of 1) to the charted scale and back. `clamp`: smallest distance from 0 and 1, in (0, .5). */
export function scaleMapping(scale: ChartScale, clamp = DEFAULT_CLAMP): ScaleMapping {
  if (scale === 'linear') return { toChart: (y) => y, fromChart: (y) => y };
  if (!(clamp > 0 && clamp < 0.5)) throw new RangeError(`The clamp must lie in (0, 0.5), got ${clamp}.`);
  return {
    toChart: (y) => {
      const inside = Math.min(1 - clamp, Math.max(clamp, y));
      return Math.log(inside / (1 - inside));
    },
    fromChart: (value) => 1 / (1 + Math.exp(-value)),
  };
}

/** Yields whose mean ± 3 σ would pass 100 % on the linear scale belong on the logit. */
export function suggestScale(centre: number, sigma: number): ChartScale {
  return centre + 3 * sigma > 1 ? 'logit' : 'linear';
}
