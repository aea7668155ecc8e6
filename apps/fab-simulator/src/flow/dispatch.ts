import { HOUR, MINUTE } from '../model/calendar.ts';
import type { Step } from '../model/route.ts';
import { TOOLS, type Tool } from '../model/tools.ts';
import { hashOf, normalAt, RandomStream, uniformAt } from '../random/stream.ts';
import type { Carrier, Run } from './lot.ts';
import { Unit } from './unit.ts';

const LOAD = 8 * MINUTE;
/** Tools that could start within this time of the first are equally good. */
const TOLERANCE = 40 * MINUTE;

/** Gives runs to tools and wafers to chambers, by availability. */
export class Dispatcher {
  readonly units = new Map<string, Unit[]>();
  private readonly seed: number;
  private readonly runCounts = new Map<string, number>();

  constructor(seed: number, from: number) {
    this.seed = seed;
    for (const tool of TOOLS)
      this.units.set(
        tool.id,
        tool.chambers.map((chamber) => new Unit(tool, chamber, seed, from)),
      );
  }

  /** Processes carriers that go together (several only in a furnace) as soon as a tool of the area can take them. */
  process(carriers: readonly Carrier[], step: Step, from: number): Run[] {
    const stream = new RandomStream(this.seed, 'dispatch', carriers[0]?.lotNo ?? '', step.index, from);
    const tool = this.choose(step, from, stream);
    const units = this.units.get(tool.id) ?? [];
    if (tool.mode !== 'chambers') return this.inOne(carriers, step, from, units, stream);
    return carriers.map((carrier) => this.inChambers(carrier, step, from, units));
  }

  private choose(step: Step, from: number, stream: RandomStream): Tool {
    const duration = step.minutes * MINUTE;
    const offers = TOOLS.filter((tool) => tool.area === step.area).map((tool) => {
      const starts = (this.units.get(tool.id) ?? []).map((unit) => unit.earliest(from, duration));
      return { tool, at: Math.min(...starts) };
    });
    const best = Math.min(...offers.map((offer) => offer.at));
    const good = offers.filter((offer) => offer.at <= best + TOLERANCE).map((offer) => offer.tool);
    return stream.shuffle(good)[0] ?? (TOOLS[0] as Tool);
  }

  /** Furnace tube or serial tool: all wafers share one place. */
  private inOne(carriers: readonly Carrier[], step: Step, from: number, units: Unit[], stream: RandomStream): Run[] {
    const unit = units[0];
    if (!unit) return [];
    const wafers = carriers.reduce((sum, carrier) => sum + carrier.wafers.length, 0);
    const work = unit.tool.mode === 'batch' ? step.minutes : 12 + wafers * step.minutes;
    const duration = work * MINUTE * stream.between(0.97, 1.06);
    const start = unit.earliest(from + LOAD, duration);
    unit.freeAt = start + duration;
    const seasoning = unit.countRun(start);
    return carriers.map((carrier) => {
      const each = unit.tool.mode === 'batch' ? 0 : duration / Math.max(1, wafers);
      const startedAt = carrier.wafers.map((_, i) => start + i * each);
      const endedAt = startedAt.map((time) => (each > 0 ? time + each : start + duration));
      return this.run(
        carrier,
        step,
        unit.tool.id,
        startedAt,
        endedAt,
        carrier.wafers.map(() => unit.chamber),
        carrier.wafers.map(() => seasoning),
      );
    });
  }

  /** Each wafer goes to the chamber that is free first; lots that overlap on a tool therefore mix the order. */
  private inChambers(carrier: Carrier, step: Step, from: number, units: Unit[]): Run {
    const startedAt: number[] = [];
    const endedAt: number[] = [];
    const chambers: string[] = [];
    const seasoning: number[] = [];
    const counted = new Map<Unit, number>();
    carrier.wafers.forEach((wafer, i) => {
      const key = hashOf(this.seed, 'chamber', carrier.lotNo, step.index, wafer);
      const ready = from + LOAD + (i + uniformAt(key)) * 0.7 * MINUTE;
      const duration = step.minutes * MINUTE * (1 + 0.06 * normalAt(key));
      const unit = units.reduce((best, one) =>
        one.earliest(ready, duration) < best.earliest(ready, duration) ? one : best,
      );
      const start = unit.earliest(ready, duration);
      unit.freeAt = start + duration;
      if (!counted.has(unit)) counted.set(unit, unit.countRun(start));
      startedAt.push(start);
      endedAt.push(start + duration);
      chambers.push(unit.chamber);
      seasoning.push(counted.get(unit) ?? 0);
    });
    return this.run(carrier, step, units[0]?.tool.id ?? '', startedAt, endedAt, chambers, seasoning);
  }

  private run(
    carrier: Carrier,
    step: Step,
    toolId: string,
    waferStartedAt: number[],
    waferEndedAt: number[],
    chambers: string[],
    seasoning: number[],
  ): Run {
    const base = `${carrier.lotNo}-${step.id}`;
    const count = (this.runCounts.get(base) ?? 0) + 1;
    this.runCounts.set(base, count);
    const startedAt = Math.min(...waferStartedAt) - 2 * MINUTE;
    const run: Run = {
      id: `${base}-${count}`,
      lot: carrier.lot,
      lotNo: carrier.lotNo,
      step,
      toolId,
      startedAt,
      endedAt: Math.max(...waferEndedAt) + 3 * MINUTE,
      wafers: [...carrier.wafers],
      slots: carrier.wafers.map((wafer) => carrier.slots.get(wafer) ?? 0),
      chambers,
      waferStartedAt,
      waferEndedAt,
      queueHours: Math.max(0, (startedAt - carrier.lastEndedAt) / HOUR),
      seasoning,
    };
    for (const wafer of carrier.wafers) carrier.lot.runs[step.index * carrier.lot.waferIds.length + wafer] = run;
    return run;
  }
}
