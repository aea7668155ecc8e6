import { Injectable } from '@nestjs/common';
import { DieState, type LotWafer } from '@fabwright/analytics';
import type { WaferMap } from '@fabwright/contracts';
import { UnitOfWork } from '@fabwright/platform';
import { unpackedBins } from '../maps/packed-map.ts';
import {
  MAP_COLUMNS,
  STATE_COLUMNS,
  waferMapsOf,
  waferStatesOf,
  type MapRow,
  type StateRow,
} from '../maps/wafer-map-rows.ts';
import { countedPopulationSql } from '../population/counted-population.sql.ts';
import { populationSql } from '../population/population.sql.ts';
import type { Population } from '../population/population.ts';
import { GallerySort, type GalleryWafer } from './stack.types.ts';

/** Maps of more wafers than this are neither laid on each other nor looked at: the newest stand for them. */
export const MOST_STACKED = 2_000;
export const MOST_SHOWN = 300;

interface DiesRow extends StateRow {
  readonly lot: string;
  /** Null where bins don't matter. */
  readonly softBin: Buffer | null;
}

const ORDERS: Readonly<Record<GallerySort, string>> = {
  [GallerySort.TESTED_AT]: 'tested_at DESC, lot_id, slot NULLS LAST, wafer_id',
  [GallerySort.YIELD]: 'yield NULLS LAST, lot_id, wafer_id',
  [GallerySort.SLOT]: 'slot NULLS LAST, tested_at DESC, lot_id, wafer_id',
};

/** Maps of any wafers. */
@Injectable()
export class StackRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async count(population: Population): Promise<number> {
    const { sql, parameters } = populationSql(population);
    const rows = await this.uow.query<{ wafers: number }>(
      `WITH population AS (${sql}) SELECT count(*)::integer AS wafers FROM population`,
      parameters,
    );
    return rows[0]?.wafers ?? 0;
  }

  /**
   * Final states of all dies of at most 2,000 wafers, the newest, chosen or not. With `bins`, only dies whose last soft
   * bin is one of them count as failing. Wafers whose dies lie alike share their coordinates.
   */
  async dies(population: Population, bins: readonly number[]): Promise<LotWafer[]> {
    const { sql, parameters } = populationSql(population);
    const softBin = bins.length > 0 ? 'm.soft_bin' : 'NULL::bytea';
    const rows = await this.uow.query<DiesRow>(
      `WITH population AS (${sql})
      SELECT m.lot_id AS lot, ${STATE_COLUMNS}, ${softBin} AS "softBin"
      FROM (SELECT lot_id, wafer_id, insertion FROM population
        ORDER BY tested_at DESC, lot_id, wafer_id LIMIT ${MOST_STACKED}) w
      JOIN wafer_map m ON m.lot_id = w.lot_id AND m.wafer_id = w.wafer_id AND m.insertion = w.insertion`,
      parameters,
    );
    const wafers = await waferStatesOf(this.uow, rows);
    const isWanted = new Uint8Array(65_536);
    for (const bin of bins) isWanted[bin] = 1;
    return wafers.map(({ lot, x, y, state, softBin: own }) => ({
      lot,
      dies: { x, y, state: own ? countedIn(state, unpackedBins(own, x.length), isWanted) : state },
    }));
  }

  /** Wafers as a gallery lists them, at most 300 from `from` on; yields are of the chosen dies. */
  gallery(population: Population, sort: GallerySort, from: number, first: number): Promise<GalleryWafer[]> {
    const { sql, parameters } = countedPopulationSql(population);
    return this.uow.query<GalleryWafer>(`${listedSql(sql, sort, from, first)} SELECT * FROM listed ORDER BY place`, [
      ...parameters,
    ]);
  }

  /** Their maps in the same order; `waferId` is lot/wafer. */
  async maps(population: Population, sort: GallerySort, from: number, first: number): Promise<WaferMap[]> {
    const { sql, parameters } = countedPopulationSql(population);
    const rows = await this.uow.query<MapRow>(
      `${listedSql(sql, sort, from, first)}
      SELECT l."lotId" || '/' || l."waferId" AS "waferId", l.slot, ${MAP_COLUMNS}
      FROM listed l JOIN wafer_map m ON m.lot_id = l."lotId" AND m.wafer_id = l."waferId" AND m.insertion = l.insertion
      ORDER BY l.place`,
      parameters,
    );
    return waferMapsOf(this.uow, rows);
  }
}

function listedSql(population: string, sort: GallerySort, from: number, first: number): string {
  const [offset, limit] = [Math.max(0, Math.trunc(from)), Math.max(1, Math.min(MOST_SHOWN, Math.trunc(first)))];
  return `WITH population AS (${population}),
    described AS (
      SELECT w.lot_id, w.wafer_id, w.insertion, w.lot_no, f.slot, w.tested_at,
        w.good_final::float8 / NULLIF(w.gross, 0) AS yield
      FROM population w LEFT JOIN wafer f ON f.lot_id = w.lot_id AND f.wafer_id = w.wafer_id),
    listed AS (
      SELECT lot_id AS "lotId", wafer_id AS "waferId", insertion, lot_no AS "lotNo", slot, tested_at AS "testedAt",
        yield, row_number() OVER (ORDER BY ${ORDERS[sort]}) AS place
      FROM described ORDER BY place LIMIT ${limit} OFFSET ${offset})`;
}

/** The same states, but dies that fail into other bins count as good. `isWanted`: 1 at the numbers of those that count. */
function countedIn(states: Int8Array, softBins: ArrayLike<number>, isWanted: Uint8Array): Int8Array {
  const counted = states.slice();
  for (let die = 0; die < counted.length; die += 1) {
    const state = counted[die] ?? DieState.noVerdict;
    if (isFailing(state) && isWanted[softBins[die] ?? 0] !== 1) counted[die] = DieState.firstPassGood;
  }
  return counted;
}

const isFailing = (state: number): boolean => state === DieState.failed || state === DieState.lostOnRetest;
