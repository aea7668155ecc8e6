import type { Params } from '@angular/router';
import { readMapMode, type MapMode } from '../../core/maps/map-view.ts';
import { writeSelection, type WaferSelection } from '../../core/selection/wafer-selection.ts';
import { STACK_MODES, type StackMode } from '../../core/maps/wafer-stacks.ts';

export const WAFER_ORDERS = ['slot', 'yield'] as const;
export type WaferOrder = (typeof WAFER_ORDERS)[number];

/** What the person chose on a lot's page. */
export interface LotChoice {
  readonly insertion: string | undefined;
  readonly mode: MapMode;
  readonly order: WaferOrder;
  readonly stack: StackMode;
}

/** The link's raw parameters: ins, map, order, stack. */
export interface LotLink {
  readonly ins: string | undefined;
  readonly map: string | undefined;
  readonly order: string | undefined;
  readonly stack: string | undefined;
}

/** Reads a link; a value that means nothing falls back to the default. */
export function readLotLink({ ins, map, order, stack }: LotLink): LotChoice {
  return {
    insertion: ins || undefined,
    mode: readMapMode(map),
    order: WAFER_ORDERS.find((known) => known === order) ?? 'slot',
    stack: STACK_MODES.find((known) => known === stack) ?? 'all',
  };
}

/** Query parameters of a change: defaults become null, so that they leave the link. */
export function writeLotLink(change: Partial<LotChoice> & { readonly selection?: WaferSelection }): Params {
  const params: Params = {};
  if ('insertion' in change) params['ins'] = change.insertion ?? null;
  if (change.mode) params['map'] = unless('soft', change.mode);
  if (change.order) params['order'] = unless('slot', change.order);
  if (change.stack) params['stack'] = unless('all', change.stack);
  if (change.selection) params['sel'] = writeSelection(change.selection);
  return params;
}

function unless(byDefault: string, value: string): string | null {
  return value === byDefault ? null : value;
}
