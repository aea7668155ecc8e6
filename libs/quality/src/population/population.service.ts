import { Injectable } from '@nestjs/common';
import { ProductInsertionStore } from '@fabwright/fab';
import type { FabCalendar } from '@fabwright/facts';
import { FabClock, FabConfig, UnitOfWork, type ProductScope } from '@fabwright/platform';
import { calendarOf } from '../yield/fab-calendar.ts';
import { checkWork, readChosenDies } from './chosen-dies.ts';
import { overlapOf, type Overlap } from './group-overlap.ts';
import { choosePopulation, type Population } from './population.ts';
import { populationSql } from './population.sql.ts';
import type { PopulationFilter } from './population.types.ts';

/** What a filter means and cannot be shown. */
export interface NotFoundNames {
  /** Names on a pasted list that stand for nothing that may be seen. */
  readonly lots: string[];
  readonly wafers: string[];
  /** Wafers of lots whose end of sort lies behind the fab's now, where the period ends with it. */
  readonly ahead: number;
  /** Wafers that would be among them, had they not been excluded by hand. */
  readonly excluded: number;
  /** Null: over all dies. */
  readonly dies: DieCoverage | null;
}

/** How many positions of the die map figures cover. */
export interface DieCoverage {
  readonly chosen: number;
  readonly positions: number;
}

/** A tester whose clock stands ahead tells of times that have not come yet. */
const AHEAD = `
  SELECT COALESCE(sum(y.wafers), 0)::integer AS wafers FROM lot_yield y
  JOIN unnest($1::text[], $2::text[]) AS pair(product_id, insertion)
    ON pair.product_id = y.product_id AND pair.insertion = y.insertion
  WHERE y.tested_at >= $3 AND y.lot_type = ANY($4) AND ($5::text[] IS NULL OR y.product_id = ANY($5))`;

const UNKNOWN_LOTS = `
  SELECT name FROM unnest($1::text[]) AS list(name)
  WHERE NOT EXISTS (SELECT FROM lot WHERE lot.lot_id = list.name AND ($2::text[] IS NULL OR lot.product_id = ANY($2)))
    AND NOT EXISTS (SELECT FROM wafer f JOIN lot USING (lot_id)
      WHERE f.lot_no = list.name AND ($2::text[] IS NULL OR lot.product_id = ANY($2)))`;

const UNKNOWN_WAFERS = `
  SELECT name FROM unnest($1::text[]) AS list(name)
  WHERE NOT EXISTS (SELECT FROM wafer f JOIN lot USING (lot_id)
    WHERE (f.wafer_id = list.name OR f.lot_id || '/' || f.wafer_id = list.name)
      AND ($2::text[] IS NULL OR lot.product_id = ANY($2)))`;

/** From what a person chose to the wafers that it means; the same for every screen. */
@Injectable()
export class PopulationService {
  readonly calendar: FabCalendar;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly insertions: ProductInsertionStore,
    private readonly clock: FabClock,
    config: FabConfig,
  ) {
    this.calendar = calendarOf(config);
  }

  /**
   * Throws NOT_FOUND for a product that is not there or may not be seen; INVALID_INPUT for dies that can't be read, of
   * several products, or on more wafers than can be counted die by die.
   */
  async choose(filter: PopulationFilter, scope: ProductScope): Promise<Population> {
    const known = await this.insertions.all(scope);
    const population = choosePopulation(filter, known, await this.clock.now(), this.calendar, scope);
    if (!filter.dies) return population;
    const dies = await readChosenDies(this.uow, filter.dies, population.pairs);
    if (dies) checkWork(dies, await this.#count(population));
    return { ...population, dies };
  }

  /** `lot/wafer` of each chosen wafer, in the order of time. */
  async waferIds(population: Population): Promise<string[]> {
    const { sql, parameters } = populationSql(population);
    const rows = await this.uow.query<{ id: string }>(
      `WITH population AS (${sql}) SELECT lot_id || '/' || wafer_id AS id FROM population
       ORDER BY tested_at, lot_id, wafer_id`,
      parameters,
    );
    return rows.map(({ id }) => id);
  }

  /** What two choices have in common. */
  async overlap(first: Population, second: Population): Promise<Overlap> {
    const wafers = async (population: Population): Promise<{ lotId: string; waferId: string }[]> => {
      const { sql, parameters } = populationSql(population);
      const columns = 'lot_id AS "lotId", wafer_id AS "waferId"';
      return this.uow.query(`WITH population AS (${sql}) SELECT ${columns} FROM population`, parameters);
    };
    return overlapOf(await wafers(first), await wafers(second));
  }

  /** Of the lists, what names nothing, and what a clock hides: a filter says so instead of showing less in silence. */
  async notFound(...populations: readonly (Population | null)[]): Promise<NotFoundNames> {
    const chosen = populations.filter((population) => population !== null);
    const all = await Promise.all(chosen.map((population) => this.#notFound(population)));
    const excluded = await Promise.all(chosen.map((population) => this.#excluded(population)));
    return {
      lots: [...new Set(all.flatMap(({ lots }) => lots))],
      wafers: [...new Set(all.flatMap(({ wafers }) => wafers))],
      ahead: Math.max(0, ...all.map(({ ahead }) => ahead)),
      excluded: new Set(excluded.flat()).size,
      dies: coverageOf(chosen),
    };
  }

  async #notFound(population: Population): Promise<Pick<NotFoundNames, 'lots' | 'wafers' | 'ahead'>> {
    const { lots, wafers, scope } = population;
    const names = async (sql: string, list: readonly string[] | null): Promise<string[]> =>
      list ? (await this.uow.query<{ name: string }>(sql, [list, scope])).map(({ name }) => name) : [];
    return {
      lots: await names(UNKNOWN_LOTS, lots),
      wafers: await names(UNKNOWN_WAFERS, wafers),
      ahead: await this.#ahead(population),
    };
  }

  /** `lot/wafer` of those that were excluded by hand. */
  async #excluded(population: Population): Promise<string[]> {
    const { sql, parameters } = populationSql(population, { excluded: true });
    const rows = await this.uow.query<{ id: string }>(
      `WITH population AS (${sql}) SELECT lot_id || '/' || wafer_id AS id FROM population`,
      parameters,
    );
    return rows.map(({ id }) => id);
  }

  async #count(population: Population): Promise<number> {
    const { sql, parameters } = populationSql(population);
    const rows = await this.uow.query<{ wafers: number }>(
      `WITH population AS (${sql}) SELECT count(*)::integer AS wafers FROM population`,
      parameters,
    );
    return rows[0]?.wafers ?? 0;
  }

  async #ahead({ pairs, period, lotTypes, scope }: Population): Promise<number> {
    if (!period?.open) return 0;
    const products = pairs.map(({ productId }) => productId);
    const insertions = pairs.map(({ insertion }) => insertion);
    const rows = await this.uow.query<{ wafers: number }>(AHEAD, [products, insertions, period.to, lotTypes, scope]);
    return rows[0]?.wafers ?? 0;
  }
}

/** Groups that are compared are of the same dies. */
function coverageOf(populations: readonly Population[]): DieCoverage | null {
  const dies = populations.find((population) => population.dies !== null)?.dies;
  return dies ? { chosen: dies.chosen, positions: dies.positions } : null;
}
