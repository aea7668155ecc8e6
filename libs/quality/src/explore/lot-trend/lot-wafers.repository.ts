import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import type { PassageInput } from '../../population/population.types.ts';
import { isWholeLots, WHOLE_LOTS, wholeLotsParameters } from '../../population/whole-lots.sql.ts';
import { MeasureKind, SplitKind } from '../explore.types.ts';
import { stepOfSplit, type MeasuredQuery } from '../trend.sql.ts';
import type { LotMeasure } from './lot-measure.ts';
import { lotTrend, type LotWafers, type Visit, type Visits } from './lot-trend.ts';
import { asVisit, type RunPlaces } from './visits.ts';

/** What a measure counts, and of how many, as columns of `lot_wafers`. */
const COUNTED: Partial<Record<MeasureKind, readonly [numerator: string, denominator: string]>> = {
  [MeasureKind.FINAL_YIELD]: ['good_final', 'gross'],
  [MeasureKind.FIRST_PASS_YIELD]: ['good_first', 'gross'],
  [MeasureKind.RECORD_YIELD]: ['good_record', 'records_judged'],
  [MeasureKind.RECOVERY]: ['recovered', 'gross'],
};

/** Groups that lie beside the wafers of a lot. */
const LABELS: Partial<Record<SplitKind, string>> = {
  [SplitKind.TESTER]: 'testers',
  [SplitKind.PROBE_CARD]: 'probe_cards',
  [SplitKind.PROGRAM_REVISION]: 'programs',
};

/** Groups that are where wafers went at a step. */
const OF_A_STEP: ReadonlySet<SplitKind> = new Set([SplitKind.TOOL, SplitKind.CHAMBER, SplitKind.RECIPE_VERSION]);

const SLOTS = `SELECT lot_id AS "lotId", wafer_ids AS "waferIds", slots::json AS slots
  FROM lot_slots WHERE lot_id = ANY($1::text[])`;

interface SlotRow {
  readonly lotId: string;
  readonly waferIds: string;
  readonly slots: readonly (number | null)[];
}

/** Trends of whole lots from the rows that hold their wafers side by side: rows a lot, not a wafer. */
@Injectable()
export class LotWafersRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** In time order; null where the question is about more than these rows hold. Throws INVALID_INPUT as `measuredSql`. */
  async byLot(query: MeasuredQuery): Promise<LotMeasure[] | null> {
    const counted = COUNTED[query.measure.kind];
    if (!counted || !isKept(query.split?.kind) || !isWholeLots({ ...query.population, through: [] })) return null;
    const { through } = query.population;
    const step = stepOfSplit(query.split);
    const chosen = await this.#lots(query, counted);
    const within: Visits[] = [];
    let lotIds = chosen.map(({ lotId }) => lotId);
    for (const passage of through) {
      within.push(await this.#visits(passage, null, lotIds));
      lotIds = lotIds.filter((lotId) => within.at(-1)?.has(lotId));
    }
    const left = new Set(lotIds);
    return lotTrend({
      lots: chosen.filter(({ lotId }) => left.has(lotId)),
      within,
      split: await this.#split(query, step, lotIds),
      times: query.trackOutOf ? await this.#visits({ stepId: query.trackOutOf }, null, lotIds) : null,
    });
  }

  async #lots({ population, split, trackOutOf }: MeasuredQuery, counted: readonly [string, string]) {
    const named = population.through.length > 0 || trackOutOf !== null || needsPlaces(split?.kind);
    const label = split?.kind === SplitKind.PRODUCT ? 'to_json(y.product_id)' : labelOf(split?.kind);
    return this.uow.query<LotWafers>(
      `SELECT y.lot_id AS "lotId", y.product_id AS "productId", y.tested_at AS at,
        ${named ? 'c.wafer_ids' : 'NULL'} AS "waferIds", c.${counted[0]} AS num, c.${counted[1]} AS den,
        ${label} AS labels
      FROM ${WHOLE_LOTS.from} JOIN lot_wafers c ON c.lot_id = y.lot_id AND c.insertion = y.insertion
      WHERE ${WHOLE_LOTS.where}`,
      wholeLotsParameters(population),
    );
  }

  async #split({ split }: MeasuredQuery, step: string | null, lotIds: readonly string[]): Promise<Visits | null> {
    if (!split || !needsPlaces(split.kind)) return null;
    if (step) return this.#visits({ stepId: step }, split.kind, lotIds);
    const rows = await this.uow.query<SlotRow>(SLOTS, [lotIds]);
    return byLot(rows.map(({ lotId, waferIds, slots }) => ({ lotId, waferIds, labels: slots.map(slotName), at: 0 })));
  }

  async #visits(passage: PassageInput, kind: SplitKind | null, lotIds: readonly string[]): Promise<Visits> {
    const wanted = wantedOf(passage);
    const withChambers = kind === SplitKind.CHAMBER || Boolean(passage.chamber);
    const runs = await this.uow.query<RunPlaces>(runsSql(Object.keys(wanted), withChambers), [
      lotIds,
      ...Object.values(wanted),
    ]);
    return byLot(runs.map(asVisit(kind, passage)).filter((visit) => visit !== null));
  }
}

/** Runs of lots, the latest of a lot last. */
function runsSql(columns: readonly string[], withChambers: boolean): string {
  return `
    SELECT lot_id AS "lotId", tool_id AS "toolId", recipe_version AS "recipeVersion", wafer_ids AS "waferIds",
      (extract(epoch FROM ended_at) * 1000)::float8 AS "endedAt", own_ends AS "ownEnds",
      ${withChambers ? 'chambers' : 'NULL'} AS chambers
    FROM run_places WHERE lot_id = ANY($1::text[])${columns.map((column, at) => ` AND ${column} = $${at + 2}`).join('')}
    ORDER BY ended_at, run_id`;
}

/** One string a slot, not one a wafer: they are grouped by it. */
const SLOT_NAMES = Array.from({ length: 100 }, (_, slot) => String(slot));

const slotName = (slot: number | null): string | null => (slot === null ? null : (SLOT_NAMES[slot] ?? String(slot)));

function byLot(visits: readonly Visit[]): Visits {
  return Map.groupBy(visits, ({ lotId }) => lotId);
}

/** Columns of `run_places` with what they must be; the chamber is one of a list. */
function wantedOf({ stepId, toolId, recipeVersion }: PassageInput): Record<string, string> {
  const columns = { step_id: stepId, tool_id: toolId, recipe_version: recipeVersion };
  return Object.fromEntries(
    Object.entries(columns).flatMap(([column, id]): [string, string][] => (id ? [[column, id]] : [])),
  );
}

/** Whether these rows tell the groups of a split apart; those of sites and touchdowns they don't. */
function isKept(kind: SplitKind | undefined): boolean {
  return kind === undefined || kind === SplitKind.PRODUCT || LABELS[kind] !== undefined || needsPlaces(kind);
}

function needsPlaces(kind: SplitKind | undefined): boolean {
  return kind === SplitKind.SLOT || (kind !== undefined && OF_A_STEP.has(kind));
}

function labelOf(kind: SplitKind | undefined): string {
  const column = kind && LABELS[kind];
  return column ? `c.${column}::json` : 'NULL';
}
