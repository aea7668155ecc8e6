import { cloneDatabase } from '@fabwright/testing';
import pg from 'pg';
import { expect, it } from 'vitest';
import { addUpLots } from './filled-database.ts';
import { fillTwoYears, GUILTY, timesAsManyLots, TWO_YEARS, TWO_YEARS_END } from './two-year-database.ts';

const SIZE = { ...timesAsManyLots(0.1), wafersPerLot: 5, steps: 6, toolsPerStep: 2, chambersPerTool: 2 };
const TABLES = ['lot', 'wafer', 'process_run', 'process_run_wafer', 'wafer_yield', 'lot_yield'];

async function filled<T>(look: (client: pg.Client) => Promise<T>): Promise<T> {
  const database = await cloneDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await fillTwoYears(client, SIZE);
    await addUpLots(database.url, client);
    return await look(client);
  } finally {
    await client.end();
    await database.drop();
  }
}

async function one<T>(client: pg.Client, sql: string): Promise<T> {
  return ((await client.query(sql)).rows as T[])[0] as T;
}

async function prints(client: pg.Client): Promise<string[]> {
  const found: string[] = [];
  for (const table of TABLES) {
    const sql = `SELECT count(*) || md5(string_agg(t::text, ',' ORDER BY t::text)) AS print FROM ${table} t`;
    found.push((await one<{ print: string }>(client, sql)).print);
  }
  return found;
}

it('two years are the same rows each time, as many as were asked for', { timeout: 120_000 }, async () => {
  expect(TWO_YEARS.lots * TWO_YEARS.wafersPerLot).toBe(100_000);
  const first = await filled(prints);
  const wafers = SIZE.lots * SIZE.wafersPerLot;
  expect(first.map((print) => Number(print.slice(0, -32)))).toEqual([
    SIZE.lots,
    wafers,
    SIZE.lots * SIZE.steps,
    wafers * SIZE.steps,
    wafers,
    SIZE.lots,
  ]);
  expect(await filled(prints)).toEqual(first);
});

it(
  'hold what is to be found: a chamber that costs yield, and nothing after their end',
  { timeout: 120_000 },
  async () => {
    await filled(async (client) => {
      const { lost, late } = await one<{ lost: number; late: number }>(
        client,
        `SELECT avg(yield) FILTER (WHERE NOT guilty) - avg(yield) FILTER (WHERE guilty) AS lost,
         count(*) FILTER (WHERE first_pass_ended_at > '${TWO_YEARS_END}')::int AS late
       FROM (SELECT y.first_pass_ended_at, y.good_final::float8 / y.gross AS yield,
           r.tool_id = '${GUILTY.tool}' AND w.chamber = '${GUILTY.chamber}' AS guilty
         FROM process_run r JOIN process_run_wafer w USING (lot_id, run_id) JOIN wafer_yield y USING (lot_id, wafer_id)
         WHERE r.step_id = '${GUILTY.step}' AND y.product_id = 'ALPHA'
           AND r.started_at > timestamptz '${TWO_YEARS_END}' - interval '${GUILTY.days} days') met`,
      );
      expect(late).toBe(0);
      expect(lost * 100).toBeGreaterThan(GUILTY.points - 2);
      expect(lost * 100).toBeLessThan(GUILTY.points + 2);
    });
  },
);
