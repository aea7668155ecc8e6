import { Injectable } from '@nestjs/common';
import { pgArray, UnitOfWork } from '@fabwright/platform';
import { populationSql } from '../../population/population.sql.ts';
import type { Population } from '../../population/population.ts';
import type { LotShare, SortedSegment, SortedWafer } from './test-side.ts';

/** Wafers that are read die by die. */
export const MOST_WAFERS = 500;

type Columns = 'x' | 'y' | 'site' | 'hardBin' | 'softBin' | 'verdict';
type SegmentRow = { readonly lotId: string; readonly waferId: string } & Readonly<Record<Columns, Buffer>>;

/** Runs that a correction replaced don't count; retests follow the runs before them. */
const SEGMENTS = `, newest AS (
    SELECT lot_id, wafer_id, insertion FROM population ORDER BY tested_at DESC, lot_id, wafer_id LIMIT ${MOST_WAFERS})
  SELECT n.lot_id AS "lotId", n.wafer_id AS "waferId", array_send(d.x) AS x, array_send(d.y) AS y,
    array_send(d.site) AS site, array_send(d.hard_bin) AS "hardBin", array_send(d.soft_bin) AS "softBin",
    array_send(d.verdict) AS verdict
  FROM newest n
  JOIN test_run r ON r.lot_id = n.lot_id AND r.wafer_id = n.wafer_id AND r.insertion = n.insertion
  JOIN die_segment d ON d.lot_id = r.lot_id AND d.run_id = r.run_id AND d.wafer_id = r.wafer_id
  WHERE NOT EXISTS (SELECT FROM test_run_supersession s
    WHERE s.lot_id = r.lot_id AND s.run_id = r.run_id AND s.wafer_id = r.wafer_id)
  ORDER BY n.lot_id, n.wafer_id, r.started_at, r.run_id, d.segment`;

const SHARES = (column: 'tester' | 'probe_card'): string => `
  SELECT ${column} AS group, lot_id AS "lotId", sum(good_first)::float8 AS good, sum(gross)::float8 AS gross
  FROM population WHERE ${column} IS NOT NULL AND gross > 0 GROUP BY ${column}, lot_id`;

@Injectable()
export class TestSideRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** The newest wafers of a population with the results of all their runs. */
  async sortedWafers(population: Population): Promise<SortedWafer[]> {
    const rows = await this.#ask<SegmentRow>(population, SEGMENTS);
    const wafers = Map.groupBy(rows, ({ lotId, waferId }) => `${lotId}/${waferId}`);
    return [...wafers.values()].map((segments) => ({
      lotId: segments[0]?.lotId ?? '',
      segments: segments.map(segmentOf),
    }));
  }

  /** First-pass dies of each lot, by what tested its wafers. */
  shares(population: Population, column: 'tester' | 'probe_card'): Promise<LotShare[]> {
    return this.#ask<LotShare>(population, SHARES(column));
  }

  async count(population: Population): Promise<number> {
    const rows = await this.#ask<{ wafers: number }>(population, 'SELECT count(*)::integer AS wafers FROM population');
    return rows[0]?.wafers ?? 0;
  }

  #ask<Row>(population: Population, select: string): Promise<Row[]> {
    const { sql, parameters } = populationSql(population);
    return this.uow.query<Row>(`WITH population AS (${sql})${select}`, parameters);
  }
}

function segmentOf(row: SegmentRow): SortedSegment {
  return {
    x: pgArray.toInt16(row.x),
    y: pgArray.toInt16(row.y),
    site: pgArray.toInt16(row.site),
    hardBin: pgArray.toInt32(row.hardBin),
    softBin: pgArray.toInt32(row.softBin),
    verdict: pgArray.toInt16(row.verdict),
  };
}
