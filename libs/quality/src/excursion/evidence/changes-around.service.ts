import { Injectable } from '@nestjs/common';
import { UnitOfWork, type ProductScope } from '@fabwright/platform';
import { testLimitChanges, type TestSetSeen } from '../../explore/test-limit-changes.ts';
import type { ExcursionRecord } from '../excursion.ts';
import { FabChangeKind, type FabChangeRow } from '../excursion-evidence.types.ts';
import { ExcursionQuestionRepository } from './excursion-question.repository.ts';

const DAY_MS = 86_400_000;
/** Looked back so far before the first affected lot was sorted: as long as a lot takes from start to sort. */
const LOOK_BACK_DAYS = 60;
const MOST_SHOWN = 40;

/**
 * Of each work on a tool or chamber: how much larger its share of the affected wafers is than of the others, counting
 * those that were there after it and before the next work on the same place.
 */
const MAINTENANCE = `
  WITH chosen AS (SELECT * FROM unnest($1::text[], $2::text[], $3::boolean[]) AS c(lot_id, wafer_id, affected)),
  work AS (
    SELECT m.*, lead(m.started_at) OVER (PARTITION BY m.tool_id, m.chamber ORDER BY m.ended_at) AS next_at
    FROM maintenance m WHERE m.ended_at >= $4 AND m.started_at <= $5),
  visit AS (
    SELECT r.tool_id, p.chamber, COALESCE(p.started_at, r.started_at) AS at, r.lot_id, p.wafer_id, c.affected
    FROM chosen c JOIN process_run r ON r.lot_id = c.lot_id
    JOIN process_run_wafer p ON p.lot_id = r.lot_id AND p.run_id = r.run_id AND p.wafer_id = c.wafer_id),
  after AS (
    SELECT w.tool_id, w.maintenance_id, count(DISTINCT (v.lot_id, v.wafer_id)) FILTER (WHERE v.affected) AS affected,
      count(DISTINCT (v.lot_id, v.wafer_id)) FILTER (WHERE NOT v.affected) AS others
    FROM work w JOIN visit v ON v.tool_id = w.tool_id AND (w.chamber IS NULL OR v.chamber = w.chamber)
      AND v.at >= w.ended_at AND (w.next_at IS NULL OR v.at < w.next_at)
    GROUP BY w.tool_id, w.maintenance_id),
  counts AS (
    SELECT count(*) FILTER (WHERE affected) AS affected, count(*) FILTER (WHERE NOT affected) AS others FROM chosen)
  SELECT 'maintenance' AS kind, w.started_at AS at, w.ended_at AS "endedAt", w.tool_id AS "toolId", w.chamber,
    NULL::text AS "stepId", NULL::text AS "stepName", w.kind AS what, NULL::text AS before, NULL::text AS after, w.note,
    COALESCE(a.affected::float8 / NULLIF(n.affected, 0), 0) - COALESCE(a.others::float8 / NULLIF(n.others, 0), 0) AS contrast
  FROM work w JOIN after a USING (tool_id, maintenance_id) CROSS JOIN counts n
  WHERE a.affected > 0`;

/** Versions of recipes that the product's lots met for the first time, with the one that was used before. */
const RECIPES = `
  WITH first_use AS (
    SELECT r.step_id, r.recipe_id, r.recipe_version, min(r.started_at) AS at
    FROM process_run r WHERE r.product_id = $1 AND r.started_at <= $3 GROUP BY 1, 2, 3),
  versions AS (
    SELECT f.*, lag(recipe_version) OVER (PARTITION BY step_id, recipe_id ORDER BY at) AS before FROM first_use f)
  SELECT 'recipe' AS kind, v.at, NULL::timestamptz AS "endedAt", NULL::text AS "toolId", NULL::text AS chamber,
    v.step_id AS "stepId", COALESCE(step.name, v.step_id) AS "stepName", v.recipe_id AS what, v.before,
    v.recipe_version AS after, NULL::text AS note, NULL::float8 AS contrast
  FROM versions v LEFT JOIN step USING (step_id)
  WHERE v.before IS NOT NULL AND v.at >= $2`;

const TEST_SIDE = `
  WITH first_use AS (
    SELECT 'program' AS kind, w.program AS what, w.program_revision AS after, min(w.first_pass_ended_at) AS at
    FROM wafer_yield w WHERE w.product_id = $1 AND w.insertion = $4 AND w.first_pass_ended_at <= $3 GROUP BY 1, 2, 3
    UNION ALL
    SELECT 'probe-card', COALESCE(w.tester, ''), w.probe_card, min(w.first_pass_ended_at)
    FROM wafer_yield w WHERE w.product_id = $1 AND w.insertion = $4 AND w.first_pass_ended_at <= $3
      AND w.probe_card IS NOT NULL GROUP BY 1, 2, 3),
  changes AS (SELECT f.*, lag(after) OVER (PARTITION BY kind, what ORDER BY at) AS before FROM first_use f)
  SELECT kind, at, NULL::timestamptz AS "endedAt", NULL::text AS "toolId", NULL::text AS chamber, NULL::text AS "stepId",
    NULL::text AS "stepName", what, before, after, NULL::text AS note, NULL::float8 AS contrast
  FROM changes WHERE before IS NOT NULL AND at >= $2`;

const TEST_SETS = `
  SELECT $1::text AS "productId", seen.at, t.tests
  FROM (
    SELECT r.test_set_id, min(r.started_at) AS at FROM test_run r
    WHERE r.product_id = $1 AND r.insertion = $3 AND r.started_at <= $2 GROUP BY 1) AS seen
  JOIN test_set t USING (test_set_id) ORDER BY seen.at`;

/** What was changed in the fab while the affected wafers were made and tested. */
@Injectable()
export class ChangesAroundService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly questions: ExcursionQuestionRepository,
  ) {}

  /** What the affected wafers share most comes first, then the latest. Coincidences: what was changed need not be the cause. */
  async changes(record: ExcursionRecord, scope: ProductScope): Promise<FabChangeRow[]> {
    const { productId, insertion, firstLotAt, lastLotAt } = record;
    const from = new Date(firstLotAt.getTime() - LOOK_BACK_DAYS * DAY_MS);
    const wafers = await this.questions.wafersAround(record, scope);
    const rows = [
      ...(await this.uow.query<FabChangeRow>(MAINTENANCE, [
        wafers.map((wafer) => wafer.lotId),
        wafers.map((wafer) => wafer.waferId),
        wafers.map((wafer) => wafer.affected),
        from,
        lastLotAt,
      ])),
      ...(await this.uow.query<FabChangeRow>(RECIPES, [productId, from, lastLotAt])),
      ...(await this.uow.query<FabChangeRow>(TEST_SIDE, [productId, from, lastLotAt, insertion])),
      ...(await this.#limits(record, from)),
    ];
    return rows.sort(byContrast).slice(0, MOST_SHOWN);
  }

  async #limits({ productId, insertion, lastLotAt }: ExcursionRecord, from: Date): Promise<FabChangeRow[]> {
    const sets = await this.uow.query<TestSetSeen>(TEST_SETS, [productId, lastLotAt, insertion]);
    return testLimitChanges(sets)
      .filter((change) => change.at >= from)
      .map(({ label, at }) => ({ ...NOTHING, kind: FabChangeKind.LIMIT, at, what: label }));
  }
}

const NOTHING = {
  endedAt: null,
  toolId: null,
  chamber: null,
  stepId: null,
  stepName: null,
  before: null,
  after: null,
  note: null,
  contrast: null,
};

function byContrast(a: FabChangeRow, b: FabChangeRow): number {
  return (b.contrast ?? 0) - (a.contrast ?? 0) || b.at.getTime() - a.at.getTime();
}
