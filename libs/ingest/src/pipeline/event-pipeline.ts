import { Injectable } from '@nestjs/common';
import type { FabEvent } from '@fabwright/contracts';
import { type SourceBatch, type SourceMessage, UnitOfWork } from '@fabwright/platform';
import { identityKey, InboxRepository } from '../inbox/inbox.repository.ts';
import { QuarantineRepository } from '../quarantine/quarantine.repository.ts';
import { ArrivalRecorder } from './arrival-recorder.ts';
import { type AcceptedEvent, HandlerRegistry } from './event-handler.ts';
import { failureKind, reasonOfFailure } from './failure-kind.ts';
import { parseMessage, type ParsedMessage } from './parse-message.ts';
import type { QuarantineReason } from './quarantine-reason.ts';

interface Candidate {
  readonly message: SourceMessage;
  readonly parsed: ParsedMessage;
}

/** What became of the messages of a batch. */
export interface BatchOutcome {
  readonly accepted: number;
  readonly duplicates: number;
  readonly quarantined: number;
}

/** What one message comes to when it is taken in by itself. */
export type SingleOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'refused'; readonly reason: QuarantineReason };

/**
 * At least once in, exactly one effect: inbox, facts, statistics, quarantine and the position of the consumer are
 * written in one transaction. A message that can't be understood or whose facts are refused goes to quarantine and
 * never holds up what follows; only trouble with the database itself is thrown, and then nothing has happened.
 */
@Injectable()
export class EventPipeline {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly inbox: InboxRepository,
    private readonly handlers: HandlerRegistry,
    private readonly quarantine: QuarantineRepository,
    private readonly arrivals: ArrivalRecorder,
  ) {}

  /** `savePosition` runs inside the transaction, after everything else. */
  async process(batch: SourceBatch, savePosition: () => Promise<void>): Promise<BatchOutcome> {
    const candidates = batch.messages.map((message) => ({ message, parsed: parseMessage(message.bytes) }));
    return this.#processParsed(batch, candidates, savePosition);
  }

  /** One message outside any stream, such as one that is replayed from quarantine. Joins the open unit of work. */
  async takeOne(bytes: Uint8Array, receivedAt: Date): Promise<SingleOutcome> {
    const parsed = parseMessage(bytes);
    if (!parsed.ok) return { kind: 'refused', reason: parsed.reason };
    return this.uow.run(() => this.#isolated(parsed.event, receivedAt));
  }

  async #processParsed(
    batch: SourceBatch,
    candidates: readonly Candidate[],
    savePosition: () => Promise<void>,
  ): Promise<BatchOutcome> {
    try {
      return await this.uow.run(() => this.#together(batch, candidates, savePosition));
    } catch (error) {
      if (failureKind(error) === 'transient') throw error;
      return this.uow.run(() => this.#oneByOne(batch, candidates, savePosition));
    }
  }

  async #together(
    batch: SourceBatch,
    candidates: readonly Candidate[],
    savePosition: () => Promise<void>,
  ): Promise<BatchOutcome> {
    const refused = await this.#putAsideUnreadable(batch, candidates);
    const events = candidates.flatMap(({ message, parsed }) =>
      parsed.ok ? [{ event: parsed.event, receivedAt: message.receivedAt }] : [],
    );
    const fresh = await this.#take(events);
    await this.arrivals.record(fresh);
    await savePosition();
    return { accepted: fresh.length, duplicates: events.length - fresh.length, quarantined: refused };
  }

  /** After a batch was refused as a whole: the same in a savepoint a message, to find out which is to blame. */
  async #oneByOne(
    batch: SourceBatch,
    candidates: readonly Candidate[],
    savePosition: () => Promise<void>,
  ): Promise<BatchOutcome> {
    let quarantined = await this.#putAsideUnreadable(batch, candidates);
    let duplicates = 0;
    const fresh: AcceptedEvent[] = [];
    for (const { message, parsed } of candidates) {
      if (!parsed.ok) continue;
      const { event } = parsed;
      const outcome = await this.#isolated(event, message.receivedAt);
      if (outcome.kind === 'accepted') fresh.push({ event, receivedAt: message.receivedAt });
      else if (outcome.kind === 'duplicate') duplicates += 1;
      else {
        await this.#putAside(batch, message, event.id, event.type, outcome.reason);
        quarantined += 1;
      }
    }
    await this.arrivals.record(fresh);
    await savePosition();
    return { accepted: fresh.length, duplicates, quarantined };
  }

  async #isolated(event: FabEvent, receivedAt: Date): Promise<SingleOutcome> {
    await this.uow.query('SAVEPOINT message');
    try {
      const fresh = await this.#take([{ event, receivedAt }]);
      await this.uow.query('RELEASE SAVEPOINT message');
      return fresh.length > 0 ? { kind: 'accepted' } : { kind: 'duplicate' };
    } catch (error) {
      if (failureKind(error) === 'transient') throw error;
      await this.uow.query('ROLLBACK TO SAVEPOINT message');
      return { kind: 'refused', reason: reasonOfFailure(error) };
    }
  }

  /** Enters the events into the inbox and lets those that are new have their effect. Returns the new ones. */
  async #take(events: readonly AcceptedEvent[]): Promise<AcceptedEvent[]> {
    const identities = events.map(({ event }) => ({ source: event.source, id: event.id, type: event.type }));
    const entered = await this.inbox.enter(identities, events[0]?.receivedAt ?? new Date());
    // The first of several with the same identity has the effect; `delete` lets the others find the key gone.
    const fresh = events.filter(({ event }) => entered.delete(identityKey(event)));
    await this.handlers.handle(fresh);
    return fresh;
  }

  async #putAsideUnreadable(batch: SourceBatch, candidates: readonly Candidate[]): Promise<number> {
    let count = 0;
    for (const { message, parsed } of candidates) {
      if (parsed.ok) continue;
      await this.#putAside(batch, message, parsed.id, parsed.type, parsed.reason);
      count += 1;
    }
    return count;
  }

  async #putAside(
    { sourceKind, topic, partition }: SourceBatch,
    { offset, bytes, receivedAt }: SourceMessage,
    eventId: string | null,
    eventType: string | null,
    reason: QuarantineReason,
  ): Promise<void> {
    await this.quarantine.add([
      { sourceKind, topic, partition, offset, eventId, eventType, reason, bytes, receivedAt },
    ]);
  }
}
