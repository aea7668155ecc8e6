import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import { populationSql } from '../population/population.sql.ts';
import type { Population } from '../population/population.ts';
import { limitSteps } from '../statistical-limits/limit-steps.ts';
import { StatisticalLimitsRepository } from '../statistical-limits/statistical-limits.repository.ts';
import { MeasureKind, TrendUnit, type MeasureInput } from './explore.types.ts';
import type { TrendStatisticalLimit } from './trend-statistical-limit.types.ts';

/** Which approved limits a trend shows. */
@Injectable()
export class TrendStatisticalLimits {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly limits: StatisticalLimitsRepository,
  ) {}

  /**
   * For lots of one product: of the final yield, or of the bin that is looked at, and of the programs that sorted the
   * chosen wafers. Empty for everything else, since these limits judge whole lots.
   */
  async of(population: Population, measure: MeasureInput, by: TrendUnit): Promise<TrendStatisticalLimit[]> {
    const [pair, ...others] = population.pairs;
    const bin = measure.kind === MeasureKind.BIN ? (measure.bin ?? null) : null;
    const known = by === TrendUnit.LOT && (bin !== null || measure.kind === MeasureKind.FINAL_YIELD);
    if (!pair || others.length > 0 || !known) return [];
    const approved = await this.limits.all(pair.productId, pair.insertion);
    const steps = limitSteps(approved.filter((limit) => limit.bin === bin));
    if (steps.length === 0) return [];
    const programs = await this.#programs(population);
    return steps
      .filter(({ program }) => programs.has(program))
      .map((step) => ({
        ...step,
        kind: bin === null ? 'SYL' : 'SBL',
        program: programs.size > 1 ? step.program : null,
      }));
  }

  async #programs(population: Population): Promise<ReadonlySet<string>> {
    const { sql, parameters } = populationSql(population);
    const rows = await this.uow.query<{ program: string }>(
      `WITH population AS (${sql}) SELECT DISTINCT program FROM population`,
      parameters,
    );
    return new Set(rows.map(({ program }) => program));
  }
}
