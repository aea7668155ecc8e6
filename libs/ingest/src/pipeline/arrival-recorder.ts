import { Injectable } from '@nestjs/common';
import { FabClock, FabClockHand } from '@fabwright/platform';
import { delaySeconds, isLate } from '../health/event-delay.ts';
import { SourceStatRepository } from '../health/source-stat.repository.ts';
import type { AcceptedEvent } from './event-handler.ts';

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
    await this.hand.advance(new Date(Math.max(...arrivals.map(({ time }) => time.getTime()))));
  }
}
