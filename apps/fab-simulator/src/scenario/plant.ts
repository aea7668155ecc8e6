import { EFFECTS, strengthAt, type Excursion, type Shift } from '../causes/excursion.ts';
import type { Signature } from '../causes/signature.ts';
import type { Run } from '../flow/lot.ts';
import { MaintenancePlan } from '../flow/maintenance-plan.ts';
import { binIndex } from '../model/bins.ts';
import { DAY } from '../model/calendar.ts';
import { ROUTE, type Area, type Step } from '../model/route.ts';
import { sensorsOf } from '../model/sensors.ts';
import { toolsOf, type Tool } from '../model/tools.ts';
import { hashOf, type RandomStream } from '../random/stream.ts';
import type { GuiltyLevel, ScenarioKind } from './scenario.ts';

/** What a kind of scenario is made from. Times are milliseconds. */
export interface Ground {
  readonly kind: ScenarioKind;
  readonly seed: number;
  readonly sizeSigma: number;
  readonly stream: RandomStream;
  /** Start of the first lot. */
  readonly origin: number;
  /** When lots that the cause meets are to reach sort, at the earliest on average. */
  readonly meetsSortAt: number;
}

/** Mean cycle time of a lot, as planned. */
const CYCLE = 45 * DAY;

/** The time at a step of lots that reach sort at a given time, on average. */
export function timeAtStep(step: number, sortedAt: number): number {
  return sortedAt - (1 - (step + 1) / (ROUTE.length + 2)) * CYCLE;
}

export interface Place {
  readonly tool: Tool;
  readonly chamber: string;
  readonly steps: readonly Step[];
}

/** A tool of one of these areas, or one of its chambers, and two or three steps that it does. */
export function somewhere({ stream }: Ground, areas: readonly [Area, ...Area[]], inChamber: boolean): Place {
  const tool = stream.pick(toolsOf(stream.pick(areas)) as [Tool, ...Tool[]]);
  const chamber = inChamber ? stream.pick(tool.chambers as [string, ...string[]]) : '';
  const steps = stream.shuffle(ROUTE.filter((step) => step.area === tool.area)).slice(0, stream.whole(2, 3));
  return { tool, chamber, steps };
}

/** The span of a cause: begins so that the first lots that it meets reach sort at the time that was asked for. */
export function span(ground: Ground, steps: readonly Step[], [least, most]: readonly [number, number]) {
  const last = Math.max(...steps.map((step) => step.index));
  const from = timeAtStep(last, ground.meetsSortAt) + ground.stream.between(-3, 3) * DAY;
  return { from, to: from + ground.stream.between(least, most) * DAY };
}

/** From the end of a maintenance of that chamber to the beginning of the next one. */
export function maintenanceInterval(ground: Ground, { tool, chamber, steps }: Place) {
  const { from } = span(ground, steps, [1, 1]);
  const plan = new MaintenancePlan(ground.seed, tool.id, chamber || (tool.chambers[0] ?? ''), ground.origin);
  const all = plan.upTo(from + 60 * DAY);
  const first = all.findIndex((one) => one.endedAt >= from);
  const begin = all[first];
  const end = all[first + 1];
  if (!begin || !end) throw new Error(`no maintenance of ${tool.id} ${chamber} after ${new Date(from).toISOString()}`);
  return { from: begin.endedAt, to: end.startedAt, number: begin.number };
}

export interface Look {
  readonly shape?: Shift['shape'];
  readonly signature?: Signature;
  readonly hitShare?: readonly [number, number];
}

/** The excursion itself; its size, hit share, bins and traces are those of the demonstration fab. */
export function excursionAt(
  ground: Ground,
  where: { toolId: string; chamber: string; area: Area; steps: readonly Step[] },
  when: { from: number; to: number },
  look: Look = {},
): Excursion {
  const { stream, seed, kind, sizeSigma } = ground;
  const { signatures, bins } = EFFECTS[where.area];
  const [least, most] = look.hitShare ?? [0.3, 0.9];
  const sensor = stream.shuffle([...sensorsOf(where.area)])[0];
  const shiftSd = stream.between(1.6, 4) * (stream.chance(0.5) ? 1 : -1);
  const traced = where.toolId !== '' && sensor && stream.chance(0.75);
  return {
    id: 'EX-001',
    kind: 'scenario',
    toolId: where.toolId,
    chamber: where.chamber,
    from: when.from,
    to: when.to,
    shape: look.shape ?? 'abrupt',
    key: hashOf(seed, 'scenario-key', kind),
    trace: traced ? { sensor: sensor.name, cluster: sensor.cluster, shiftSd } : null,
    steps: where.steps.map((step) => step.index),
    sizeSigma,
    hitShare: stream.between(least, most),
    signature: look.signature ?? stream.pick(signatures),
    bin: binIndex(stream.pick(bins)),
    overlaps: false,
  };
}

/** Strength of a cause that sits in a tool or one of its chambers. */
export function inPlace(excursion: Excursion): (run: Run, place: number) => number {
  return (run, place) =>
    run.toolId === excursion.toolId
      ? strengthAt(excursion, run.chambers[place] ?? '', run.waferStartedAt[place] ?? 0)
      : 0;
}

/** 1 within the span of the cause where the rule holds. */
export function whenever(excursion: Excursion, rule: (run: Run, place: number) => boolean) {
  return (run: Run, place: number): number => {
    const at = run.waferStartedAt[place] ?? 0;
    return at >= excursion.from && at <= excursion.to && rule(run, place) ? 1 : 0;
  };
}

/** The chamber, or the tool without chambers, at each of the steps. */
export function guiltyPlaces({ tool, chamber, steps }: Place, kind: GuiltyLevel['kind']): GuiltyLevel[] {
  const level = kind === 'tool' ? tool.id : `${tool.id}/${chamber || (tool.chambers[0] ?? '')}`;
  return steps.map((step) => ({ kind, stepId: step.id, level }));
}
