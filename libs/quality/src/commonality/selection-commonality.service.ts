import { Injectable } from '@nestjs/common';
import { DomainError, UnitOfWork, type ProductScope } from '@fabwright/platform';
import { PopulationService } from '../population/population.service.ts';
import { populationSql } from '../population/population.sql.ts';
import type { PopulationFilter } from '../population/population.types.ts';
import { CommonalityService, type CommonalityQuestion, type QuestionedWafer } from './commonality.service.ts';
import { commonalityView } from './commonality-views.ts';
import type { Commonality } from './commonality.types.ts';

interface ChosenRow {
  readonly lotId: string;
  readonly waferId: string;
  readonly productId: string;
  readonly insertion: string;
  readonly testedAt: Date;
}

/** Lots are compared with those of the same product and the same four weeks. */
const PERIOD_MS = 28 * 86_400_000;
const MOST_WAFERS = 20_000;

/** What wafers that a person has chosen share, against others. */
@Injectable()
export class SelectionCommonality {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly populations: PopulationService,
    private readonly service: CommonalityService,
  ) {}

  /**
   * `cases` against those wafers of `others` that are no cases. Throws INVALID_INPUT for wafers of several insertions
   * or too many of them, NOT_FOUND for a product that may not be seen.
   */
  async of(cases: PopulationFilter, others: PopulationFilter, scope: ProductScope): Promise<Commonality> {
    const [bad, rest] = [await this.#wafers(cases, scope), await this.#wafers(others, scope)];
    const answer = await this.service.of(questionOf(bad, rest));
    return commonalityView(answer, await this.#steps());
  }

  async #wafers(filter: PopulationFilter, scope: ProductScope): Promise<ChosenRow[]> {
    const { sql, parameters } = populationSql(await this.populations.choose(filter, scope));
    const rows = await this.uow.query<ChosenRow>(
      `WITH population AS (${sql})
       SELECT lot_id AS "lotId", wafer_id AS "waferId", product_id AS "productId", insertion, tested_at AS "testedAt"
       FROM population ORDER BY tested_at DESC, lot_id, wafer_id LIMIT ${MOST_WAFERS + 1}`,
      parameters,
    );
    if (rows.length <= MOST_WAFERS) return rows;
    throw new DomainError('INVALID_INPUT', `These are more than ${MOST_WAFERS} wafers: choose a shorter time.`, {
      detail: { field: 'filter', reason: 'too-many' },
    });
  }

  async #steps(): Promise<Map<string, string>> {
    const rows = await this.uow.query<{ id: string; name: string }>(
      'SELECT step_id AS id, COALESCE(name, step_id) AS name FROM step',
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

function questionOf(bad: readonly ChosenRow[], rest: readonly ChosenRow[]): CommonalityQuestion {
  const insertions = [...new Set([...bad, ...rest].map((row) => row.insertion))];
  if (insertions.length > 1) {
    throw new DomainError('INVALID_INPUT', `Choose one insertion: these are wafers of ${insertions.join(', ')}.`, {
      detail: { field: 'insertion', reason: 'several' },
    });
  }
  const keyOf = ({ lotId, waferId }: ChosenRow): string => `${lotId}\n${waferId}`;
  const cases = new Set(bad.map(keyOf));
  const asked = (row: ChosenRow, affected: boolean): QuestionedWafer => ({
    lotId: row.lotId,
    waferId: row.waferId,
    affected,
    response: Number(affected),
    stratum: `${row.productId} ${Math.floor(row.testedAt.getTime() / PERIOD_MS)}`,
  });
  return {
    insertion: insertions[0] ?? '',
    measured: false,
    wafers: [
      ...bad.map((row) => asked(row, true)),
      ...rest.filter((row) => !cases.has(keyOf(row))).map((row) => asked(row, false)),
    ],
  };
}
