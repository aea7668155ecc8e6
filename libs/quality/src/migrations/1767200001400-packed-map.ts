import type { MigrationInterface, QueryRunner } from 'typeorm';

const BYTES = ['state', 'soft_bin', 'hard_bin'];
const COLUMNS = ['x', 'y', ...BYTES];
/** By row from the bottom, in a row from the left. */
const ORDER = 'ORDER BY d.y, d.x';

const coordinates = (column: string): string => `COALESCE(string_agg(int2send(d.${column}), ''::bytea ${ORDER}), '')`;
const listed = (value: string): string => `COALESCE(array_agg(${value} ${ORDER}), '{}')`;
/** `bytea`, a die after the other in the order of the layout. */
const packed = (bytes: string): string => `COALESCE(string_agg(${bytes}, ''::bytea), '')`;
/** A byte a die, or two where a bin of the wafer needs them: of four from which on. */
const bins = (column: string): string => packed(`substr(int4send(f.${column}[place]), w.${column})`);
const width = (column: string): string =>
  `(SELECT CASE WHEN max(bin) > 255 THEN 3 ELSE 4 END FROM unnest(m.${column}) AS bin) AS ${column}`;
/** Taken in once where it lies beside the row, and not anew for each die. */
const atHand = (columns: readonly string[], none: string): string =>
  `(SELECT ${columns.map((column) => `m.${column} || ${none} AS ${column}`).join(', ')} OFFSET 0) AS f`;

/** Dies are put in order once for all wafers that were tested in the same one, and then taken by place. */
const PACK = `
  WITH keyed AS MATERIALIZED (
    SELECT lot_id, wafer_id, insertion, sha256(array_send(x) || array_send(y)) AS key FROM wafer_map_before),
  one AS (SELECT DISTINCT ON (key) * FROM keyed ORDER BY key),
  ordered AS MATERIALIZED (
    SELECT one.key, encode(sha256(p.bytes), 'hex') AS layout_id, p.x, p.y, p.places
    FROM one JOIN wafer_map_before m USING (lot_id, wafer_id, insertion) CROSS JOIN LATERAL (
      SELECT ${coordinates('x')} || ${coordinates('y')} AS bytes, ${listed('d.x')} AS x, ${listed('d.y')} AS y,
        ${listed('d.place')} AS places
      FROM unnest(m.x, m.y) WITH ORDINALITY AS d(x, y, place)) AS p),
  layouts AS (
    INSERT INTO die_layout (layout_id, x, y) SELECT DISTINCT ON (layout_id) layout_id, x, y FROM ordered)
  INSERT INTO wafer_map (lot_id, wafer_id, insertion, layout_id, state, soft_bin, hard_bin)
  SELECT m.lot_id, m.wafer_id, m.insertion, o.layout_id, p.*
  FROM keyed JOIN ordered o USING (key) JOIN wafer_map_before m USING (lot_id, wafer_id, insertion)
  CROSS JOIN LATERAL (SELECT ${width('soft_bin')}, ${width('hard_bin')}) AS w
  CROSS JOIN LATERAL ${atHand(BYTES, "'{}'")}
  CROSS JOIN LATERAL (
    SELECT ${packed('substr(int2send(f.state[place]), 2)')}, ${bins('soft_bin')}, ${bins('hard_bin')}
    FROM unnest(o.places) AS place) AS p`;

const bin = (column: string): string =>
  `CASE WHEN length(f.${column}) = length(f.state) THEN get_byte(f.${column}, d.die)
    ELSE get_byte(f.${column}, 2 * d.die) * 256 + get_byte(f.${column}, 2 * d.die + 1) END`;
const unpacked = (value: string): string => `COALESCE(array_agg(${value} ORDER BY d.die), '{}')`;

const UNPACK = `
  INSERT INTO wafer_map (lot_id, wafer_id, insertion, x, y, soft_bin, hard_bin, state)
  SELECT m.lot_id, m.wafer_id, m.insertion, l.x, l.y, p.*
  FROM wafer_map_before m JOIN die_layout l USING (layout_id) CROSS JOIN LATERAL ${atHand(BYTES, "''::bytea")}
  CROSS JOIN LATERAL (
    SELECT ${unpacked(bin('soft_bin'))}, ${unpacked(bin('hard_bin'))},
      ${unpacked('(CASE get_byte(f.state, d.die) WHEN 255 THEN -1 ELSE get_byte(f.state, d.die) END)::smallint')}
    FROM generate_series(0, length(f.state) - 1) AS d(die)) AS p`;

const asIs = (table: string, columns: readonly string[]): string =>
  `ALTER TABLE ${table} ${columns.map((column) => `ALTER COLUMN ${column} SET STORAGE EXTERNAL`).join(', ')},
    SET (toast_tuple_target = 8160)`;

const SET_ASIDE = [
  'ALTER TABLE wafer_map RENAME TO wafer_map_before',
  'ALTER INDEX wafer_map_pkey RENAME TO wafer_map_before_pkey',
];

/**
 * Where dies lie is stored once for all wafers whose dies lie alike, and what became of them as bytes: a thousand maps
 * are laid on each other without comparing coordinates or writing millions of numbers as text. A layout is local to no
 * lot, like `test_set`; it stays when no map names it any more.
 */
export class PackedMap1767200001400 implements MigrationInterface {
  readonly name = 'PackedMap1767200001400';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of SET_ASIDE) await runner.query(statement);
    await runner.query(`CREATE TABLE die_layout (
      layout_id text COLLATE "C" PRIMARY KEY,
      x smallint[] NOT NULL,
      y smallint[] NOT NULL
    )`);
    await runner.query(asIs('die_layout', ['x', 'y']));
    await runner.query(`CREATE TABLE wafer_map (
      lot_id text COLLATE "C" NOT NULL,
      wafer_id text COLLATE "C" NOT NULL,
      insertion text COLLATE "C" NOT NULL,
      layout_id text COLLATE "C" NOT NULL,
      ${BYTES.map((column) => `${column} bytea NOT NULL`).join(', ')},
      PRIMARY KEY (lot_id, wafer_id, insertion)
    )`);
    await runner.query(asIs('wafer_map', BYTES));
    for (const statement of [PACK, 'DROP TABLE wafer_map_before']) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of SET_ASIDE) await runner.query(statement);
    await runner.query(`CREATE TABLE wafer_map (
      lot_id text COLLATE "C" NOT NULL,
      wafer_id text COLLATE "C" NOT NULL,
      insertion text COLLATE "C" NOT NULL,
      x smallint[] NOT NULL,
      y smallint[] NOT NULL,
      soft_bin integer[] NOT NULL,
      hard_bin integer[] NOT NULL,
      state smallint[] NOT NULL,
      PRIMARY KEY (lot_id, wafer_id, insertion)
    )`);
    await runner.query(asIs('wafer_map', COLUMNS));
    for (const statement of [UNPACK, 'DROP TABLE wafer_map_before, die_layout']) await runner.query(statement);
  }
}
