import { Injectable } from '@nestjs/common';
import { DieState, type LotWafer } from '@fabwright/analytics';
import { dieOrder, type WaferMap } from '@fabwright/contracts';
import { pgArray, UnitOfWork } from '@fabwright/platform';
import { countedPopulationSql } from '../population/counted-population.sql.ts';
import { populationSql } from '../population/population.sql.ts';
import type { Population } from '../population/population.ts';
import { GallerySort, type GalleryWafer } from './stack.types.ts';

/** Maps of more wafers than this are neither laid on each other nor looked at: the newest stand for them. */
export const MOST_STACKED = 2_000;
export const MOST_SHOWN = 300;

/** Wafers whose dies lie alike. A list a wafer, in one text: a sixth of the characters that arrays take one by one. */
interface LayoutRow {
  readonly x: Buffer;
  readonly y: Buffer;
  readonly lotIds: readonly string[];
  readonly states: string;
  readonly softBins: string | null;
}

interface MapRow {
  readonly waferId: string;
  readonly slot: number | null;
  readonly x: Buffer;
  readonly y: Buffer;
  readonly state: Buffer;
  readonly softBin: Buffer;
  readonly hardBin: Buffer;
}

/** A few layouts are told apart by their hash; sorted, each wafer would be compared with a dozen others die by die. */
const HASHED = `SET LOCAL work_mem = '64MB'; SET LOCAL enable_sort = off; SET LOCAL jit = off`;

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
   * Final states of all dies of at most 2,000 wafers, the newest, chosen or not. With `bins`, only dies whose last soft bin is one of
   * them count as failing.
   */
  async dies(population: Population, bins: readonly number[]): Promise<LotWafer[]> {
    const { sql, parameters } = populationSql(population);
    const lists = (column: string): string => `string_agg(array_to_string(m.${column}, ','), ';')`;
    const rows = await this.uow.run(async () => {
      await this.uow.query(HASHED);
      return this.uow.query<LayoutRow>(
        `WITH population AS (${sql})
        SELECT array_send(m.x) AS x, array_send(m.y) AS y, json_agg(m.lot_id) AS "lotIds", ${lists('state')} AS states,
          ${bins.length > 0 ? lists('soft_bin') : 'NULL'} AS "softBins"
        FROM (SELECT lot_id, wafer_id, insertion FROM population
          ORDER BY tested_at DESC, lot_id, wafer_id LIMIT ${MOST_STACKED}) w
        JOIN wafer_map m ON m.lot_id = w.lot_id AND m.wafer_id = w.wafer_id AND m.insertion = w.insertion
        GROUP BY m.x, m.y`,
        parameters,
      );
    });
    return rows.flatMap((row) => wafersOf(row, bins));
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
      SELECT l."lotId" || '/' || l."waferId" AS "waferId", l.slot, array_send(m.x) AS x, array_send(m.y) AS y,
        array_send(m.soft_bin) AS "softBin", array_send(m.hard_bin) AS "hardBin", array_send(m.state) AS state
      FROM listed l JOIN wafer_map m ON m.lot_id = l."lotId" AND m.wafer_id = l."waferId" AND m.insertion = l.insertion
      ORDER BY l.place`,
      parameters,
    );
    return rows.map(mapOf);
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

/** They share their coordinates. */
function wafersOf({ x: xs, y: ys, lotIds, states, softBins }: LayoutRow, bins: readonly number[]): LotWafer[] {
  const [x, y, wanted] = [pgArray.toInt16(xs), pgArray.toInt16(ys), new Set(bins)];
  const state = integers(states, x.length);
  const softBin = softBins === null ? null : integers(softBins, x.length);
  return lotIds.map((lot, wafer) => {
    const own = state[wafer] ?? new Int32Array();
    const numbers = softBin?.[wafer];
    return { lot, dies: { x, y, state: numbers ? countedIn(own, numbers, wanted) : own } };
  });
}

function countedIn(states: Int32Array, softBins: Int32Array, bins: ReadonlySet<number>): Int32Array {
  return states.map((value, die) =>
    isFailing(value) && !bins.has(softBins[die] ?? -1) ? DieState.firstPassGood : value,
  );
}

/** Character codes. */
const SEMICOLON = 0x3b;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;

/** Lists of `length` integers each: `1,0,-1;1,1,0`. */
function integers(lists: string, length: number): Int32Array[] {
  const found: Int32Array[] = [];
  let [values, at, value, sign] = [new Int32Array(length), 0, 0, 1];
  for (let place = 0; place <= lists.length; place += 1) {
    const code = place < lists.length ? lists.charCodeAt(place) : SEMICOLON;
    if (code === COMMA || code === SEMICOLON) {
      values[at] = sign * value;
      [at, value, sign] = [at + 1, 0, 1];
      if (code === SEMICOLON) {
        found.push(values);
        [values, at] = [new Int32Array(length), 0];
      }
    } else if (code === MINUS) sign = -1;
    else value = value * 10 + code - ZERO;
  }
  return found;
}

const isFailing = (state: number): boolean => state === DieState.failed || state === DieState.lostOnRetest;

function mapOf(row: MapRow): WaferMap {
  const [x, y, state] = [pgArray.toInt16(row.x), pgArray.toInt16(row.y), pgArray.toInt16(row.state)];
  const [softBin, hardBin] = [pgArray.toInt32(row.softBin), pgArray.toInt32(row.hardBin)];
  const order = dieOrder(x, y);
  return {
    waferId: row.waferId,
    slot: row.slot,
    x: Int16Array.from(order, (die) => x[die] ?? 0),
    y: Int16Array.from(order, (die) => y[die] ?? 0),
    softBin: Uint16Array.from(order, (die) => softBin[die] ?? 0),
    hardBin: Uint16Array.from(order, (die) => hardBin[die] ?? 0),
    state: Int8Array.from(order, (die) => state[die] ?? 0),
  };
}
