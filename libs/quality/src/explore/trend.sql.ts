import { DomainError } from '@fabwright/platform';
import type { Population } from '../population/population.ts';
import { notOfDies } from '../population/chosen-dies.ts';
import { countedPopulationSql } from '../population/counted-population.sql.ts';
import type { SqlPart } from '../population/population.sql.ts';
import { measureSql } from './measure.sql.ts';
import { siteMeasureSql, siteSplit } from './site-split.sql.ts';
import { MeasureKind, SplitKind, type MeasureInput, type SplitInput } from './explore.types.ts';

export interface MeasuredQuery {
  readonly population: Population;
  readonly measure: MeasureInput;
  readonly split: SplitInput | null;
  /** Time is the end of the lot's sort, or the end of the wafer's last run at this step. */
  readonly trackOutOf: string | null;
}

type Value = (given: unknown) => string;

const SPLIT_COLUMNS: Readonly<Record<SplitKind, string>> = {
  [SplitKind.PRODUCT]: 'w.product_id',
  [SplitKind.TOOL]: 's.tool_id',
  [SplitKind.CHAMBER]: `s.tool_id || COALESCE('/' || s.chamber, '')`,
  [SplitKind.RECIPE_VERSION]: 's.recipe_version',
  [SplitKind.SLOT]: 'f.slot::text',
  [SplitKind.TESTER]: 'w.tester',
  [SplitKind.PROBE_CARD]: 'w.probe_card',
  [SplitKind.PROGRAM_REVISION]: `w.program || ' ' || w.program_revision`,
  [SplitKind.SITE]: 'p.label',
  [SplitKind.TOUCHDOWN]: 'p.label',
};
const OF_A_STEP: ReadonlySet<SplitKind> = new Set([SplitKind.TOOL, SplitKind.CHAMBER, SplitKind.RECIPE_VERSION]);

/**
 * Common table expressions up to `measured`: a row a wafer (and site, where it is split by it) with `lot_id, wafer_id, product_id, at, split, num, den` and,
 * for what is linked to it, `gross, soft_bins, soft_dies`.
 * Wafers without a value, or that never went through the step whose end is the time, are missing.
 * Throws INVALID_INPUT when measure or split don't say enough, or are not known of the dies that are chosen.
 */
export function measuredSql({ population, measure, split, trackOutOf }: MeasuredQuery): SqlPart {
  checkDies(population, measure, split);
  const base = countedPopulationSql(population);
  const parameters = [...base.parameters];
  const value: Value = (given) => `$${parameters.push(given)}`;
  const site = siteSplit(measure, split);
  const { join, numerator, denominator } = site ? siteMeasureSql(site) : measureSql(measure, value);
  const steps = { s: stepOfSplit(split), t: trackOutOf };
  const passages = Object.entries(steps).flatMap(([alias, step]) =>
    step ? [passageSql(alias, value(step), candidateLots(population, value))] : [],
  );
  const joins = [
    join,
    steps.s ? `LEFT JOIN passage_s s ON s.lot_id = w.lot_id AND s.wafer_id = w.wafer_id` : '',
    steps.t ? `JOIN passage_t t ON t.lot_id = w.lot_id AND t.wafer_id = w.wafer_id` : '',
    split?.kind === SplitKind.SLOT ? `LEFT JOIN wafer f ON f.lot_id = w.lot_id AND f.wafer_id = w.wafer_id` : '',
  ];
  const sql = `population AS (${base.sql})${passages.map((passage) => `, ${passage}`).join('')},
  measured AS (
    SELECT w.lot_id, w.wafer_id, w.product_id, ${steps.t ? 't.ended_at' : 'w.tested_at'} AS at,
      ${split ? SPLIT_COLUMNS[split.kind] : 'NULL::text'} AS split,
      (${numerator})::float8 AS num, (${denominator})::float8 AS den, w.gross, w.soft_bins, w.soft_dies
    FROM population w ${joins.join(' ')}
    WHERE (${denominator}) > 0 AND (${numerator}) IS NOT NULL)`;
  return { sql, parameters };
}

export function stepOfSplit(split: SplitInput | null): string | null {
  if (!split || !OF_A_STEP.has(split.kind)) return null;
  if (split.stepId) return split.stepId;
  throw new DomainError('INVALID_INPUT', 'To split by tool, chamber or recipe version, choose the step.', {
    detail: { field: 'split.stepId', reason: 'missing' },
  });
}

/**
 * Where each wafer went at a step; the last time for those that were reworked. A lot with one run at the step can't
 * have been: most are spared the sort that finds the last.
 */
function passageSql(alias: string, step: string, lots: string): string {
  const columns = `p.lot_id, p.wafer_id, r.tool_id, p.chamber, r.recipe_version, COALESCE(p.ended_at, r.ended_at) AS ended_at`;
  return `run_${alias} AS (
    SELECT lot_id, run_id, tool_id, recipe_version, ended_at, count(*) OVER (PARTITION BY lot_id) AS runs
    FROM process_run WHERE step_id = ${step} AND lot_id IN (${lots})),
  passage_${alias} AS (
    SELECT ${columns} FROM run_${alias} r JOIN process_run_wafer p ON p.lot_id = r.lot_id AND p.run_id = r.run_id
    WHERE r.runs = 1
    UNION ALL
    (SELECT DISTINCT ON (p.lot_id, p.wafer_id) ${columns}
    FROM run_${alias} r JOIN process_run_wafer p ON p.lot_id = r.lot_id AND p.run_id = r.run_id WHERE r.runs > 1
    ORDER BY p.lot_id, p.wafer_id, r.ended_at DESC, p.run_id DESC))`;
}

/**
 * Lots among which all chosen wafers are, found without reading a wafer where there is a period; so that `population`
 * stands in the statement once, and need not be written down before it is read.
 */
function candidateLots({ period, pairs }: Population, value: Value): string {
  if (!period) return 'SELECT lot_id FROM population';
  return `SELECT lot_id FROM lot_yield WHERE tested_at >= ${value(period.from)} AND tested_at < ${value(period.to)}
      AND product_id = ANY(${value(pairs.map((pair) => pair.productId))}::text[])`;
}

/** Part records, and counts by site, are kept of whole wafers. */
function checkDies({ dies }: Population, { kind }: MeasureInput, split: SplitInput | null): void {
  if (dies === null) return;
  if (kind === MeasureKind.RECORD_YIELD) throw notOfDies('measure.kind', 'Record yield is known');
  const bySite = split?.kind === SplitKind.SITE || split?.kind === SplitKind.TOUCHDOWN;
  if (bySite) throw notOfDies('split.kind', 'Sites and touchdowns are told apart');
}
