import { Injectable } from '@nestjs/common';
import { ProductInsertionStore } from '@fabwright/fab';
import type { FabCalendar } from '@fabwright/facts';
import { FabClock, FabConfig, UnitOfWork, type ProductScope } from '@fabwright/platform';
import { calendarOf } from '../yield/fab-calendar.ts';
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

  /** Throws NOT_FOUND for a product that is not there or may not be seen. */
  async choose(filter: PopulationFilter, scope: ProductScope): Promise<Population> {
    return choosePopulation(filter, await this.insertions.all(scope), await this.clock.now(), this.calendar, scope);
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
    return {
      lots: [...new Set(all.flatMap(({ lots }) => lots))],
      wafers: [...new Set(all.flatMap(({ wafers }) => wafers))],
      ahead: Math.max(0, ...all.map(({ ahead }) => ahead)),
    };
  }

  async #notFound(population: Population): Promise<NotFoundNames> {
    const { lots, wafers, scope } = population;
    const names = async (sql: string, list: readonly string[] | null): Promise<string[]> =>
      list ? (await this.uow.query<{ name: string }>(sql, [list, scope])).map(({ name }) => name) : [];
    return {
      lots: await names(UNKNOWN_LOTS, lots),
      wafers: await names(UNKNOWN_WAFERS, wafers),
      ahead: await this.#ahead(population),
    };
  }

  async #ahead({ pairs, period, lotTypes, scope }: Population): Promise<number> {
    if (!period?.open) return 0;
    const products = pairs.map(({ productId }) => productId);
    const insertions = pairs.map(({ insertion }) => insertion);
    const rows = await this.uow.query<{ wafers: number }>(AHEAD, [products, insertions, period.to, lotTypes, scope]);
    return rows[0]?.wafers ?? 0;
  }
}
