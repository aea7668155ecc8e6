import type { Params } from '@angular/router';
import { readMapMode, type MapMode } from '../../core/maps/map-view.ts';

/** What the map's colours say: a reading of the bins, or the value of one parametric test. */
export type WaferColouring =
  | { readonly kind: 'mode'; readonly mode: MapMode }
  | { readonly kind: 'test'; readonly test: number };

export interface WaferChoice {
  readonly insertion: string | undefined;
  readonly colouring: WaferColouring;
  /** Bins that stand out; none = all. */
  readonly bins: readonly number[];
}

/** The link's raw parameters: ins, map, test, bin. */
export interface WaferLink {
  readonly ins: string | undefined;
  readonly map: string | undefined;
  readonly test: string | undefined;
  readonly bin: string | undefined;
}

/** Reads a link; a value that means nothing falls back to the default. A test wins over a mode. */
export function readWaferLink({ ins, map, test, bin }: WaferLink): WaferChoice {
  const number = test === undefined || test === '' ? Number.NaN : Number(test);
  return {
    insertion: ins || undefined,
    colouring: Number.isFinite(number) ? { kind: 'test', test: number } : { kind: 'mode', mode: readMapMode(map) },
    bins: (bin ?? '')
      .split(',')
      .filter((text) => /^\d{1,5}$/.test(text))
      .map(Number),
  };
}

/** Query parameters of a change: defaults become null, so that they leave the link. */
export function writeWaferLink(change: Partial<WaferChoice>): Params {
  const params: Params = {};
  if ('insertion' in change) params['ins'] = change.insertion ?? null;
  const { colouring } = change;
  if (colouring?.kind === 'test') Object.assign(params, { test: colouring.test, map: null });
  if (colouring?.kind === 'mode') {
    Object.assign(params, { test: null, map: colouring.mode === 'soft' ? null : colouring.mode });
  }
  if (change.bins) params['bin'] = change.bins.length > 0 ? change.bins.join(',') : null;
  return params;
}
