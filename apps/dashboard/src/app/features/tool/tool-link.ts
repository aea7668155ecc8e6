import type { Params } from '@angular/router';
import type { ToolFilter } from '@fabwright/data-access';

export const PERIODS = [4, 8, 13, 26, 52] as const;
export const DEFAULT_WEEKS = 8;

/** What the person chose on the pages of tools; undefined = no choice, which stays out of the link. */
export interface ToolChoice {
  readonly product: string | undefined;
  readonly weeks: number;
  readonly step: string | undefined;
  readonly chamber: string | undefined;
  /** As `statistic:name`. */
  readonly sensor: string | undefined;
}

const PLAIN = { product: 'p', step: 'f.step', chamber: 'f.chamber', sensor: 'sensor' } as const;

export interface ReadToolLink {
  readonly choice: ToolChoice;
  /** Parameters that mean nothing, as written: the page names them. */
  readonly dropped: readonly string[];
}

export function readToolLink(params: Params): ReadToolLink {
  const text = (name: string): string | undefined => {
    const given: unknown = params[name];
    return typeof given === 'string' && given !== '' ? given : undefined;
  };
  const given = text('t');
  const weeks = PERIODS.find((period) => given === `-${period}w`);
  return {
    choice: {
      product: text(PLAIN.product),
      step: text(PLAIN.step),
      chamber: text(PLAIN.chamber),
      sensor: text(PLAIN.sensor),
      weeks: weeks ?? DEFAULT_WEEKS,
    },
    dropped: given !== undefined && weeks === undefined ? [`t=${given}`] : [],
  };
}

/** Query parameters of a change: defaults become null, so that they leave the link. */
export function writeToolLink(change: Partial<ToolChoice>): Params {
  const params: Params = {};
  for (const [field, name] of Object.entries(PLAIN)) {
    if (field in change) params[name] = change[field as keyof typeof PLAIN] || null;
  }
  if (change.weeks !== undefined) params['t'] = change.weeks === DEFAULT_WEEKS ? null : `-${change.weeks}w`;
  return params;
}

export function toToolFilter({ product, weeks }: ToolChoice): ToolFilter {
  return { productId: product ?? null, weeks };
}
