import { DAY, HOUR, MINUTE } from '../model/calendar.ts';
import { PRODUCTS, type Product } from '../model/products.ts';
import { ETEST_STEP, ROUTE, SORT_STEP, type Step } from '../model/route.ts';
import { RandomStream } from '../random/stream.ts';
import { Dispatcher } from './dispatch.ts';
import { TimeHeap } from './heap.ts';
import { Furnaces } from './furnaces.ts';
import type { Carrier, Lot, Moment, Run, SortRun } from './lot.ts';
import { lotStart, planLot, type LotPlan } from './lot-plan.ts';
import type { Maintenance } from './maintenance-plan.ts';
import { SortFloor } from './sort-floor.ts';

/** Gets what happens, at the latest at its own time. */
export interface FlowSink {
  moment(lot: Lot, moment: Moment): void;
  run(run: Run): void;
  etest(lot: Lot, lotNo: string, wafers: readonly number[], at: number): void;
  sort(run: SortRun): void;
  maintenance(maintenance: Maintenance): void;
}

export interface FlowSettings {
  readonly seed: number;
  /** Time of the first lot start. */
  readonly origin: number;
  readonly wafersPerLot: number;
}

/** No lot, held, split or late, is in the fab for longer. */
const LONGEST_STAY = 150 * DAY;
/** Steps before which a sorter puts the wafers into other slots. */
const SORTER_STEPS: readonly number[] = [13, 30];

/**
 * The logistics of the fab as a discrete-event simulation: who was where when. It is always run from `origin` on,
 * which takes a fraction of a second, so nothing of it has to be stored. It draws no yields.
 */
export class FabFlow {
  private readonly agenda = new TimeHeap<() => void>();
  private readonly settings: FlowSettings;
  private readonly sink: FlowSink;
  private readonly dispatcher: Dispatcher;
  private readonly furnaces: Furnaces;
  private readonly sortFloor: SortFloor;
  private readonly plans = new Map<Lot, LotPlan>();
  private maintenanceTold: number;
  private now: number;

  constructor(settings: FlowSettings, sink: FlowSink) {
    this.settings = settings;
    this.sink = sink;
    this.now = settings.origin;
    this.maintenanceTold = settings.origin;
    this.dispatcher = new Dispatcher(settings.seed, settings.origin);
    this.furnaces = new Furnaces((time, act) => this.agenda.push(time, act));
    this.sortFloor = new SortFloor(settings.seed, sink);
    for (const product of PRODUCTS) this.scheduleStart(product, 0);
  }

  /** Lets everything happen that begins before or at `until`. */
  advance(until: number): void {
    while (this.agenda.nextTime() <= until) {
      const next = this.agenda.pop();
      if (!next) break;
      this.now = next.time;
      next.value();
    }
    this.now = Math.max(this.now, until);
    this.tellMaintenance(until);
  }

  private tellMaintenance(until: number): void {
    for (const units of this.dispatcher.units.values()) {
      for (const unit of units) {
        for (const one of unit.plan.upTo(until)) {
          if (one.startedAt >= this.maintenanceTold && one.startedAt < until) this.sink.maintenance(one);
        }
      }
    }
    this.maintenanceTold = Math.max(this.maintenanceTold, until);
  }

  private scheduleStart(product: Product, sequence: number): void {
    const { seed, origin } = this.settings;
    this.agenda.push(lotStart(seed, product, sequence, origin), () => {
      this.start(product, sequence);
      this.scheduleStart(product, sequence + 1);
    });
  }

  private start(product: Product, sequence: number): void {
    const { seed, origin, wafersPerLot } = this.settings;
    const plan = planLot(seed, product, sequence, origin, wafersPerLot);
    const { lot } = plan;
    this.plans.set(lot, plan);
    this.agenda.push(this.now + LONGEST_STAY, () => this.plans.delete(lot));
    const wafers = lot.waferIds.map((_, wafer) => wafer);
    const slots = new Map(wafers.map((wafer) => [wafer, wafer + 1]));
    const carrier: Carrier = { lot, lotNo: lot.lotId, wafers, slots, lastEndedAt: this.now };
    this.tell(carrier, { kind: 'start', at: this.now });
    this.agenda.push(this.now + HOUR, () => this.arrive(carrier, 0));
  }

  private arrive(carrier: Carrier, index: number): void {
    const plan = this.plans.get(carrier.lot);
    if (!plan || carrier.wafers.length === 0) return;
    const step = ROUTE[index];
    if (!step) return this.afterRoute(carrier, plan);
    if (this.waitsForMerge(carrier, index)) return;
    if (SORTER_STEPS.includes(index)) this.shuffleSlots(carrier, index);
    const delay = carrier.parent ? 0 : this.befall(carrier, plan, step);
    if (delay > 0) this.agenda.push(this.now + delay, () => this.enter(carrier, step));
    else this.enter(carrier, step);
  }

  /** What was planned for a lot before this step; returns how long it is held. */
  private befall(carrier: Carrier, plan: LotPlan, step: Step): number {
    if (plan.split?.step === step.index) this.split(carrier, plan.split, step.index);
    return plan.hold?.step === step.index ? this.hold(carrier, step, plan.hold) : 0;
  }

  private enter(carrier: Carrier, step: Step): void {
    if (step.area !== 'Diffusion') return this.perform([carrier], step);
    this.furnaces.enter(carrier, step, this.now, (batch) => this.perform(batch, step));
  }

  private perform(batch: readonly Carrier[], step: Step): void {
    this.dispatcher.process(batch, step, this.now).forEach((run, i) => {
      const carrier = batch[i];
      if (carrier) this.finishRun(carrier, run);
    });
  }

  private finishRun(carrier: Carrier, run: Run): void {
    const { step, toolId, startedAt, endedAt } = run;
    const place = { stepId: step.id, stepName: step.name, toolId, wafers: run.wafers, slots: run.slots };
    this.tell(carrier, { kind: 'move-in', at: startedAt, ...place });
    this.sink.run(run);
    this.tell(carrier, { kind: 'move-out', at: endedAt, ...place });
    carrier.lastEndedAt = endedAt;
    const plan = this.plans.get(carrier.lot);
    if (!plan) return;
    if (plan.reworkStep === step.index && !carrier.parent && run.id.endsWith('-1')) {
      this.tell(carrier, {
        kind: 'rework',
        at: endedAt + 40 * MINUTE,
        stepId: step.id,
        stepName: step.name,
        reason: 'CD out of limit, strip and coat again',
      });
      this.agenda.push(endedAt + 5 * HOUR, () => this.perform([carrier], step));
      return;
    }
    this.scrap(carrier, plan, step, endedAt);
    const planned = plan.arrivals[step.index + 1] ?? 0;
    this.agenda.push(Math.max(endedAt + 10 * MINUTE, planned), () => this.arrive(carrier, step.index + 1));
  }

  private afterRoute(carrier: Carrier, plan: LotPlan): void {
    const { lot } = carrier;
    const at = this.now + 90 * MINUTE;
    const place = { stepId: ETEST_STEP.id, stepName: ETEST_STEP.name };
    this.tell(carrier, { kind: 'move-in', at: this.now, ...place });
    this.tell(carrier, { kind: 'move-out', at, ...place });
    this.sink.etest(lot, carrier.lotNo, [...carrier.wafers], at);
    const sortAt = Math.max(at + HOUR, plan.arrivals[ROUTE.length + 1] ?? 0);
    this.agenda.push(sortAt, () => {
      const sorted = this.sortFloor.sort(carrier, this.now);
      this.tell(carrier, {
        kind: 'move-in',
        at: sorted.startedAt,
        stepId: SORT_STEP.id,
        stepName: SORT_STEP.name,
        toolId: sorted.toolId,
      });
      this.tell(carrier, {
        kind: 'move-out',
        at: sorted.endedAt,
        stepId: SORT_STEP.id,
        stepName: SORT_STEP.name,
        toolId: sorted.toolId,
      });
      const shipAt = sorted.lastEndedAt + 12 * HOUR;
      this.tell(carrier, { kind: 'ship', at: shipAt });
    });
  }

  private shuffleSlots(carrier: Carrier, index: number): void {
    const stream = new RandomStream(this.settings.seed, 'sorter', carrier.lotNo, index);
    const slots = stream.shuffle(Array.from({ length: 25 }, (_, i) => i + 1)).slice(0, carrier.wafers.length);
    slots.sort((a, b) => a - b);
    stream.shuffle(carrier.wafers).forEach((wafer, i) => carrier.slots.set(wafer, slots[i] ?? 1));
  }

  private split(carrier: Carrier, split: NonNullable<LotPlan['split']>, index: number): void {
    const stream = new RandomStream(this.settings.seed, 'split', carrier.lotNo);
    const leaving = stream.shuffle([...carrier.wafers]).slice(0, split.wafers);
    const { mergeAt } = split;
    const child: Carrier = {
      lot: carrier.lot,
      lotNo: `${carrier.lotNo}.1`,
      wafers: carrier.wafers.filter((wafer) => leaving.includes(wafer)),
      slots: new Map(leaving.map((wafer) => [wafer, carrier.slots.get(wafer) ?? 1])),
      parent: carrier,
      lastEndedAt: carrier.lastEndedAt,
      ...(mergeAt === undefined ? {} : { mergeAt }),
    };
    this.tell(child, {
      kind: 'split',
      at: this.now,
      lotNo: carrier.lotNo,
      childLotNo: child.lotNo,
      reason: 'Split for a process check',
    });
    carrier.wafers = carrier.wafers.filter((wafer) => !leaving.includes(wafer));
    if (mergeAt !== undefined) carrier.awaits = child;
    this.agenda.push(this.now + stream.between(2, 30) * HOUR, () => this.arrive(child, index));
  }

  /** The one that comes first waits; the one that comes second joins them. */
  private waitsForMerge(carrier: Carrier, index: number): boolean {
    const child = carrier.parent ? carrier : carrier.awaits;
    const parent = child?.parent;
    if (!child || !parent || child.mergeAt !== index) return false;
    carrier.waitingSince = this.now;
    const other = carrier === child ? parent : child;
    if (other.waitingSince === undefined) return true;
    this.merge(child, parent);
    if (carrier === child) this.agenda.push(this.now + 20 * MINUTE, () => this.arrive(parent, index));
    return carrier === child;
  }

  private merge(child: Carrier, parent: Carrier): void {
    this.tell(child, { kind: 'merge', at: this.now, intoLotNo: parent.lotNo });
    for (const wafer of child.wafers) {
      parent.slots.set(wafer, freeSlot(parent, child.slots.get(wafer) ?? 1));
      parent.wafers.push(wafer);
    }
    parent.wafers.sort((a, b) => a - b);
    child.wafers = [];
    delete parent.awaits;
  }

  private hold(carrier: Carrier, step: Step, hold: NonNullable<LotPlan['hold']>): number {
    const holdId = `H-${carrier.lotNo}-${step.id}`;
    const duration = hold.hours * HOUR;
    this.tell(carrier, { kind: 'hold', at: this.now, stepId: step.id, holdId, reason: hold.reason });
    const kind = hold.downgrade ? 'downgrade' : 'release';
    this.tell(carrier, { kind, at: this.now + duration, stepId: step.id, holdId, reason: hold.reason });
    return duration;
  }

  private scrap(carrier: Carrier, plan: LotPlan, step: Step, at: number): void {
    for (const { wafer } of plan.scraps.filter(
      (scrap) => scrap.step === step.index && carrier.wafers.includes(scrap.wafer),
    )) {
      this.tell(
        { ...carrier, wafers: [wafer] },
        { kind: 'scrap', at: at + 15 * MINUTE, stepId: step.id, reason: 'Wafer broken or mishandled' },
      );
      carrier.wafers = carrier.wafers.filter((one) => one !== wafer);
    }
  }

  /** Without wafers of its own the moment is about all that are with the carrier now. */
  private tell(carrier: Carrier, moment: Omit<Moment, 'lotNo' | 'wafers' | 'slots'> & Partial<Moment>): void {
    const wafers = moment.wafers ?? [...carrier.wafers];
    const slots = moment.slots ?? wafers.map((wafer) => carrier.slots.get(wafer) ?? 1);
    this.sink.moment(carrier.lot, { lotNo: carrier.lotNo, ...moment, wafers, slots });
  }
}

function freeSlot(carrier: Carrier, wanted: number): number {
  const taken = new Set(carrier.wafers.map((wafer) => carrier.slots.get(wafer)));
  if (!taken.has(wanted)) return wanted;
  for (let slot = 1; slot <= 25; slot++) if (!taken.has(slot)) return slot;
  return wanted;
}
