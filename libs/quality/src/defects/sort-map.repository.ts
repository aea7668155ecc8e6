import { Injectable } from '@nestjs/common';
import { type ProductScope, UnitOfWork } from '@fabwright/platform';
import { STATE_COLUMNS, waferStatesOf, type StateRow, type WaferStates } from '../maps/wafer-map-rows.ts';

export interface SortMap extends WaferStates {
  readonly lotId: string;
  readonly waferId: string;
}

/** Of each wafer the map of its product's first insertion. */
const MAPS = `
  SELECT DISTINCT ON (m.lot_id, m.wafer_id) m.lot_id AS "lotId", m.wafer_id AS "waferId",
    ${STATE_COLUMNS}
  FROM wafer_map m
  JOIN wafer_yield w ON w.lot_id = m.lot_id AND w.wafer_id = m.wafer_id AND w.insertion = m.insertion
  LEFT JOIN product_target t ON t.product_id = w.product_id AND t.insertion = w.insertion
  WHERE m.lot_id = ANY ($1) AND NOT w.excluded AND ($2::text[] IS NULL OR w.product_id = ANY ($2))
  ORDER BY m.lot_id, m.wafer_id, t.position NULLS LAST, m.insertion`;

/** Sort maps of any wafers, for what was found on them before. */
@Injectable()
export class SortMapRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** By lot and wafer; see `waferKey`. Excluded wafers have none. */
  async ofLots(lotIds: readonly string[], scope: ProductScope): Promise<Map<string, SortMap>> {
    const rows = await this.uow.query<StateRow & Pick<SortMap, 'lotId' | 'waferId'>>(MAPS, [
      [...new Set(lotIds)],
      scope,
    ]);
    const maps = await waferStatesOf(this.uow, rows);
    return new Map(maps.map((map) => [waferKey(map.lotId, map.waferId), map]));
  }
}

export function waferKey(lotId: string, waferId: string): string {
  return JSON.stringify([lotId, waferId]);
}
