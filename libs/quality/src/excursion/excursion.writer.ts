import { Injectable } from '@nestjs/common';
import type { FabEvent } from '@fabwright/contracts';
import { Audit, ChangeNotifier, DomainError } from '@fabwright/platform';
import type { EntryActor, ExcursionRecord, NewEntry } from './excursion.ts';
import { ExcursionChanges } from './excursion-changes.ts';
import { excursionEvent } from './excursion-events.ts';
import { ExcursionHistoryRepository } from './excursion-history.repository.ts';
import { ExcursionRepository } from './excursion.repository.ts';
import { OutgoingEvents } from './outgoing-events.ts';

/** A change that was decided on; `after.version` is one more than `before.version`, 1 for a new excursion. */
export interface DecidedChange {
  readonly before: ExcursionRecord | null;
  readonly after: ExcursionRecord;
  readonly entries: readonly NewEntry[];
  readonly actor: EntryActor;
  /** Wall clock, and the fab's time at that moment. */
  readonly at: Date;
  readonly fabAt: Date;
  /** All lots of the excursion after the change, oldest first. */
  readonly lotIds: readonly string[];
  /** What else goes out with it, such as requests to hold lots. */
  readonly events?: readonly FabEvent[];
}

/** The one way in which excursions are written: row, history, hook, note to open pages and outbox, in one transaction. */
@Injectable()
export class ExcursionWriter {
  constructor(
    private readonly excursions: ExcursionRepository,
    private readonly history: ExcursionHistoryRepository,
    private readonly changes: ExcursionChanges,
    private readonly outgoing: OutgoingEvents,
    private readonly notifier: ChangeNotifier,
    private readonly audit: Audit,
  ) {}

  /** Needs a unit of work; the outbox comes last, so call nothing that writes after it. Throws CONFLICT. */
  async write(changes: readonly DecidedChange[]): Promise<void> {
    for (const change of changes) await this.#one(change);
    if (changes.length === 0) return;
    const ids = changes.map(({ after }) => after.excursionId);
    await this.notifier.changed('excursions', ids);
    const events = changes.flatMap(({ after, lotIds, events: more = [] }) => [...more, ...aboutIt(after, lotIds)]);
    await this.outgoing.append(events, changes[0]?.at ?? new Date());
  }

  async #one(change: DecidedChange): Promise<void> {
    const { before, after, entries, actor, at, fabAt } = change;
    if (before === null) await this.excursions.insert(after);
    else if (!(await this.excursions.update(after))) throw outdated(after.excursionId);
    await this.history.append(after.excursionId, entries, { actor, at, fabAt });
    if (actor.kind !== 'system') await this.#audit(change);
    await this.changes.publish({ before, after, entries, actor, at });
  }

  async #audit({ after, entries }: DecidedChange): Promise<void> {
    for (const entry of entries) {
      const detail = { ...(entry.after ?? {}), ...(entry.reason === null ? {} : { reason: entry.reason }) };
      await this.audit.record({ action: `excursions.${entry.act}`, subject: after.excursionId, detail });
    }
  }
}

/** Its contract needs a lot; without one there is nothing to tell. */
function aboutIt(record: ExcursionRecord, lotIds: readonly string[]): FabEvent[] {
  return lotIds.length === 0 ? [] : [excursionEvent(record, lotIds)];
}

export function outdated(excursionId: string): DomainError {
  return new DomainError(
    'CONFLICT',
    `${excursionId} was changed by somebody else meanwhile. Nothing was changed: look at it again, then repeat what you meant.`,
  );
}
