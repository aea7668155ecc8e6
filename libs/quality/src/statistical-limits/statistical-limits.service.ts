import { Injectable } from '@nestjs/common';
import { BinCatalogue } from '@fabwright/fab';
import { Audit, DomainError, FabClock, UnitOfWork, type Actor, type ProductScope } from '@fabwright/platform';
import { v7 as uuidv7 } from 'uuid';
import type { Population } from '../population/population.ts';
import { PopulationService } from '../population/population.service.ts';
import type { PopulationFilter } from '../population/population.types.ts';
import { BinNames } from '../yield/bin-loss.repository.ts';
import { proposeLimits } from './propose-limits.ts';
import { StatisticalLimitsRepository, type LimitKey } from './statistical-limits.repository.ts';
import type { StatisticalLimitsView } from './statistical-limits.types.ts';

const LONGEST_REASON = 500;

export interface Approval {
  readonly filter: PopulationFilter;
  readonly program: string;
  readonly bin: number | null;
  readonly effectiveFrom: Date;
  readonly reason: string;
}

/** Statistical yield and bin limits: proposed from lots, approved by a person, in force from a day on. */
@Injectable()
export class StatisticalLimitsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly populations: PopulationService,
    private readonly repository: StatisticalLimitsRepository,
    private readonly bins: BinCatalogue,
    private readonly clock: FabClock,
    private readonly audit: Audit,
  ) {}

  /** Throws NOT_FOUND for a product that may not be seen, INVALID_INPUT for several products. */
  async view(filter: PopulationFilter, scope: ProductScope): Promise<StatisticalLimitsView> {
    const { population, productId, insertion } = await this.#one(filter, scope);
    const names = new BinNames(await this.bins.bins([productId]));
    const now = await this.clock.now();
    const inForce = await this.repository.inForceAt(productId, insertion, now);
    const holding = new Set(inForce.map(({ limitId }) => limitId));
    const proposed = proposeLimits(await this.repository.lots(population));
    return {
      productId,
      insertion,
      proposed: proposed.map((limit) => ({
        ...limit,
        binName: limit.bin === null ? '' : names.of(productId, limit.bin).name,
      })),
      approved: (await this.repository.all(productId, insertion)).map((limit) => ({
        ...limit,
        inForce: holding.has(limit.limitId),
      })),
      fabNow: now,
    };
  }

  /**
   * Approves what these lots propose. Throws INVALID_INPUT without a reason, for a day that has passed (nothing is judged
   * anew) and where the lots propose nothing; NOT_FOUND for a product that may not be seen.
   */
  async approve({ filter, program, bin, effectiveFrom, reason }: Approval, actor: Actor): Promise<void> {
    const said = reasonOf(reason);
    const now = await this.clock.now();
    if (!(effectiveFrom >= now)) {
      throw invalid('effectiveFrom', 'Limits judge lots from now on at the earliest: nothing is judged anew.');
    }
    const { population, productId, insertion } = await this.#one(filter, actor.productScope);
    const proposed = proposeLimits(await this.repository.lots(population)).find(
      (one) => one.program === program && one.bin === bin,
    );
    if (!proposed || !isComplete(proposed)) {
      throw invalid('program', 'These lots propose no limits: choose a longer period.');
    }
    const { centre, limit1, limit2, lots, learntFrom, learntTo } = proposed;
    const key: LimitKey = { productId, insertion, program, bin };
    await this.uow.run(async () => {
      const limitId = uuidv7();
      await this.repository.add({
        ...key,
        limitId,
        centre,
        limit1,
        limit2,
        lots,
        learntFrom: learntFrom ?? now,
        learntTo: learntTo ?? now,
        effectiveFrom,
        reason: said,
        approvedBy: actor.name,
        approvedAt: new Date(),
      });
      await this.audit.record({
        action: 'statistical-limit.approved',
        subject: productId,
        detail: { ...key, limitId, limit1, limit2, effectiveFrom: effectiveFrom.toISOString(), reason: said },
      });
    });
  }

  async #one(
    filter: PopulationFilter,
    scope: ProductScope,
  ): Promise<{ population: Population; productId: string; insertion: string }> {
    const population = await this.populations.choose(filter, scope);
    const [pair, ...others] = population.pairs;
    if (!pair || others.length > 0) throw invalid('filter.productId', 'Limits belong to one product: choose it first.');
    return { population, productId: pair.productId, insertion: pair.insertion };
  }
}

type Proposal = ReturnType<typeof proposeLimits>[number];
type CompleteProposal = Proposal & Readonly<Record<'centre' | 'limit1' | 'limit2', number>>;

function isComplete(proposed: Proposal): proposed is CompleteProposal {
  return [proposed.centre, proposed.limit1, proposed.limit2].every((value) => value !== null);
}

function reasonOf(reason: string): string {
  const said = reason.trim();
  if (said !== '' && said.length <= LONGEST_REASON) return said;
  throw invalid('reason', `Say why, in 1 to ${LONGEST_REASON} characters.`);
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { detail: { field, reason: 'invalid' } });
}
