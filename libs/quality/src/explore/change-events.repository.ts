import { Injectable } from '@nestjs/common';
import type { Breakpoint, BreakpointKind } from '@fabwright/analytics';
import { UnitOfWork } from '@fabwright/platform';
import { populationSql } from '../population/population.sql.ts';
import { isWholeLots, WHOLE_LOTS, wholeLotsParameters } from '../population/whole-lots.sql.ts';
import { testLimitChanges, type TestSetSeen } from './test-limit-changes.ts';
import type { MeasuredQuery } from './trend.sql.ts';

interface Seen {
  readonly productId: string;
  readonly label: string;
  readonly at: Date;
}

interface EquipmentSeen {
  readonly productId: string;
  readonly program: string | null;
  readonly card: string | null;
  readonly at: Date;
}

/** What the lots had that had the same: of each wafer, or of all alike. */
interface LotsAlike {
  readonly productId: string;
  readonly programs: readonly string[] | string;
  readonly cards: readonly (string | null)[] | string | null;
  readonly at: Date;
}

/** Program and card in one reading of the wafers. */
const EQUIPMENT_OF_WAFERS = `SELECT w.product_id AS "productId", w.program || ' ' || w.program_revision AS program,
    w.probe_card AS card, min(w.tested_at) AS at
  FROM population w GROUP BY w.product_id, w.program, w.program_revision, w.probe_card ORDER BY min(w.tested_at), program, card`;
/** From the rows that hold the wafers of a lot side by side: most lots are alike. */
const EQUIPMENT_OF_LOTS = `
  SELECT y.product_id AS "productId", c.programs::json AS programs, c.probe_cards::json AS cards, min(y.tested_at) AS at
  FROM ${WHOLE_LOTS.from} JOIN lot_wafers c ON c.lot_id = y.lot_id AND c.insertion = y.insertion
  WHERE ${WHOLE_LOTS.where} GROUP BY y.product_id, c.programs, c.probe_cards ORDER BY min(y.tested_at), c.programs, c.probe_cards`;
const TEST_SETS_OF_WAFERS = `SELECT seen."productId", seen.at, t.tests
  FROM (SELECT w.product_id AS "productId", r.test_set_id, min(w.tested_at) AS at
    FROM population w JOIN test_run r ON r.lot_id = w.lot_id AND r.wafer_id = w.wafer_id AND r.insertion = w.insertion
    GROUP BY 1, 2) AS seen JOIN test_set t USING (test_set_id) ORDER BY seen.at`;

/** The same by lots, of which no wafer needs to be looked at. Of two sets that one lot brought the earlier run's is first. */
const TEST_SETS_OF_LOTS = `SELECT seen."productId", seen.at, t.tests
  FROM (SELECT y.product_id AS "productId", r.test_set_id, min(y.tested_at) AS at, min(r.started_at) AS begun
    FROM ${WHOLE_LOTS.from} JOIN test_run r ON r.lot_id = y.lot_id AND r.insertion = y.insertion
    WHERE ${WHOLE_LOTS.where} GROUP BY 1, 2) AS seen JOIN test_set t USING (test_set_id) ORDER BY seen.at, seen.begun`;

const RECIPES = `
  SELECT r.product_id AS "productId", r.recipe_id || ' ' || r.recipe_version AS label, min(r.ended_at) AS at
  FROM process_run r
  WHERE r.step_id = ANY($1) AND r.product_id = ANY($2) AND ($3::text[] IS NULL OR r.product_id = ANY($3))
  GROUP BY 1, r.step_id, 2 ORDER BY 3`;

const MAINTENANCE = `
  SELECT m.tool_id || COALESCE('/' || m.chamber, '') || ' ' || m.kind AS label, m.ended_at AS at
  FROM maintenance m JOIN unnest($1::text[], $2::text[]) AS place(tool_id, chamber) ON place.tool_id = m.tool_id
  WHERE place.chamber IS NULL OR m.chamber IS NULL OR m.chamber = place.chamber
  GROUP BY 1, 2 ORDER BY 2`;

/** What was changed while the chosen wafers were made and tested. A first sighting is no change. */
@Injectable()
export class ChangeEventsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * In time order. Changes on the tester's side begin a phase of what is tested; maintenance and recipes begin one
   * where the chosen wafers are those of that tool or step.
   */
  async changes(query: MeasuredQuery): Promise<Breakpoint[]> {
    const [equipment, sets, recipes, services] = await Promise.all([
      this.#equipment(query),
      this.#sets(query),
      this.#recipes(query),
      this.#maintenance(query),
    ]);
    const found = [
      ...changesOf(equipment, ({ program }) => program).map(breakpointOf('program', true)),
      ...changesOf(equipment, ({ card }) => card).map(breakpointOf('card', false)),
      ...testLimitChanges(sets).map(breakpointOf('limit', true)),
      ...afterFirst(recipes).map(breakpointOf('recipe', query.trackOutOf !== null)),
      ...services.map(breakpointOf('pm', query.trackOutOf !== null)),
    ];
    return found.sort((a, b) => a.time - b.time);
  }

  async #equipment(query: MeasuredQuery): Promise<EquipmentSeen[]> {
    const { population } = query;
    if (!isWholeLots(population) || population.pairs.length > 1) return this.#ofProduct(EQUIPMENT_OF_WAFERS, query);
    const lots = await this.uow.query<LotsAlike>(EQUIPMENT_OF_LOTS, wholeLotsParameters(population));
    return lots.flatMap(equipmentOf);
  }

  async #sets(query: MeasuredQuery): Promise<TestSetSeen[]> {
    const { population } = query;
    if (!isWholeLots(population) || population.pairs.length > 1) return this.#ofProduct(TEST_SETS_OF_WAFERS, query);
    return this.uow.query(TEST_SETS_OF_LOTS, wholeLotsParameters(population));
  }

  /** What changes for one product means nothing to the others: nothing for several. */
  async #ofProduct<Row>(select: string, { population }: MeasuredQuery): Promise<Row[]> {
    if (population.pairs.length > 1) return [];
    const { sql, parameters } = populationSql(population);
    return this.uow.query<Row>(`WITH population AS (${sql}) ${select}`, parameters);
  }

  async #recipes({ population, trackOutOf }: MeasuredQuery): Promise<Seen[]> {
    const steps = [trackOutOf, ...population.through.map((passage) => passage.stepId)].filter(Boolean);
    if (steps.length === 0) return [];
    const products = population.pairs.map((pair) => pair.productId);
    return this.uow.query<Seen>(RECIPES, [steps, products, population.scope]);
  }

  async #maintenance({ population }: MeasuredQuery): Promise<Omit<Seen, 'productId'>[]> {
    const places = population.through.filter((passage) => passage.toolId);
    if (places.length === 0) return [];
    return this.uow.query(MAINTENANCE, [
      places.map((place) => place.toolId),
      places.map((place) => place.chamber ?? null),
    ]);
  }
}

/** Programs and cards of a group of lots, each for itself: they are looked at one by one. */
function equipmentOf({ productId, programs, cards, at }: LotsAlike): EquipmentSeen[] {
  return [
    ...distinct(programs).map((program) => ({ productId, program, card: null, at })),
    ...distinct(cards).map((card) => ({ productId, program: null, card, at })),
  ];
}

function distinct(values: readonly (string | null)[] | string | null): string[] {
  const all = typeof values === 'string' ? [values] : (values ?? []);
  return [...new Set(all.filter((value) => value !== null))].sort();
}

/** The first sighting of each program or card after the first, in time order. */
function changesOf(seen: readonly EquipmentSeen[], labelOf: (row: EquipmentSeen) => string | null): Seen[] {
  const first = new Map<string, Seen>();
  for (const row of seen) {
    const label = labelOf(row);
    if (label !== null && !first.has(label)) first.set(label, { productId: row.productId, label, at: row.at });
  }
  return afterFirst([...first.values()]);
}

/** All but the first of each product. */
function afterFirst(seen: readonly Seen[]): Seen[] {
  const products = new Set<string>();
  return seen.filter(({ productId }) => products.has(productId) || !products.add(productId));
}

function breakpointOf(kind: BreakpointKind, startsPhase: boolean) {
  return ({ label, at }: Pick<Seen, 'label' | 'at'>): Breakpoint => ({ kind, label, time: at.getTime(), startsPhase });
}
