/** An axis whose ends and ticks are round numbers. */
export interface NiceScale {
  readonly min: number;
  readonly max: number;
  readonly interval: number;
  /** Decimals that tell its ticks apart. */
  readonly decimals: number;
}

/**
 * Rounds a range outwards to steps of 1, 2 or 5 times a power of ten (Heckbert, Graphics Gems 1990, "nice numbers").
 * A range without extent gets one around it.
 * @param wanted roughly how many steps
 */
export function niceScale(low: number, high: number, wanted = 6): NiceScale {
  const extent = high - low > 0 ? high - low : Math.abs(high) * 0.02 || 1;
  const [from, to] = high - low > 0 ? [low, high] : [low - extent / 2, high + extent / 2];
  const interval = niceStep(extent / wanted);
  return {
    min: clean(Math.floor(from / interval + 1e-9) * interval),
    max: clean(Math.ceil(to / interval - 1e-9) * interval),
    interval,
    decimals: decimalsOf(interval),
  };
}

/** Decimals needed so that neighbouring multiples of a step don't print alike. */
export function decimalsOf(interval: number): number {
  return Math.max(0, -Math.floor(Math.log10(interval) + 1e-9));
}

function niceStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const share = raw / power;
  const factor = [1, 2, 5, 10].find((candidate) => share <= candidate + 1e-9) ?? 10;
  return clean(factor * power);
}

/** Twelve significant digits: 0.30000000000000004 is 0.3. */
function clean(value: number): number {
  return Number(value.toPrecision(12));
}
