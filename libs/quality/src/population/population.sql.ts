import type { PassageInput } from './population.types.ts';
import type { Population } from './population.ts';

/** A part of a statement and the values of its `$n`. */
export interface SqlPart {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * `SELECT w.*, y.tested_at, l.started_at …` of the chosen wafers that count: a row of `wafer_yield` each, with
 * `tested_at`, the end of its lot's last first pass. Excluded wafers are left out; scope is applied. To be used as a
 * common table expression: `WITH population AS (…)`. Its parameters begin at `$1`.
 */
export function populationSql(population: Population, options: { excluded?: boolean } = {}): SqlPart {
  const parameters: unknown[] = [];
  const value = (given: unknown): string => `$${parameters.push(given)}`;
  const pairs = `unnest(${value(population.pairs.map((pair) => pair.productId))}::text[], ${value(
    population.pairs.map((pair) => pair.insertion),
  )}::text[]) AS pair(product_id, insertion)`;
  const conditions = [
    options.excluded ? 'w.excluded' : 'NOT w.excluded',
    `w.lot_type = ANY(${value(population.lotTypes)}::text[])`,
    `(${value(population.scope)}::text[] IS NULL OR w.product_id = ANY($${parameters.length}))`,
    ...periodConditions(population, value),
    ...listConditions(population, value),
    ...equipmentConditions(population, value),
    ...population.through.map((passage) => passageCondition(passage, value)),
  ];
  const sql = `SELECT w.*, y.tested_at FROM wafer_yield w
    JOIN ${pairs} ON pair.product_id = w.product_id AND pair.insertion = w.insertion
    JOIN lot_yield y ON y.lot_id = w.lot_id AND y.insertion = w.insertion
    WHERE ${conditions.join(' AND ')}`;
  return { sql, parameters };
}

type Value = (given: unknown) => string;

function periodConditions({ period }: Population, value: Value): string[] {
  return period ? [`y.tested_at >= ${value(period.from)}`, `y.tested_at < ${value(period.to)}`] : [];
}

function listConditions({ lots, wafers }: Population, value: Value): string[] {
  const conditions: string[] = [];
  if (lots) {
    const list = value(lots);
    conditions.push(`(w.lot_id = ANY(${list}::text[]) OR w.lot_no = ANY(${list}::text[]))`);
  }
  if (wafers) {
    const list = value(wafers);
    conditions.push(`(w.wafer_id = ANY(${list}::text[]) OR w.lot_id || '/' || w.wafer_id = ANY(${list}::text[]))`);
  }
  return conditions;
}

function equipmentConditions({ programRevision, tester, probeCard }: Population, value: Value): string[] {
  const named = { program_revision: programRevision, tester, probe_card: probeCard };
  return Object.entries(named).flatMap(([column, wanted]) =>
    wanted === null ? [] : [`w.${column} = ${value(wanted)}`],
  );
}

/** What a wafer went through: at this step, on this tool, in this chamber, with this version of the recipe. */
function passageCondition(passage: PassageInput, value: Value): string {
  const columns = {
    'r.step_id': passage.stepId,
    'r.tool_id': passage.toolId,
    'p.chamber': passage.chamber,
    'r.recipe_version': passage.recipeVersion,
  };
  const wanted = Object.entries(columns).flatMap(([column, id]) => (id ? [`${column} = ${value(id)}`] : []));
  return `EXISTS (SELECT FROM process_run r JOIN process_run_wafer p ON p.lot_id = r.lot_id AND p.run_id = r.run_id
    WHERE r.lot_id = w.lot_id AND p.wafer_id = w.wafer_id${wanted.map((one) => ` AND ${one}`).join('')})`;
}
