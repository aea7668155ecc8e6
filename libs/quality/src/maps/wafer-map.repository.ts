import { Injectable } from '@nestjs/common';
import { dieOrder, type WaferMap } from '@fabwright/contracts';
import { pgArray, UnitOfWork, type ProductScope } from '@fabwright/platform';
import type { Extent } from '@fabwright/fab';

/** Final states of one wafer's dies; see `DieState` of analytics. */
export interface WaferStates {
  readonly x: Int16Array;
  readonly y: Int16Array;
  readonly state: Int16Array;
}

interface MapRow {
  readonly waferId: string;
  readonly slot: number | null;
  readonly x: Buffer;
  readonly y: Buffer;
  readonly softBin: Buffer;
  readonly hardBin: Buffer;
  readonly state: Buffer;
}

const MAPS = `
  SELECT m.wafer_id AS "waferId", f.slot, array_send(m.x) AS x, array_send(m.y) AS y,
    array_send(m.soft_bin) AS "softBin", array_send(m.hard_bin) AS "hardBin", array_send(m.state) AS state
  FROM wafer_map m JOIN lot ON lot.lot_id = m.lot_id
  LEFT JOIN wafer f ON f.lot_id = m.lot_id AND f.wafer_id = m.wafer_id
  WHERE m.lot_id = $1 AND m.insertion = $2 AND ($3::text[] IS NULL OR m.wafer_id = ANY($3))
    AND ($4::text[] IS NULL OR lot.product_id = ANY($4))
  ORDER BY f.slot NULLS LAST, m.wafer_id`;

const STATES = `
  SELECT array_send(m.x) AS x, array_send(m.y) AS y, array_send(m.state) AS state
  FROM wafer_map m JOIN wafer_yield w
    ON w.lot_id = m.lot_id AND w.wafer_id = m.wafer_id AND w.insertion = m.insertion
  WHERE m.insertion = $1 AND m.lot_id = ANY($2) AND NOT w.excluded
    AND ($3::text[] IS NULL OR w.product_id = ANY($3))`;

const EXTENT = `
  SELECT min(d.x)::integer AS "minX", max(d.x)::integer AS "maxX", min(d.y)::integer AS "minY",
    max(d.y)::integer AS "maxY"
  FROM wafer_map m JOIN lot ON lot.lot_id = m.lot_id CROSS JOIN LATERAL unnest(m.x, m.y) AS d(x, y)
  WHERE m.lot_id = $1 AND m.insertion = $2 AND ($3::text[] IS NULL OR lot.product_id = ANY($3))`;

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
    return rows.map(mapOf);
  }

  /** Of the wafers of these lots that count, in any order. */
  async states(lotIds: readonly string[], insertion: string, scope: ProductScope): Promise<WaferStates[]> {
    const rows = await this.uow.query<Pick<MapRow, 'x' | 'y' | 'state'>>(STATES, [insertion, lotIds, scope]);
    return rows.map((row) => ({
      x: pgArray.toInt16(row.x),
      y: pgArray.toInt16(row.y),
      state: pgArray.toInt16(row.state),
    }));
  }

  /** Smallest and largest coordinate among the lot's tested dies; null without any. */
  async extent(lotId: string, insertion: string, scope: ProductScope): Promise<Extent | null> {
    const rows = await this.uow.query<{ [K in keyof Extent]: number | null }>(EXTENT, [lotId, insertion, scope]);
    const { minX, maxX, minY, maxY } = rows[0] ?? { minX: null, maxX: null, minY: null, maxY: null };
    if (minX === null || maxX === null || minY === null || maxY === null) return null;
    return { minX, maxX, minY, maxY };
  }
}

function mapOf(row: MapRow): WaferMap {
  const [x, y, state] = [pgArray.toInt16(row.x), pgArray.toInt16(row.y), pgArray.toInt16(row.state)];
  const [softBin, hardBin] = [pgArray.toInt32(row.softBin), pgArray.toInt32(row.hardBin)];
  const order = dieOrder(x, y);
  return {
    waferId: row.waferId,
    slot: row.slot,
    x: inOrder(x, order, Int16Array),
    y: inOrder(y, order, Int16Array),
    softBin: inOrder(softBin, order, Uint16Array),
    hardBin: inOrder(hardBin, order, Uint16Array),
    state: inOrder(state, order, Int8Array),
  };
}

function inOrder<T extends Int8Array | Int16Array | Uint16Array>(
  column: ArrayLike<number>,
  order: Uint32Array,
  type: new (length: number) => T,
): T {
  const ordered = new type(order.length);
  for (let at = 0; at < order.length; at++) ordered[at] = column[order[at] ?? 0] ?? 0;
  return ordered;
}
