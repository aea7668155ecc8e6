import { Injectable } from '@nestjs/common';
import { Audit, ChangeNotifier, DomainError, UnitOfWork, type Actor } from '@fabwright/platform';
import { notOfDies } from '../population/chosen-dies.ts';
import type { PopulationFilter } from '../population/population.types.ts';
import { PopulationService } from '../population/population.service.ts';
import { ChangeEventsRepository } from './change-events.repository.ts';
import { chartKey } from './chart-key.ts';
import { TrendUnit, type MeasureInput } from './explore.types.ts';
import { FrozenLimitsRepository } from './frozen-limits.repository.ts';
import { chartOf } from './trend-chart.ts';
import { TrendRepository } from './trend.repository.ts';

const LONGEST_REASON = 500;

export interface FreezeRequest {
  readonly filter: PopulationFilter;
  readonly measure: MeasureInput;
  readonly at: Date;
  readonly reason: string;
}

/** Control limits that a person froze, so that tomorrow's lots are judged by yesterday's phase I. */
@Injectable()
export class LimitsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly populations: PopulationService,
    private readonly trends: TrendRepository,
    private readonly changes: ChangeEventsRepository,
    private readonly frozen: FrozenLimitsRepository,
    private readonly audit: Audit,
    private readonly notifier: ChangeNotifier,
  ) {}

  /**
   * Throws INVALID_INPUT for several products, without a reason, or where the phase has no limits of its own;
   * NOT_FOUND for a product that may not be seen.
   */
  async freeze({ filter, measure, at, reason }: FreezeRequest, actor: Actor): Promise<void> {
    const said = reason.trim();
    if (said === '' || said.length > LONGEST_REASON) {
      throw invalid('reason', 'length', `Say why, in 1 to ${LONGEST_REASON} characters.`);
    }
    const { population, pair } = await this.#pairOf(filter, actor);
    const query = { population, measure, split: null, trackOutOf: null };
    const points = await this.trends.byLot(query);
    const events = await this.changes.changes(query);
    const chart = chartOf({ points, by: TrendUnit.LOT, groups: [], population, measure, events, frozen: [] });
    const phase = chart.phases.findLast(({ from }) => (points[from]?.at ?? Infinity) <= at.getTime());
    if (phase?.own.kind !== 'phase-limits') {
      throw invalid('at', 'no-limits', 'There are too few lots in this phase to learn limits from: choose another.');
    }
    const limits = phase.own;
    const validFrom = new Date(points[phase.from]?.at ?? limits.learntFrom);
    await this.#keep(chartKey(pair, measure), { product: pair.productId, reason: said }, () =>
      this.frozen.freeze(chartKey(pair, measure), pair.productId, {
        validFrom,
        limits,
        reason: said,
        frozenBy: actor.name,
      }),
    );
  }

  /** Takes back all that was frozen for this chart. Throws NOT_FOUND when nothing was. */
  async lift({ filter, measure }: Pick<FreezeRequest, 'filter' | 'measure'>, actor: Actor): Promise<void> {
    const { pair } = await this.#pairOf(filter, actor);
    const key = chartKey(pair, measure);
    const all = await this.frozen.of(key);
    if (all.length === 0) throw new DomainError('NOT_FOUND', 'No limits are frozen for this chart.');
    await this.#keep(key, { product: pair.productId, lifted: all.length }, async () => {
      for (const { validFrom } of all) await this.frozen.lift(key, validFrom);
    });
  }

  async #pairOf(filter: PopulationFilter, actor: Actor) {
    const population = await this.populations.choose(filter, actor.productScope);
    const [pair, ...others] = population.pairs;
    if (!pair || others.length > 0) throw invalid('filter.productId', 'several', 'Choose one product first.');
    if (population.dies) throw notOfDies('filter.dies', 'Limits are kept');
    return { population, pair };
  }

  #keep(key: string, detail: Readonly<Record<string, unknown>>, work: () => Promise<void>): Promise<void> {
    return this.uow.run(async () => {
      await work();
      await this.audit.record({ action: 'limits.changed', subject: key, detail });
      await this.notifier.changed('lots', []);
    });
  }
}

function invalid(field: string, reason: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { detail: { field, reason } });
}
