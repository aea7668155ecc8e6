import { Injectable } from '@nestjs/common';
import type { EventType } from '@fabwright/contracts';
import { FabClock, FabClockHand } from '@fabwright/platform';
import { delaySeconds, isLate } from '../health/event-delay.ts';
import { SourceStatRepository } from '../health/source-stat.repository.ts';
import type { AcceptedEvent } from './event-handler.ts';

/** The MES keeps the fab's time. A tool's clock may stand hours off, and must not move what "now" means for everybody. */
const MES_EVENTS: ReadonlySet<string> = new Set<EventType>(['fab.lot-history.v1', 'fab.lot-hold.v1']);

/** Keeps what Data health shows of the events that were accepted, and moves the fab's clock on. */
@Injectable()
export class ArrivalRecorder {
  constructor(
    private readonly stats: SourceStatRepository,
    private readonly clock: FabClock,
    private readonly hand: FabClockHand,
  ) {}

  /** In the transaction of the facts, near its end: the rows it locks are those of all consumers. */
  async record(accepted: readonly AcceptedEvent[]): Promise<void> {
    const last = accepted.at(-1);
    if (last === undefined) return;
    const fabNow = await this.clock.now();
    const arrivals = accepted.map(({ event }) => {
      const time = new Date(event.time);
      const delay = delaySeconds(time, fabNow);
      return { source: event.source, type: event.type, time, delaySeconds: delay, late: isLate(delay) };
    });
    await this.stats.add(arrivals, last.receivedAt);
    const told = arrivals.filter(({ type }) => MES_EVENTS.has(type)).map(({ time }) => time.getTime());
    if (told.length > 0) await this.hand.advance(new Date(Math.max(...told)));
  }
}
