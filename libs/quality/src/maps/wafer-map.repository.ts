import { Injectable } from '@nestjs/common';
import type { WaferMap } from '@fabwright/contracts';
import { UnitOfWork, type ProductScope } from '@fabwright/platform';
import type { Extent } from '@fabwright/fab';
import {
  MAP_COLUMNS,
  STATE_COLUMNS,
  waferMapsOf,
  waferStatesOf,
  type MapRow,
  type StateRow,
  type WaferStates,
} from './wafer-map-rows.ts';

const MAPS = `
  SELECT m.wafer_id AS "waferId", f.slot, ${MAP_COLUMNS}
  FROM wafer_map m JOIN lot ON lot.lot_id = m.lot_id
  LEFT JOIN wafer f ON f.lot_id = m.lot_id AND f.wafer_id = m.wafer_id
  WHERE m.lot_id = $1 AND m.insertion = $2 AND ($3::text[] IS NULL OR m.wafer_id = ANY($3))
    AND ($4::text[] IS NULL OR lot.product_id = ANY($4))
  ORDER BY f.slot NULLS LAST, m.wafer_id`;

const STATES = `
  SELECT ${STATE_COLUMNS}
  FROM wafer_map m JOIN wafer_yield w
    ON w.lot_id = m.lot_id AND w.wafer_id = m.wafer_id AND w.insertion = m.insertion
  WHERE m.insertion = $1 AND m.lot_id = ANY($2) AND NOT w.excluded
    AND ($3::text[] IS NULL OR w.product_id = ANY($3))`;

const EXTENT = `
  SELECT min(d.x)::integer AS "minX", max(d.x)::integer AS "maxX", min(d.y)::integer AS "minY",
    max(d.y)::integer AS "maxY"
  FROM die_layout l CROSS JOIN LATERAL unnest(l.x, l.y) AS d(x, y)
  WHERE l.layout_id IN (SELECT m.layout_id FROM wafer_map m JOIN lot ON lot.lot_id = m.lot_id
    WHERE m.lot_id = $1 AND m.insertion = $2 AND ($3::text[] IS NULL OR lot.product_id = ANY($3)))`;

/** Wafer maps as they were derived: one result a die, notch down. */
@Injectable()
export class WaferMapRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** By slot; `waferIds` null = all. Dies of each wafer by row from the bottom, from the left. */
  async maps(
    lotId: string,
    insertion: string,
    waferIds: readonly string[] | null,
    scope: ProductScope,
  ): Promise<WaferMap[]> {
    const rows = await this.uow.query<MapRow>(MAPS, [lotId, insertion, waferIds, scope]);
    return waferMapsOf(this.uow, rows);
  }

  /** Of the wafers of these lots that count, in any order. */
  async states(lotIds: readonly string[], insertion: string, scope: ProductScope): Promise<WaferStates[]> {
    return waferStatesOf(this.uow, await this.uow.query<StateRow>(STATES, [insertion, lotIds, scope]));
  }

  /** Smallest and largest coordinate among the lot's tested dies; null without any. */
  async extent(lotId: string, insertion: string, scope: ProductScope): Promise<Extent | null> {
    const rows = await this.uow.query<{ [K in keyof Extent]: number | null }>(EXTENT, [lotId, insertion, scope]);
    const { minX, maxX, minY, maxY } = rows[0] ?? { minX: null, maxX: null, minY: null, maxY: null };
    if (minX === null || maxX === null || minY === null || maxY === null) return null;
    return { minX, maxX, minY, maxY };
  }
}
