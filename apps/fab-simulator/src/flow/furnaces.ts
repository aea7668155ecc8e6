import { HOUR } from '../model/calendar.ts';
import type { Step } from '../model/route.ts';
import type { Carrier } from './lot.ts';

const FULL = 4;
const LONGEST_WAIT = 44 * HOUR;

interface Queue {
  waiting: Carrier[];
  /** Changes with each departure, so that an old time-out finds out that it is void. */
  departure: number;
}

/** Gathers lots of one step into furnace batches of four; a hot lot or a long wait sends them off earlier. */
export class Furnaces {
  private readonly queues = new Map<string, Queue>();
  private readonly schedule: (time: number, act: () => void) => void;

  constructor(schedule: (time: number, act: () => void) => void) {
    this.schedule = schedule;
  }

  enter(carrier: Carrier, step: Step, now: number, perform: (batch: readonly Carrier[]) => void): void {
    const queue = this.queues.get(step.id) ?? { waiting: [], departure: 0 };
    this.queues.set(step.id, queue);
    queue.waiting.push(carrier);
    const leave = () => {
      const batch = queue.waiting;
      queue.waiting = [];
      queue.departure++;
      perform(batch);
    };
    if (queue.waiting.length === FULL || carrier.lot.hot) return leave();
    if (queue.waiting.length > 1) return;
    const departure = queue.departure;
    this.schedule(now + LONGEST_WAIT, () => {
      if (queue.departure === departure && queue.waiting.length > 0) leave();
    });
  }
}
