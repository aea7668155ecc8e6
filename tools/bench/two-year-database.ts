import { encodeInt16 } from '@fabwright/contracts';
import { packRuns, packSlots } from '@fabwright/fab';
import pg from 'pg';
import { addUpLots } from './filled-database.ts';
import { type PrivateDatabase, startPrivateDatabase } from './private-database.ts';

/** How much of two years is made. Ids: lot `L00000`, wafer `L00000.01`, step `STEP01`, tool `STEP01-T1`, chamber `A`. */
export interface TwoYearSize {
  readonly lots: number;
  readonly wafersPerLot: number;
  /** Process steps that every wafer goes through, one run a lot and step. */
  readonly steps: number;
  readonly toolsPerStep: number;
  /** At most 26. */
  readonly chambersPerTool: number;
  readonly sensors: number;
  /** Dies of a wafer, of every product. */
  readonly dies: number;
}

/** 100,000 wafers, 1,000,000 wafer runs. */
export const TWO_YEARS: TwoYearSize = {
  lots: 4000,
  wafersPerLot: 25,
  steps: 10,
  toolsPerStep: 4,
  chambersPerTool: 4,
  sensors: 3,
  dies: 600,
};

/** The last lot is sorted then; the first 730 days before. */
export const TWO_YEARS_END = '2026-11-20T12:00:00Z';
export const TWO_YEAR_INSERTION = 'CP1';
/** Their shares are 10 : 4 : 1, their yields about 95, 91 and 80 %. */
export const TWO_YEAR_PRODUCTS = ['ALPHA', 'BETA', 'GAMMA'] as const;
/** What costs yield: wafers that began in this chamber in the last `days` days lose `points` of a hundred. */
export const GUILTY = { step: 'STEP05', tool: 'STEP05-T2', chamber: 'B', days: 45, points: 6 } as const;

const COLUMNS = 25;
/** Of the probe card; all touch once. */
const SITES = 8;

/** The same period and fab with `factor` times as many lots: what grows faster than the data shows between two sizes. */
export function timesAsManyLots(factor: number, base: TwoYearSize = TWO_YEARS): TwoYearSize {
  return { ...base, lots: Math.round(base.lots * factor) };
}

/**
 * A private database with two years of lots, wafers, process runs and yields. Every number is a hash of what it
 * belongs to: the same size gives the same rows, whatever the plan of a statement. No maps and no die results.
 */
export async function startTwoYearDatabase(size: TwoYearSize = TWO_YEARS): Promise<PrivateDatabase> {
  const database = await startPrivateDatabase();
  const client = new pg.Client({ connectionString: database.url });
  try {
    await client.connect();
    await fillTwoYears(client, size);
    await addUpLots(database.url, client);
    return database;
  } catch (error) {
    await database.stop();
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Fills a migrated, empty database; the sums of lots are left to `addUpLots`. */
export async function fillTwoYears(client: pg.Client, size: TwoYearSize): Promise<void> {
  await client.query(NUMBERS);
  for (const product of TWO_YEAR_PRODUCTS) await addProduct(client, product, size);
  for (const statement of [...fab(size), ...lots(size), ...runs(size), ...yields(size)]) await client.query(statement);
  for (const statement of [packRuns('true'), packSlots('true')]) await client.query(statement);
  await client.query(`INSERT INTO fab_clock (only_row, newest_event_at) VALUES (true, '${TWO_YEARS_END}')`);
  await client.query('VACUUM (ANALYZE)');
  await client.query('CHECKPOINT');
}

/** Numbers in [0, 1) and whole ones below `below`, from the key; one with mean 0 and a deviation of about 1. */
const NUMBERS = `
  CREATE FUNCTION pg_temp.share(key text) RETURNS float8 LANGUAGE sql IMMUTABLE AS
    $$ SELECT (hashtextextended(key, 42) & 1073741823) / 1073741824.0::float8 $$;
  CREATE FUNCTION pg_temp.pick(key text, below integer) RETURNS integer LANGUAGE sql IMMUTABLE AS
    $$ SELECT floor(pg_temp.share(key) * below)::integer $$;
  CREATE FUNCTION pg_temp.normal(key text) RETURNS float8 LANGUAGE sql IMMUTABLE AS
    $$ SELECT 2 * (pg_temp.share(key || '1') + pg_temp.share(key || '2') + pg_temp.share(key || '3') - 1.5) $$`;

async function addProduct(client: pg.Client, product: string, { dies }: TwoYearSize): Promise<void> {
  const along = (place: (die: number) => number): string =>
    encodeInt16(Int16Array.from({ length: dies }, (_, die) => place(die)));
  const definition = {
    name: product,
    customer: null,
    waferDiameterMm: 200,
    dieWidthMm: 150 / COLUMNS,
    dieHeightMm: 150 / COLUMNS,
    edgeExclusionMm: 3,
    orientation: { notch: 'down', axisX: 'right', axisY: 'up' },
    dies: { x: along((die) => die % COLUMNS), y: along((die) => Math.floor(die / COLUMNS)) },
    reticle: null,
    bins: Array.from({ length: 8 }, (_, bin) => ({
      kind: 'soft',
      number: bin + 1,
      name: `Bin ${bin + 1}`,
      pass: bin === 0,
    })),
    insertions: [{ id: TWO_YEAR_INSERTION, name: 'Sort' }],
    tests: [],
  };
  await client.query(`INSERT INTO product (product_id, name, current_version) VALUES ($1, $1, 1)`, [product]);
  await client.query(
    `INSERT INTO product_version (product_id, version, definition, gross_dies, source, effective_at, created_at)
     VALUES ($1, 1, $2, $3, 'event', timestamptz '${TWO_YEARS_END}' - interval '3 years', now())`,
    [product, JSON.stringify(definition), dies],
  );
  await client.query(
    `INSERT INTO product_target (product_id, insertion, set_by, set_at) VALUES ($1, $2, 'event', to_timestamp(0))`,
    [product, TWO_YEAR_INSERTION],
  );
}

const fab = ({ steps, toolsPerStep }: TwoYearSize): string[] => [
  `INSERT INTO step (step_id, name, area, sequence)
   SELECT ${step('s')}, 'Step ' || s, 'Area ' || (1 + s % 4), s FROM generate_series(1, ${steps}) s`,
  `INSERT INTO tool (tool_id, area, last_seen)
   SELECT ${step('s')} || '-T' || t, 'Area ' || (1 + s % 4), '${TWO_YEARS_END}'
   FROM generate_series(1, ${steps}) s, generate_series(1, ${toolsPerStep}) t`,
  `INSERT INTO bin_slot (product_id, kind, number, slot)
   SELECT product_id, 'soft', n + 1, n FROM product, generate_series(1, 6) n`,
];

/** The way from first step to sort takes 35 to 55 days, so that lots overtake each other. */
const lots = ({ lots: count, wafersPerLot }: TwoYearSize): string[] => [
  `CREATE TEMP TABLE made_lot AS
   SELECT lot_id, n, sorted_at, 35 + 20 * pg_temp.share('cycle' || lot_id) AS cycle_days,
     CASE WHEN pick < 10 THEN 'ALPHA' WHEN pick < 14 THEN 'BETA' ELSE 'GAMMA' END AS product_id,
     CASE WHEN pick < 10 THEN 0.95 WHEN pick < 14 THEN 0.91 ELSE 0.8 END + 0.012 * pg_temp.normal('lot' || lot_id) AS yield
   FROM (SELECT n, 'L' || lpad(n::text, 5, '0') AS lot_id, pg_temp.pick('product' || n, 15) AS pick,
       timestamptz '${TWO_YEARS_END}' - (${count - 1} - n) * (interval '730 days' / ${count}) AS sorted_at
     FROM generate_series(0, ${count - 1}) n) numbered`,
  `INSERT INTO lot (lot_id, product_id, lot_type, described_rank, described_at, started_at, state, current_step_id,
     last_event_at, wafer_count)
   SELECT lot_id, product_id, 'production', 2, sorted_at, sorted_at - cycle_days * interval '1 day', 'finished', NULL,
     sorted_at, ${wafersPerLot} FROM made_lot`,
  `INSERT INTO wafer (lot_id, wafer_id, lot_no, slot, seen_at)
   SELECT lot_id, lot_id || '.' || lpad(w::text, 2, '0'), lot_id, w, sorted_at
   FROM made_lot, generate_series(1, ${wafersPerLot}) w`,
];

/** Slots are shuffled at every step, chambers do not follow slots, a recipe has a new version each quarter. */
const runs = ({ steps, toolsPerStep, chambersPerTool, sensors }: TwoYearSize): string[] => [
  `INSERT INTO process_run (lot_id, run_id, lot_no, product_id, step_id, tool_id, recipe_id, recipe_version, queue_time_h,
     started_at, ended_at, sensor_names, sensor_units, sensor_statistics, seq)
   SELECT lot_id, lot_id || '-' || s, lot_id, product_id, ${step('s')},
     ${step('s')} || '-T' || (1 + pg_temp.pick('tool' || lot_id || s, ${toolsPerStep})), 'R' || s || '-' || product_id,
     extract(year FROM at)::text || 'Q' || extract(quarter FROM at)::text, 24 * pg_temp.share('queue' || lot_id || s),
     at, at + interval '2 hours', ${textArray('sensor', sensors)}, ${textArray('unit', sensors)}, ${textArray('mean', sensors)}, 1
   FROM made_lot CROSS JOIN generate_series(1, ${steps}) s
     CROSS JOIN LATERAL (SELECT sorted_at - cycle_days * (1 - (s - 1)::float8 / ${steps}) * interval '1 day' AS at) time`,
  `INSERT INTO process_run_wafer (lot_id, run_id, wafer_id, slot, chamber, started_at, ended_at, sensor_values)
   SELECT r.lot_id, r.run_id, w.wafer_id,
     row_number() OVER (PARTITION BY r.lot_id, r.run_id ORDER BY hashtext(r.run_id || w.wafer_id)),
     chr(65 + pg_temp.pick('chamber' || r.run_id || w.wafer_id, ${chambersPerTool})), r.started_at, r.ended_at,
     ARRAY[${Array.from({ length: sensors }, (_, n) => `pg_temp.share('${n}' || r.run_id || w.wafer_id)::real`).join(', ')}]
   FROM process_run r JOIN wafer w USING (lot_id)`,
];

/** Yield of a wafer: that of its lot, its own noise, and what the guilty chamber takes. */
const yields = ({ dies, wafersPerLot }: TwoYearSize): string[] => [
  `CREATE TEMP TABLE hurt AS
   SELECT w.lot_id, w.wafer_id FROM process_run r JOIN process_run_wafer w USING (lot_id, run_id)
   WHERE r.step_id = '${GUILTY.step}' AND r.tool_id = '${GUILTY.tool}' AND w.chamber = '${GUILTY.chamber}'
     AND r.started_at > timestamptz '${TWO_YEARS_END}' - interval '${GUILTY.days} days'`,
  `CREATE TEMP TABLE made_yield AS
   SELECT l.lot_id, w.wafer_id, l.product_id, l.sorted_at - (${wafersPerLot} - w.slot) * interval '20 minutes' AS at,
     least(${dies}, greatest(0, round(${dies} * (l.yield + 0.012 * pg_temp.normal('wafer' || w.wafer_id)
       - CASE WHEN h.wafer_id IS NULL THEN 0 ELSE ${GUILTY.points / 100} END))))::integer AS good,
     2 + pg_temp.pick('bin' || w.wafer_id, 5) AS bin
   FROM made_lot l JOIN wafer w USING (lot_id) LEFT JOIN hurt h USING (lot_id, wafer_id)`,
  `INSERT INTO wafer_yield (lot_id, wafer_id, insertion, product_id, lot_no, lot_type, complete, gross, tested, records,
     records_judged, good_record, good_first, good_final, retested, recovered, failed, unplaced, first_pass_ended_at,
     last_ended_at, run_count, program, program_revision, tester, probe_card, soft_bins, soft_dies, hard_bins, hard_dies, seq)
   SELECT lot_id, wafer_id, '${TWO_YEAR_INSERTION}', product_id, lot_id, 'production', true, ${dies}, ${dies}, ${dies},
     ${dies}, good, good, good, 0, 0, ${dies} - good, 0, at, at, 1, product_id, '1',
     'TESTER' || pg_temp.pick('tester' || lot_id, 4), 'CARD' || pg_temp.pick('card' || lot_id, 6),
     CASE WHEN bad > 1 THEN ARRAY[bin, bin + 1] ELSE ARRAY[bin] END,
     CASE WHEN bad > 1 THEN ARRAY[bad - bad / 3, bad / 3] ELSE ARRAY[bad] END, '{2}', ARRAY[bad], 1
   FROM made_yield CROSS JOIN LATERAL (SELECT ${dies} - good AS bad) lost`,
  `INSERT INTO wafer_site_yield (lot_id, wafer_id, insertion, site, touchdown, first_dies, first_good, last_dies,
     last_good, records, good_records)
   SELECT lot_id, wafer_id, '${TWO_YEAR_INSERTION}', sites, ones, tested, passed, tested, passed, tested, passed
   FROM made_yield CROSS JOIN LATERAL (
     SELECT array_agg(s) AS sites, array_agg(1) AS ones, array_agg(share) AS tested,
       array_agg(least(share, greatest(0, share - (${dies} - good + s) / ${SITES}))) AS passed
     FROM generate_series(0, ${SITES - 1}) s CROSS JOIN LATERAL (SELECT ${dies} / ${SITES} AS share) of_site) places`,
];

function step(number: string): string {
  return `'STEP' || lpad(${number}::text, 2, '0')`;
}

function textArray(word: string, count: number): string {
  return `ARRAY[${Array.from({ length: count }, (_, n) => `'${word}${n}'`).join(', ')}]::text[]`;
}
