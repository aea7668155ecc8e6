import type { WaferMap } from '@fabwright/contracts';
import type { UnitOfWork } from '@fabwright/platform';
import { withLayouts, type DieLayout } from './die-layout.ts';
import { unpackedBins, unpackedStates } from './packed-map.ts';

/** Final states of one wafer's dies; see `DieState` of analytics. Wafers whose dies lie alike share `x` and `y`. */
export interface WaferStates extends DieLayout {
  readonly state: Int8Array;
}

/** What a query of states selects of `wafer_map m`, and its rows. */
export const STATE_COLUMNS = 'm.layout_id AS "layoutId", m.state';
export interface StateRow {
  readonly layoutId: string;
  readonly state: Buffer;
}

/** The same of whole maps. */
export const MAP_COLUMNS = `${STATE_COLUMNS}, m.soft_bin AS "softBin", m.hard_bin AS "hardBin"`;
export interface MapRow extends StateRow {
  readonly waferId: string;
  readonly slot: number | null;
  readonly softBin: Buffer;
  readonly hardBin: Buffer;
}

/** In the order of the rows, with whatever else they hold. */
export async function waferStatesOf<Row extends StateRow>(
  uow: UnitOfWork,
  rows: readonly Row[],
): Promise<(Omit<Row, 'state'> & WaferStates)[]> {
  const laid = await withLayouts(uow, rows);
  return laid.map((row) => ({ ...row, state: unpackedStates(row.state) }));
}

/** In the order of the rows; dies by row from the bottom, in a row from the left. */
export async function waferMapsOf(uow: UnitOfWork, rows: readonly MapRow[]): Promise<WaferMap[]> {
  const laid = await withLayouts(uow, rows);
  return laid.map(({ waferId, slot, x, y, state, softBin, hardBin }) => ({
    waferId,
    slot,
    x,
    y,
    softBin: new Uint16Array(unpackedBins(softBin, x.length)),
    hardBin: new Uint16Array(unpackedBins(hardBin, x.length)),
    state: unpackedStates(state),
  }));
}
