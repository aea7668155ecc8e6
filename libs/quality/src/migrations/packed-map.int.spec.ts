import { UnitOfWork } from '@fabwright/platform';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { DataSource, QueryRunner } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packMap } from '../maps/packed-map.ts';
import { WaferMapRepository } from '../maps/wafer-map.repository.ts';
import { PackedMap1767200001400 } from './1767200001400-packed-map.ts';

/** A map as the version before kept it: arrays in the order of the first test. */
interface Before {
  readonly wafer_id: string;
  readonly x: number[];
  readonly y: number[];
  readonly soft_bin: number[];
  readonly hard_bin: number[];
  readonly state: number[];
}

/** More dies than a page holds, so that they lie beside their row; tested column by column, up and down. */
const LARGE = 9_000;
const large: Before = {
  wafer_id: 'large',
  x: Array.from({ length: LARGE }, (_, die) => Math.floor(die / 100) - 45),
  y: Array.from({ length: LARGE }, (_, die) => (Math.floor(die / 100) % 2 === 0 ? die % 100 : 99 - (die % 100))),
  soft_bin: Array.from({ length: LARGE }, (_, die) => (die * 7) % 65_536),
  hard_bin: Array.from({ length: LARGE }, (_, die) => die % 40),
  state: Array.from({ length: LARGE }, (_, die) => (die % 5) - 1),
};
const MAPS: readonly Before[] = [
  {
    wafer_id: 'one',
    x: [0, 1, -300],
    y: [2, 2, -1],
    soft_bin: [1, 5, 65_535],
    hard_bin: [1, 2, 300],
    state: [1, 0, -1],
  },
  // the same dies, tested backwards
  { wafer_id: 'two', x: [-300, 1, 0], y: [-1, 2, 2], soft_bin: [9, 1, 1], hard_bin: [2, 1, 1], state: [3, 1, 2] },
  { wafer_id: 'none placed', x: [], y: [], soft_bin: [], hard_bin: [], state: [] },
  large,
];

let database: TestDatabase;
let source: DataSource;
let runner: QueryRunner;
const migration = new PackedMap1767200001400();

beforeAll(async () => {
  database = await cloneDatabase();
  source = await database.connect();
  runner = source.createQueryRunner();
  await migration.down(runner);
  await source.query(`INSERT INTO product (product_id, name) VALUES ('P', 'P')`);
  await source.query(
    `INSERT INTO lot (lot_id, product_id, lot_type, described_rank, described_at, state, wafer_count)
     VALUES ('L', 'P', 'production', 2, now(), 'waiting', 4)`,
  );
  for (const { wafer_id, x, y, soft_bin, hard_bin, state } of MAPS) {
    await source.query(
      `INSERT INTO wafer_map (lot_id, wafer_id, insertion, x, y, soft_bin, hard_bin, state)
       VALUES ('L', $1, 'CP1', $2, $3, $4, $5, $6)`,
      [wafer_id, x, y, soft_bin, hard_bin, state],
    );
  }
});
afterAll(async () => {
  await runner.release();
  await database.drop();
});

const columnsOf = ({ x, y, soft_bin, hard_bin, state }: Before) => ({
  x: Int16Array.from(x),
  y: Int16Array.from(y),
  softBin: Int32Array.from(soft_bin),
  hardBin: Int32Array.from(hard_bin),
  state: Int8Array.from(state),
});

/** Its dies by row from the bottom, in a row from the left. */
function ordered(map: Before): Before {
  const order = map.x.map((_, die) => die).sort((a, b) => map.y[a]! - map.y[b]! || map.x[a]! - map.x[b]!);
  const column = (values: number[]): number[] => order.map((die) => values[die]!);
  const { wafer_id, x, y, soft_bin, hard_bin, state } = map;
  return {
    wafer_id,
    x: column(x),
    y: column(y),
    soft_bin: column(soft_bin),
    hard_bin: column(hard_bin),
    state: column(state),
  };
}

describe('wafer maps that were there before they were packed', () => {
  it('are those that ingest would write today, layouts shared', async () => {
    await migration.up(runner);
    const rows: Record<string, unknown>[] = await source.query(
      'SELECT wafer_id, layout_id, state, soft_bin, hard_bin FROM wafer_map ORDER BY wafer_id',
    );
    const written = [...MAPS]
      .sort((a, b) => (a.wafer_id < b.wafer_id ? -1 : 1))
      .map((map) => {
        const { layoutId, state, softBin, hardBin } = packMap(columnsOf(map));
        return { wafer_id: map.wafer_id, layout_id: layoutId, state, soft_bin: softBin, hard_bin: hardBin };
      });
    expect(rows).toEqual(written);
    expect(await source.query('SELECT count(*)::integer AS layouts FROM die_layout')).toEqual([{ layouts: 3 }]);
    const maps = await new WaferMapRepository(new UnitOfWork(source)).maps('L', 'CP1', null, null);
    for (const map of maps) {
      const { x, y, state } = ordered(MAPS.find(({ wafer_id }) => wafer_id === map.waferId)!);
      expect([[...map.x], [...map.y], [...map.state]]).toEqual([x, y, state]);
    }
  });

  it('come back with every die when the version before is put back', async () => {
    await migration.down(runner);
    const rows: Before[] = await source.query(
      'SELECT wafer_id, x, y, soft_bin, hard_bin, state FROM wafer_map ORDER BY wafer_id',
    );
    expect(rows).toEqual([...MAPS].sort((a, b) => (a.wafer_id < b.wafer_id ? -1 : 1)).map(ordered));
    await migration.up(runner);
  });
});
