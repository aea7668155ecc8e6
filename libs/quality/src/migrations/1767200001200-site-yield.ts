import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is counted; a migration keeps its own list, because it must never change. */
const COUNTS = ['first_dies', 'first_good', 'last_dies', 'last_good', 'records', 'good_records'];

/**
 * Yields by site of the probe card and by touchdown: a row a wafer, parallel arrays with a place a site and touchdown,
 * and the sums of lots from which trends over years are read. Wafers that are there are derived again by the worker.
 */
export class SiteYield1767200001200 implements MigrationInterface {
  readonly name = 'SiteYield1767200001200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE wafer_site_yield (
      lot_id text COLLATE "C" NOT NULL,
      wafer_id text COLLATE "C" NOT NULL,
      insertion text COLLATE "C" NOT NULL,
      site integer[] NOT NULL,
      touchdown integer[] NOT NULL,
      ${COUNTS.map((column) => `${column} integer[] NOT NULL`).join(', ')},
      PRIMARY KEY (lot_id, wafer_id, insertion)
    )`);
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
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE lot_site_yield, wafer_site_yield');
  }
}
