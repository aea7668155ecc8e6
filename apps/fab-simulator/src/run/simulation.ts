import { adjustmentsIn, toApply, type Listener } from '../listener/listener.ts';
import type { Due } from '../events/fab-event.ts';
import { TimeHeap } from '../flow/heap.ts';
import { iso } from '../model/calendar.ts';
import { createWorld, type World } from '../model/world.ts';
import type { FabState } from '../state/fab-state.ts';
import { pause, type Report, type Transport } from '../transport/transport.ts';
import { FabClock } from './fab-clock.ts';
import { historyOrder } from './history.ts';
import { nextParcels } from './parcels.ts';
import { Timeline, type Entry } from './timeline.ts';

export interface Ports {
  readonly transport: Transport;
  readonly listener: Listener;
  readonly report: Report;
  /** Keeps the state safely before it resolves. */
  readonly keep: (state: FabState) => Promise<void>;
  readonly clock?: FabClock;
  /** How to wait while nothing is due; rejects when the signal comes. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const PROGRESS_MS = 2_000;
const LISTEN_MS = 3_000;
const IDLE_MS = 1_000;
/** Fab time is kept at least this often, though nothing happens. */
const KEEP_MS = 5_000;

/** Sends what is due now before what is long past, hears what the other side says, and keeps how far it has come. */
export class Simulation {
  private readonly world: World;
  private readonly ports: Ports;
  private readonly clock: FabClock;
  private readonly timeline: Timeline;
  private readonly pending = new TimeHeap<Due>();
  /** Holes are what was acknowledged: its payload is not needed again. */
  private history: (Due | undefined)[];
  private readonly historyTotal: number;
  private state: FabState;
  private reportedAt = -Infinity;
  private heardAt = -Infinity;
  private keptAt = -Infinity;

  constructor(state: FabState, speed: number, ports: Ports) {
    this.state = state;
    this.ports = ports;
    this.clock = ports.clock ?? new FabClock(state.fabTime, speed);
    this.world = createWorld(state);
    this.world.recipes.restore(state.adjustments);
    let past: Entry[] = [];
    this.timeline = new Timeline(this.world, (entry) => {
      if (entry.due.sendAt <= state.epoch) past.push(entry);
      else if (entry.due.sendAt > state.liveUntil) this.pending.push(entry.due.sendAt, entry.due);
    });
    this.timeline.advance(state.epoch);
    this.history = historyOrder(this.world, this.timeline.definitions(), past);
    this.historyTotal = this.history.length;
    past = [];
    this.timeline.advance(state.liveUntil);
  }

  /** Runs until the signal comes; what was acknowledged by then is kept. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.listen();
        await this.sendLive(signal);
        const busy = await this.sendHistory(signal);
        this.progress();
        if (!busy) await (this.ports.wait ?? pause)(IDLE_MS, signal);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }
    await this.keep({ fabTime: Math.max(this.clock.now(), this.state.liveUntil) });
  }

  private async sendLive(signal: AbortSignal): Promise<void> {
    const until = this.clock.now();
    this.timeline.advance(until);
    const dues: Due[] = [];
    while (this.pending.nextTime() <= until) {
      const next = this.pending.pop();
      if (next) dues.push(next.value);
    }
    for (let at = 0; at < dues.length; ) {
      const { parcels, taken } = nextParcels(dues, at);
      await this.send(parcels, signal);
      at += taken;
    }
    if (dues.length > 0 || performance.now() - this.keptAt > KEEP_MS)
      await this.keep({ liveUntil: until, fabTime: until });
  }

  private async sendHistory(signal: AbortSignal): Promise<boolean> {
    const done = this.state.historyDone;
    if (done >= this.historyTotal) {
      this.history = [];
      return false;
    }
    const { parcels, taken } = nextParcels(this.history, done);
    await this.send(parcels, signal);
    this.history.fill(undefined, done, done + taken);
    await this.keep({ historyDone: done + taken });
    return true;
  }

  private async send(parcels: Parameters<Transport['send']>[0], signal: AbortSignal): Promise<void> {
    const { refused } = await this.ports.transport.send(parcels, signal);
    for (const { id, reason } of refused) this.ports.report({ kind: 'refused', id, reason });
  }

  private async listen(): Promise<void> {
    if (performance.now() - this.heardAt < LISTEN_MS) return;
    this.heardAt = performance.now();
    const heard = await this.ports.listener.hear(this.state.cursor);
    for (const adjustment of adjustmentsIn(heard.events)) {
      const result = this.world.recipes.apply(toApply(adjustment, this.clock.now()));
      this.ports.report({ kind: 'adjustment', adjustmentId: adjustment.adjustmentId, ...described(result) });
    }
    const cursor = heard.cursor ?? this.state.cursor;
    if (heard.events.length > 0 || cursor !== this.state.cursor) {
      await this.keep({ cursor, adjustments: this.world.recipes.applied });
    }
    await heard.acknowledge();
  }

  private progress(): void {
    if (performance.now() - this.reportedAt < PROGRESS_MS) return;
    this.reportedAt = performance.now();
    const { historyDone } = this.state;
    const phase = historyDone < this.historyTotal ? 'history' : 'live';
    this.ports.report({
      kind: 'progress',
      phase,
      done: historyDone,
      total: this.historyTotal,
      fabTime: iso(this.clock.now()),
    });
  }

  private async keep(change: Partial<FabState>): Promise<void> {
    this.state = { ...this.state, ...change };
    this.keptAt = performance.now();
    await this.ports.keep(this.state);
  }
}

function described(result: ReturnType<World['recipes']['apply']>): Record<string, unknown> {
  if ('refused' in result) return { refused: result.refused };
  const { recipeId, newVersion, toolIds, appliedAt } = result.applied;
  return { recipeId, newVersion, toolIds, from: iso(appliedAt) };
}
