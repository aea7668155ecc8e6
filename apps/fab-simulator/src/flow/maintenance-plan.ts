import { DAY, HOUR } from '../model/calendar.ts';
import { RandomStream } from '../random/stream.ts';

export interface Maintenance {
  readonly toolId: string;
  readonly chamber: string;
  readonly number: number;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Runs that follow until the chamber is as before. */
  readonly seasoningRuns: number;
}

/** Preventive maintenance of one chamber: every 10 to 20 days, known in advance as far as anyone asks. */
export class MaintenancePlan {
  private readonly list: Maintenance[] = [];
  private readonly stream: RandomStream;
  private readonly toolId: string;
  private readonly chamber: string;
  private next: number;

  constructor(seed: number, toolId: string, chamber: string, from: number) {
    this.stream = new RandomStream(seed, 'maintenance', toolId, chamber);
    this.toolId = toolId;
    this.chamber = chamber;
    this.next = from + this.stream.between(0, 15) * DAY;
  }

  /** All that start before `until`. */
  upTo(until: number): readonly Maintenance[] {
    while (this.next < until) {
      const startedAt = this.next;
      const endedAt = startedAt + this.stream.between(4, 11) * HOUR;
      const seasoningRuns = this.stream.whole(3, 8);
      const number = this.list.length + 1;
      this.list.push({ toolId: this.toolId, chamber: this.chamber, number, startedAt, endedAt, seasoningRuns });
      this.next = endedAt + this.stream.between(10, 20) * DAY;
    }
    return this.list;
  }

  /** Earliest time from `from` on at which work of that duration fits between maintenance. */
  fit(from: number, duration: number): number {
    let start = from;
    this.upTo(from + duration + DAY);
    for (let i = this.firstEndingAfter(from); i < this.list.length; i++) {
      const one = this.list[i];
      if (!one || start + duration <= one.startedAt) break;
      start = Math.max(start, one.endedAt);
      this.upTo(start + duration + DAY);
    }
    return start;
  }

  /** The last maintenance that ended at or before a time. */
  lastBefore(time: number): Maintenance | undefined {
    this.upTo(time);
    return this.list[this.firstEndingAfter(time) - 1];
  }

  private firstEndingAfter(time: number): number {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.list[middle]?.endedAt ?? 0) > time) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
