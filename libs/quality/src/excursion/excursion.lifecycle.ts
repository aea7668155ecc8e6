import { Injectable } from '@nestjs/common';
import type { FabEvent } from '@fabwright/contracts';
import { DomainError, FabClock, UnitOfWork, type Actor } from '@fabwright/platform';
import { v7 as uuidv7 } from 'uuid';
import type { EntryValues, ExcursionCause, ExcursionRecord, Factor, NewEntry } from './excursion.ts';
import { holdRequestEvent } from './excursion-events.ts';
import { ExcursionHistoryRepository } from './excursion-history.repository.ts';
import { ExcursionAct, ExcursionState, stateAfter } from './excursion-state.ts';
import { ExcursionRepository } from './excursion.repository.ts';
import { ExcursionWriter, outdated } from './excursion.writer.ts';
import { HeldLots } from './held-lots.ts';
import { ExcursionOwners } from './owners.ts';
import { optionalWords, words } from './words.ts';

/** Which excursion, at which version it was looked at; null where an act adds something and takes nothing away. */
export interface Target {
  readonly excursionId: string;
  readonly version: number | null;
}

export interface NewAction {
  readonly what: string;
  /** Account; null = nobody of this instance, then `assigneeName` says who. */
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly dueAt: Date | null;
}

/** What an act changes, once the excursion is locked and the act is known to be possible. */
interface Outcome {
  readonly patch?: Partial<ExcursionRecord>;
  readonly before?: EntryValues;
  readonly after?: EntryValues;
  readonly reason?: string | null;
  readonly more?: readonly NewEntry[];
  readonly events?: readonly FabEvent[];
}

const UNSETTLED = { settledAt: null, settledFabAt: null, settledReason: null };

/**
 * What people do to excursions. Every act throws NOT_FOUND, FORBIDDEN outside of the product scope, CONFLICT when
 * somebody else was faster, and INVALID_INPUT where words are missing or the state does not allow it.
 */
@Injectable()
export class ExcursionLifecycle {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly excursions: ExcursionRepository,
    private readonly history: ExcursionHistoryRepository,
    private readonly writer: ExcursionWriter,
    private readonly owners: ExcursionOwners,
    private readonly held: HeldLots,
    private readonly clock: FabClock,
  ) {}

  /** The first to say "I have seen it" stays named. */
  acknowledge(target: Target, actor: Actor): Promise<ExcursionRecord> {
    return this.#act(target, ExcursionAct.ACKNOWLEDGED, actor, (record, at) => {
      if (record.acknowledgedAt !== null) return null;
      return { patch: { acknowledgedAt: at, acknowledgedBy: actor.name } };
    });
  }

  assign(target: Target, ownerId: string, actor: Actor): Promise<ExcursionRecord> {
    return this.#act(target, ExcursionAct.ASSIGNED, actor, async (record) => {
      const owner = await this.owners.find(ownerId, record.productId);
      if (owner.accountId === record.ownerId) return null;
      return {
        patch: { ownerId: owner.accountId, ownerName: owner.name },
        before: { owner: record.ownerName },
        after: { owner: owner.name },
      };
    });
  }

  /** Says that the loss can't grow, and asks the MES to hold these lots: each once, however often it is asked. */
  contain(
    target: Target,
    { suspect, lotIds, reason }: { suspect: Factor | null; lotIds: readonly string[]; reason: string },
    actor: Actor,
  ): Promise<ExcursionRecord> {
    const said = words('reason', reason);
    return this.#act(target, ExcursionAct.CONTAINED, actor, async (record, at) => {
      const known = await this.held.known(lotIds, actor.productScope);
      const fresh = await this.history.requestHolds(record.excursionId, known, { name: actor.name, at });
      const { excursionId } = record;
      return {
        after: { suspect, lots: fresh },
        reason: said,
        more: fresh.map((lotId) => entry(ExcursionAct.HOLD_REQUESTED, { after: { lotId } })),
        events: fresh.map((lotId) =>
          holdRequestEvent({ excursionId, lotId, lotNo: lotId, reason: said, requestedBy: actor.name, at }),
        ),
      };
    });
  }

  setCause(target: Target, cause: ExcursionCause, actor: Actor): Promise<ExcursionRecord> {
    const said = { ...cause, words: words('words', cause.words) };
    return this.#act(target, ExcursionAct.CAUSE_FOUND, actor, (record) => ({
      patch: { cause: said },
      before: { cause: record.cause },
      after: { cause: said },
      reason: said.words,
    }));
  }

  close(target: Target, reason: string, actor: Actor): Promise<ExcursionRecord> {
    return this.#settle(target, ExcursionAct.CLOSED, reason, actor);
  }

  /** "This was no excursion": counted as a false alarm. */
  dismiss(target: Target, reason: string, actor: Actor): Promise<ExcursionRecord> {
    return this.#settle(target, ExcursionAct.DISMISSED, reason, actor);
  }

  reopen(target: Target, reason: string, actor: Actor): Promise<ExcursionRecord> {
    const said = words('reason', reason);
    return this.#act(target, ExcursionAct.REOPENED, actor, ({ settledReason }) => ({
      patch: UNSETTLED,
      before: { settledReason },
      reason: said,
    }));
  }

  comment(target: Target, text: string, actor: Actor): Promise<ExcursionRecord> {
    const said = words('text', text);
    return this.#act(target, ExcursionAct.COMMENTED, actor, () => ({ reason: said }));
  }

  addAction(target: Target, action: NewAction, actor: Actor): Promise<ExcursionRecord> {
    const what = words('what', action.what);
    return this.#act(target, ExcursionAct.ACTION_ADDED, actor, async (record, at) => {
      const assignee = await this.#assignee(action, record);
      const actionId = uuidv7();
      const { excursionId } = record;
      const { dueAt } = action;
      await this.history.addAction({
        excursionId,
        actionId,
        what,
        ...assignee,
        dueAt,
        addedBy: actor.name,
        addedAt: at,
      });
      return { after: { actionId, what, who: assignee.assigneeName, until: dueAt?.toISOString() ?? null } };
    });
  }

  /** An action that is done stays as it is. */
  completeAction(target: Target, actionId: string, comment: string | null, actor: Actor): Promise<ExcursionRecord> {
    const said = optionalWords('comment', comment);
    return this.#act(target, ExcursionAct.ACTION_DONE, actor, async (record, at) => {
      const actions = await this.history.actions(record.excursionId);
      if (!actions.some((action) => action.actionId === actionId)) {
        throw new DomainError('NOT_FOUND', `${record.excursionId} has no such action.`);
      }
      const done = await this.history.completeAction(record.excursionId, actionId, {
        at,
        by: actor.name,
        comment: said,
      });
      return done && { after: { actionId, what: done.what }, reason: said };
    });
  }

  #settle(
    target: Target,
    act: ExcursionAct.CLOSED | ExcursionAct.DISMISSED,
    reason: string,
    actor: Actor,
  ): Promise<ExcursionRecord> {
    const said = words('reason', reason);
    return this.#act(target, act, actor, async (_, at) => {
      const patch = { settledAt: at, settledFabAt: await this.clock.now(), settledReason: said };
      return { patch, reason: said };
    });
  }

  async #assignee({ assigneeId, assigneeName }: NewAction, { productId }: ExcursionRecord) {
    if (assigneeId === null) return { assigneeId: null, assigneeName: words('assigneeName', assigneeName ?? '') };
    const owner = await this.owners.find(assigneeId, productId);
    return { assigneeId: owner.accountId, assigneeName: owner.name };
  }

  /** `work` returns null where the act would change nothing. */
  #act(
    { excursionId, version }: Target,
    act: ExcursionAct,
    actor: Actor,
    work: (record: ExcursionRecord, at: Date) => Outcome | null | Promise<Outcome | null>,
  ): Promise<ExcursionRecord> {
    return this.uow.run(async () => {
      const before = await this.#locked(excursionId, actor);
      if (version !== null && version !== before.version) throw outdated(excursionId);
      const state = stateAfter(before.state, act);
      if (state === null) throw impossible(act, before.state);
      const at = new Date();
      const outcome = await work(before, at);
      if (outcome === null) return before;
      const after = { ...before, ...outcome.patch, state, touched: true, version: before.version + 1 };
      const entries = [entry(act, withState(outcome, before.state, state)), ...(outcome.more ?? [])];
      const lots = await this.excursions.lots([excursionId], null);
      await this.writer.write([
        {
          before,
          after,
          entries,
          actor: { kind: actor.kind, id: actor.id, name: actor.name },
          at,
          fabAt: await this.clock.now(),
          lotIds: lots.map((lot) => lot.lotId),
          ...(outcome.events && { events: outcome.events }),
        },
      ]);
      return after;
    });
  }

  async #locked(excursionId: string, actor: Actor): Promise<ExcursionRecord> {
    const found = await this.excursions.find(excursionId, actor.productScope);
    if (found?.inScope === false) {
      throw new DomainError('FORBIDDEN', `You may not change ${excursionId}: its product is not yours.`);
    }
    const record = found && (await this.excursions.lock(excursionId));
    if (!record) throw new DomainError('NOT_FOUND', `There is no excursion ${excursionId}.`);
    return record;
  }
}

function entry(act: ExcursionAct, { before, after, reason }: Pick<Outcome, 'before' | 'after' | 'reason'>): NewEntry {
  return { act, before: before ?? null, after: after ?? null, reason: reason ?? null };
}

function withState(outcome: Outcome, from: ExcursionState, to: ExcursionState): Outcome {
  if (from === to) return outcome;
  return { ...outcome, before: { ...outcome.before, state: from }, after: { ...outcome.after, state: to } };
}

function impossible(act: ExcursionAct, state: ExcursionState): DomainError {
  return new DomainError('INVALID_INPUT', `An excursion that is ${state} can't be "${act}". Nothing was changed.`, {
    detail: { field: 'state', reason: 'state' },
  });
}
