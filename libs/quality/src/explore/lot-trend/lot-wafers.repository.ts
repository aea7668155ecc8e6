import { Injectable } from '@nestjs/common';
import { pgArray, UnitOfWork } from '@fabwright/platform';
import type { Population } from '../../population/population.ts';
import type { PassageInput } from '../../population/population.types.ts';
import { MeasureKind, SplitKind } from '../explore.types.ts';
import { stepOfSplit, type MeasuredQuery } from '../trend.sql.ts';
import type { LotMeasure } from './lot-measure.ts';
import { lotTrend, type LotWafers, type Visit, type Visits } from './lot-trend.ts';

/** What a measure counts, and of how many, as columns of `lot_wafers`. */
const COUNTED: Partial<Record<MeasureKind, readonly [numerator: string, denominator: string]>> = {
  [MeasureKind.FINAL_YIELD]: ['good_final', 'gross'],
  [MeasureKind.FIRST_PASS_YIELD]: ['good_first', 'gross'],
  [MeasureKind.RECORD_YIELD]: ['good_record', 'records_judged'],
  [MeasureKind.RECOVERY]: ['recovered', 'gross'],
};

/** Groups that lie beside the wafers of a lot. */
const LABELS: Partial<Record<SplitKind, string>> = {
  [SplitKind.TESTER]: 'c.testers',
  [SplitKind.PROBE_CARD]: 'c.probe_cards',
  [SplitKind.PROGRAM_REVISION]: 'c.programs',
};

/** Lists in the order of the wafers' ids, which is that of `lot_wafers`. */
const listOf = (value: string): string => `to_json(array_agg(${value} ORDER BY p.wafer_id))`;

/** Columns of a passage that stand for a group. */
const PLACES: Partial<Record<SplitKind, string>> = {
  [SplitKind.TOOL]: 'to_json(r.tool_id)',
  [SplitKind.CHAMBER]: listOf(`r.tool_id || COALESCE('/' || p.chamber, '')`),
  [SplitKind.RECIPE_VERSION]: 'to_json(r.recipe_version)',
};
const NO_LABEL = 'NULL::json';

interface LotRow {
  readonly lotId: string;
  readonly productId: string;
  readonly at: Date;
  readonly waferIds: string | null;
  readonly num: Buffer;
  readonly den: Buffer;
  readonly labels: readonly (string | null)[] | string | null;
}

const SLOTS = `SELECT p.lot_id AS "lotId", ${listOf('p.wafer_id')}::text AS "waferIds", ${listOf('p.slot::text')} AS labels,
    0 AS at
  FROM wafer p WHERE p.lot_id = ANY($1::text[]) GROUP BY p.lot_id`;

/** Trends of whole lots from the rows that hold their wafers side by side: rows a lot, not a wafer. */
@Injectable()
export class LotWafersRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** In time order; null where the question is about more than these rows hold. Throws INVALID_INPUT as `measuredSql`. */
  async byLot(query: MeasuredQuery): Promise<LotMeasure[] | null> {
    const counted = COUNTED[query.measure.kind];
    if (!counted || !isKept(query.split?.kind) || !isOfWholeLots(query.population)) return null;
    const { through } = query.population;
    const step = stepOfSplit(query.split);
    const chosen = await this.#lots(query, counted);
    const within: Visits[] = [];
    let lotIds = chosen.map(({ lotId }) => lotId);
    for (const passage of through) {
      within.push(await this.#visits(visitsSql(passage, NO_LABEL), passage, lotIds));
      lotIds = lotIds.filter((lotId) => within.at(-1)?.has(lotId));
    }
    const left = new Set(lotIds);
    return lotTrend({
      lots: chosen.filter(({ lotId }) => left.has(lotId)),
      within,
      split: await this.#split(query, step, lotIds),
      times: query.trackOutOf ? await this.#ofStep(query.trackOutOf, NO_LABEL, lotIds) : null,
    });
  }

  async #lots({ population, split, trackOutOf }: MeasuredQuery, counted: readonly [string, string]) {
    const { pairs, lotTypes, scope, period, through } = population;
    const named = through.length > 0 || trackOutOf !== null || needsPlaces(split?.kind);
    const label = split?.kind === SplitKind.PRODUCT ? 'to_json(y.product_id)' : labelOf(split?.kind);
    const rows = await this.uow.query<LotRow>(
      `SELECT y.lot_id AS "lotId", y.product_id AS "productId", y.tested_at AS at,
        ${named ? 'to_json(c.wafer_ids)::text' : 'NULL'} AS "waferIds", array_send(c.${counted[0]}) AS num,
        array_send(c.${counted[1]}) AS den, ${label} AS labels
      FROM lot_yield y JOIN lot_wafers c ON c.lot_id = y.lot_id AND c.insertion = y.insertion
      JOIN unnest($1::text[], $2::text[]) AS pair(product_id, insertion)
        ON pair.product_id = y.product_id AND pair.insertion = y.insertion
      WHERE y.lot_type = ANY($3::text[]) AND ($4::text[] IS NULL OR y.product_id = ANY($4))
        AND y.tested_at >= COALESCE($5::timestamptz, '-infinity') AND y.tested_at < COALESCE($6::timestamptz, 'infinity')`,
      [
        pairs.map((pair) => pair.productId),
        pairs.map((pair) => pair.insertion),
        lotTypes,
        scope,
        ...(period ? [period.from, period.to] : [null, null]),
      ],
    );
    return rows.map(lotOf);
  }

  async #split({ split }: MeasuredQuery, step: string | null, lotIds: readonly string[]): Promise<Visits | null> {
    if (!split || !needsPlaces(split.kind)) return null;
    if (step) return this.#ofStep(step, PLACES[split.kind] ?? '', lotIds);
    return byLot(await this.uow.query<Visit>(SLOTS, [lotIds]));
  }

  #ofStep(stepId: string, label: string, lotIds: readonly string[]): Promise<Visits> {
    return this.#visits(visitsSql({ stepId }, label), { stepId }, lotIds);
  }

  async #visits(sql: string, passage: PassageInput, lotIds: readonly string[]): Promise<Visits> {
    return byLot(await this.uow.query<Visit>(sql, [lotIds, ...wantedOf(passage).map(([, id]) => id)]));
  }
}

/** A row a run, the latest of a lot last, with the wafers that went through it as the passage says. */
function visitsSql(passage: PassageInput, label: string): string {
  const wanted = wantedOf(passage).map(([column], at) => ` AND ${column} = $${at + 2}`);
  const [ofRun, ofWafer] = ['r.', 'p.'].map((table) =>
    wanted.filter((one) => one.startsWith(` AND ${table}`)).join(''),
  );
  const end = `extract(epoch FROM COALESCE(p.ended_at, r.ended_at))::float8 * 1000`;
  return `
    SELECT r.lot_id AS "lotId", v."waferIds", v.labels, v.at
    FROM process_run r CROSS JOIN LATERAL (
      SELECT ${listOf('p.wafer_id')}::text AS "waferIds", ${label} AS labels,
        CASE WHEN bool_and(p.ended_at IS NULL OR p.ended_at = r.ended_at)
          THEN to_json(extract(epoch FROM r.ended_at)::float8 * 1000) ELSE ${listOf(end)} END AS at
      FROM process_run_wafer p
      WHERE p.lot_id = r.lot_id AND p.run_id = r.run_id${ofWafer}) AS v
    WHERE r.lot_id = ANY($1::text[])${ofRun}
      AND v."waferIds" IS NOT NULL
    ORDER BY r.ended_at, r.run_id`;
}

function byLot(visits: readonly Visit[]): Visits {
  return Map.groupBy(visits, ({ lotId }) => lotId);
}

function wantedOf(passage: PassageInput): [column: string, id: string][] {
  const columns = {
    'r.step_id': passage.stepId,
    'r.tool_id': passage.toolId,
    'p.chamber': passage.chamber,
    'r.recipe_version': passage.recipeVersion,
  };
  return Object.entries(columns).flatMap(([column, id]): [string, string][] => (id ? [[column, id]] : []));
}

function isOfWholeLots({ lots, wafers, programRevision, tester, probeCard, dies }: Population): boolean {
  return [lots, wafers, programRevision, tester, probeCard, dies].every((chosen) => chosen === null);
}

/** Whether these rows tell the groups of a split apart; those of sites and touchdowns they don't. */
function isKept(kind: SplitKind | undefined): boolean {
  return kind === undefined || kind === SplitKind.PRODUCT || LABELS[kind] !== undefined || needsPlaces(kind);
}

function needsPlaces(kind: SplitKind | undefined): boolean {
  return kind === SplitKind.SLOT || (kind !== undefined && PLACES[kind] !== undefined);
}

function labelOf(kind: SplitKind | undefined): string {
  const column = kind && LABELS[kind];
  return column ? `to_json(${column})` : 'NULL';
}

function lotOf(row: LotRow): LotWafers {
  return { ...row, num: pgArray.toInt32(row.num), den: pgArray.toInt32(row.den) };
}
