import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addLotSites } from '../site-yield/site-yield.sql.ts';

/** What is counted; a migration keeps its own list, because it must never change. */
const COUNTS = ['first_dies', 'first_good', 'last_dies', 'last_good', 'records', 'good_records'];

/**
 * The sums of a lot by site and by touchdown in one row, with how far its wafers spread instead of the yield of each:
 * two years by site are 4,000 rows instead of 32,000 with 800,000 yields.
 */
export class LotSites1767200001300 implements MigrationInterface {
  readonly name = 'LotSites1767200001300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE lot_sites (
      lot_id text COLLATE "C" NOT NULL,
      insertion text COLLATE "C" NOT NULL,
      axis text COLLATE "C" NOT NULL CHECK (axis IN ('site', 'touchdown')),
      wafers integer NOT NULL,
      numbers json NOT NULL,
      first json NOT NULL,
      final json NOT NULL,
      record json NOT NULL,
      PRIMARY KEY (lot_id, insertion, axis)
    )`);
    await runner.query(addLotSites('true'));
    await runner.query('DROP TABLE lot_site_yield');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE lot_site_yield (
      lot_id text COLLATE "C" NOT NULL,
      insertion text COLLATE "C" NOT NULL,
      axis text COLLATE "C" NOT NULL CHECK (axis IN ('site', 'touchdown')),
      number integer NOT NULL,
      ${COUNTS.map((column) => `${column} integer NOT NULL`).join(', ')},
      wafer_first double precision[] NOT NULL,
      wafer_final double precision[] NOT NULL,
      wafer_record double precision[] NOT NULL,
      PRIMARY KEY (lot_id, insertion, axis, number)
    )`);
    await runner.query(REFILL);
    await runner.query('DROP TABLE lot_sites');
  }
}

const SUMS = COUNTS.map((column) => `sum(${column})::integer AS ${column}`).join(', ');
const within = (good: string, dies: string): string =>
  `COALESCE(array_agg(${good}::float8 / ${dies} ORDER BY wafer_id) FILTER (WHERE ${dies} > 0), '{}')`;
/** As the version before wrote it. */
const REFILL = `
  WITH touched AS (
    SELECT s.lot_id, s.wafer_id, s.insertion, p.*
    FROM wafer_site_yield s JOIN wafer_yield w USING (lot_id, wafer_id, insertion)
    CROSS JOIN LATERAL unnest(s.site, s.touchdown, ${COUNTS.map((column) => `s.${column}`).join(', ')})
      AS p(site, touchdown, ${COUNTS.join(', ')})
    WHERE NOT w.excluded),
  placed AS (
    SELECT lot_id, wafer_id, insertion, 'site' AS axis, site AS number, ${SUMS}
    FROM touched GROUP BY lot_id, wafer_id, insertion, site
    UNION ALL
    SELECT lot_id, wafer_id, insertion, 'touchdown', touchdown, ${SUMS}
    FROM touched WHERE touchdown >= 0 GROUP BY lot_id, wafer_id, insertion, touchdown)
  INSERT INTO lot_site_yield
  SELECT lot_id, insertion, axis, number, ${SUMS}, ${within('first_good', 'first_dies')},
    ${within('last_good', 'last_dies')}, ${within('good_records', 'records')}
  FROM placed GROUP BY lot_id, insertion, axis, number`;
