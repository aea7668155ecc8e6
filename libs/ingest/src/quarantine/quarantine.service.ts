import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, UnitOfWork } from '@fabwright/platform';
import { EventPipeline } from '../pipeline/event-pipeline.ts';
import { QuarantineRepository, type QuarantineRow, type QuarantineState } from './quarantine.repository.ts';

export interface QuarantinePage {
  readonly rows: readonly QuarantineRow[];
  readonly total: number;
  readonly hasNextPage: boolean;
}

export interface ReplayCount {
  readonly replayed: number;
  readonly stillFailing: number;
}

/** What was put aside, and the two ways out of it: through the same pipeline again, or dismissed with a reason. */
@Injectable()
export class QuarantineService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly quarantine: QuarantineRepository,
    private readonly pipeline: EventPipeline,
  ) {}

  async page(
    actor: Actor,
    state: QuarantineState | null,
    first: number,
    after: { receivedAt: Date; id: string } | null,
  ): Promise<QuarantinePage> {
    requireAllProducts(actor);
    const rows = await this.quarantine.page(state, first + 1, after);
    const total = await this.quarantine.count(state);
    return { rows: rows.slice(0, first), total, hasNextPage: rows.length > first };
  }

  /** Takes each message in by itself, so that one that still fails holds up no other. */
  async replay(actor: Actor, ids: readonly string[]): Promise<ReplayCount> {
    requireAllProducts(actor);
    let replayed = 0;
    let stillFailing = 0;
    for (const id of ids) {
      const outcome = await this.uow.run(() => this.#replayOne(id, actor.name));
      if (outcome === 'replayed') replayed += 1;
      if (outcome === 'refused') stillFailing += 1;
    }
    return { replayed, stillFailing };
  }

  /** How many of the open ones among `ids` were dismissed. */
  dismiss(actor: Actor, ids: readonly string[], reason: string): Promise<number> {
    requireAllProducts(actor);
    return this.uow.run(() => this.quarantine.settle(ids, 'dismissed', actor.name, new Date(), reason));
  }

  async #replayOne(id: string, by: string): Promise<'replayed' | 'refused' | 'gone'> {
    const [message] = await this.quarantine.openForReplay([id]);
    if (message === undefined) return 'gone';
    const outcome = await this.pipeline.takeOne(message.raw, message.receivedAt);
    if (outcome.kind === 'refused') {
      await this.quarantine.failedAgain(id, outcome.reason);
      return 'refused';
    }
    // A duplicate has had its effect by another way: then this one needs none.
    await this.quarantine.settle([id], 'replayed', by, new Date(), outcome.kind);
    return 'replayed';
  }
}

/** A message that can't be read can't be told apart by product either, so only who may see all products may look. */
function requireAllProducts(actor: Actor): void {
  if (actor.productScope === null) return;
  throw new DomainError(
    'FORBIDDEN',
    'Quarantine holds messages of all products, and you may see only some. Ask somebody who may see all.',
  );
}
