import { DAY, HOUR } from '../model/calendar.ts';
import { binIndex } from '../model/bins.ts';
import { ROUTE, type Area } from '../model/route.ts';
import { sensorsOf } from '../model/sensors.ts';
import { TOOLS, type Tool } from '../model/tools.ts';
import { hashOf, RandomStream, uniformAt } from '../random/stream.ts';
import { MaintenancePlan } from '../flow/maintenance-plan.ts';
import type { Run } from '../flow/lot.ts';
import type { Signature } from './signature.ts';

/** A span in which sensors of a chamber stand elsewhere. */
export interface Shift {
  readonly toolId: string;
  /** Empty = the whole tool. */
  readonly chamber: string;
  readonly from: number;
  readonly to: number;
  readonly shape: 'abrupt' | 'ramp' | 'intermittent';
  readonly key: number;
  readonly trace: { readonly sensor: string; readonly cluster: number; readonly shiftSd: number } | null;
}

/** A shift that costs yield. */
export interface Excursion extends Shift {
  readonly id: string;
  readonly kind: 'chamber' | 'tool' | 'maintenance' | 'scenario';
  /** Indices of the steps that suffer. */
  readonly steps: readonly number[];
  /** Mean loss of the exposed wafers in σ of lots. */
  readonly sizeSigma: number;
  /** Share of the exposed wafers that is hit at all. */
  readonly hitShare: number;
  readonly signature: Signature;
  /** Index of the fail bin that grows. */
  readonly bin: number;
  readonly overlaps: boolean;
}

/** What is planted in a fab, whoever plants it: the calendar of the demonstration fab, or one scenario. */
export interface Causes {
  /** Excursions that begin before `until`, and perhaps later ones. */
  excursionsUntil(until: number): readonly Excursion[];
  harmlessUntil(until: number): readonly Shift[];
  /** Excursions to which this wafer (by its place in the run) was exposed, with their strength then. */
  exposures(run: Run, place: number): { excursion: Excursion; strength: number }[];
  /** True where an excursion really hits an exposed wafer. */
  hits(excursion: Excursion, lotId: string, wafer: number): boolean;
  /** Sum of the traces on a sensor cluster for this wafer, in σ, and the sensor that shows it best. */
  traces(run: Run, place: number): { cluster: number; shiftSd: number; sensor: string }[];
}

/** Five shifts that cost nothing for each one that does. */
export const HARMLESS_EACH = 5;
const SIZES = [0.7, 1.5, 3] as const;

/** Signatures and fail bins that faults of an area's tools have. */
export const EFFECTS: Readonly<
  Record<Area, { signatures: readonly [Signature, ...Signature[]]; bins: readonly [number, ...number[]] }>
> = {
  Diffusion: { signatures: ['gradient', 'centre', 'random'], bins: [22, 21] },
  Lithography: { signatures: ['reticle', 'edge-local', 'gradient'], bins: [41, 12] },
  Etch: { signatures: ['edge-ring', 'donut', 'centre'], bins: [12, 13] },
  Implant: { signatures: ['gradient', 'random'], bins: [21, 32] },
  Deposition: { signatures: ['centre', 'donut', 'local'], bins: [42, 21] },
  Metal: { signatures: ['edge-ring', 'centre'], bins: [51, 12] },
  CMP: { signatures: ['scratch', 'edge-local'], bins: [13, 51] },
  'Wet clean': { signatures: ['local', 'edge-local', 'random'], bins: [21, 11] },
};

/** Everything planted, in the order of time; made as far as anyone asks. */
export class CauseCalendar implements Causes {
  private readonly seed: number;
  private readonly origin: number;
  private readonly real: Excursion[] = [];
  private readonly harmless: Shift[] = [];
  private readonly realByTool = new Map<string, Excursion[]>();
  private readonly allByTool = new Map<string, Shift[]>();
  private lastEnd: number;
  private lastStart: number;

  constructor(seed: number, origin: number) {
    this.seed = seed;
    this.origin = origin;
    this.lastStart = origin;
    this.lastEnd = origin + DAY;
  }

  excursionsUntil(until: number): readonly Excursion[] {
    while (this.lastStart <= until + 30 * DAY) this.plantNext();
    return this.real;
  }

  harmlessUntil(until: number): readonly Shift[] {
    this.excursionsUntil(until);
    return this.harmless;
  }

  /** Excursions to which this wafer (by its place in the run) was exposed, with their strength then. */
  exposures(run: Run, place: number): { excursion: Excursion; strength: number }[] {
    this.excursionsUntil(run.endedAt);
    const found = (this.realByTool.get(run.toolId) ?? []).filter((one) => one.steps.includes(run.step.index));
    return found.flatMap((excursion) => {
      const strength = strengthAt(excursion, run.chambers[place] ?? '', run.waferStartedAt[place] ?? 0);
      return strength > 0 ? [{ excursion, strength }] : [];
    });
  }

  /** True where an excursion really hits an exposed wafer. */
  hits(excursion: Excursion, lotId: string, wafer: number): boolean {
    return uniformAt(hashOf(excursion.key, 'hit', lotId, wafer)) < excursion.hitShare;
  }

  /** Sum of the traces on a sensor cluster for this wafer, in σ, and the sensor that shows it best. */
  traces(run: Run, place: number): { cluster: number; shiftSd: number; sensor: string }[] {
    this.excursionsUntil(run.endedAt);
    return tracesOf(this.allByTool.get(run.toolId) ?? [], run, place);
  }

  /** Those of the shifts alone that cost nothing. */
  harmlessTraces(run: Run, place: number): { cluster: number; shiftSd: number; sensor: string }[] {
    this.excursionsUntil(run.endedAt);
    const harmless = (this.allByTool.get(run.toolId) ?? []).filter((shift) => !('steps' in shift));
    return tracesOf(harmless, run, place);
  }

  private plantNext(): void {
    const number = this.real.length + 1;
    const stream = new RandomStream(this.seed, 'excursion', number);
    const overlaps = number > 1 && stream.chance(0.3);
    const from = overlaps ? stream.between(this.lastStart, this.lastEnd) : this.lastEnd + stream.between(1.5, 7) * DAY;
    const excursion = this.makeExcursion(number, from, overlaps, stream);
    this.real.push(excursion);
    enter(this.realByTool, excursion.toolId, excursion);
    enter(this.allByTool, excursion.toolId, excursion);
    this.lastStart = from;
    this.lastEnd = Math.max(this.lastEnd, excursion.to);
    for (let i = 0; i < HARMLESS_EACH; i++) {
      const shift = this.makeHarmless(number, i, from);
      this.harmless.push(shift);
      enter(this.allByTool, shift.toolId, shift);
    }
  }

  private makeExcursion(number: number, from: number, overlaps: boolean, stream: RandomStream): Excursion {
    const tool = stream.pick(TOOLS as [Tool, ...Tool[]]);
    const { kind, chamber } = this.place(tool, stream);
    const begin = kind === 'maintenance' ? this.afterMaintenance(tool, chamber, from) : from;
    const steps = stream.shuffle(ROUTE.filter((step) => step.area === tool.area).map((step) => step.index));
    const { signatures, bins } = EFFECTS[tool.area];
    return {
      id: `EX-${String(number).padStart(3, '0')}`,
      kind,
      ...shiftOf(stream, tool, chamber, begin, hashOf(this.seed, 'excursion-key', number)),
      trace: stream.chance(0.25) ? null : traceOf(stream, tool, stream.between(1.6, 4)),
      steps: steps.slice(0, stream.whole(2, 3)),
      sizeSigma: stream.pick(SIZES),
      hitShare: stream.between(0.3, 0.9),
      signature: stream.pick(signatures),
      bin: binIndex(stream.pick(bins)),
      overlaps,
    };
  }

  private place(tool: Tool, stream: RandomStream): Pick<Excursion, 'kind' | 'chamber'> {
    const draw = stream.uniform();
    const chamber = draw < 0.65 ? (stream.shuffle([...tool.chambers])[0] ?? '') : '';
    if (draw < 0.15) return { kind: 'maintenance', chamber };
    return { kind: chamber === '' ? 'tool' : 'chamber', chamber };
  }

  /** End of the next maintenance of the chamber, from which on something is wrong. */
  private afterMaintenance(tool: Tool, chamber: string, from: number): number {
    const plan = new MaintenancePlan(this.seed, tool.id, chamber || (tool.chambers[0] ?? ''), this.origin);
    const next = plan.upTo(from + 30 * DAY).find((one) => one.endedAt >= from);
    return next?.endedAt ?? from;
  }

  private makeHarmless(number: number, i: number, from: number): Shift {
    const stream = new RandomStream(this.seed, 'harmless', number, i);
    const tool = stream.pick(TOOLS as [Tool, ...Tool[]]);
    const chamber = stream.chance(0.7) ? (stream.shuffle([...tool.chambers])[0] ?? '') : '';
    const key = hashOf(this.seed, 'harmless-key', number, i);
    const shift = shiftOf(stream, tool, chamber, from + stream.between(-6, 6) * DAY, key);
    return { ...shift, trace: traceOf(stream, tool, stream.between(1.2, 4)) };
  }
}

function tracesOf(shifts: readonly Shift[], run: Run, place: number): ReturnType<Causes['traces']> {
  return shifts.flatMap((shift) => {
    if (!shift.trace || ('steps' in shift && !(shift as Excursion).steps.includes(run.step.index))) return [];
    const strength = strengthAt(shift, run.chambers[place] ?? '', run.waferStartedAt[place] ?? 0);
    return strength > 0 ? [{ ...shift.trace, shiftSd: shift.trace.shiftSd * strength }] : [];
  });
}

function shiftOf(stream: RandomStream, tool: Tool, chamber: string, from: number, key: number): Omit<Shift, 'trace'> {
  const draw = stream.uniform();
  const shape = draw < 0.5 ? 'abrupt' : draw < 0.75 ? 'ramp' : 'intermittent';
  return { toolId: tool.id, chamber, from, to: from + stream.between(2, 15) * DAY, shape, key };
}

function traceOf(stream: RandomStream, tool: Tool, size: number): NonNullable<Shift['trace']> {
  const sensor = stream.shuffle([...sensorsOf(tool.area)])[0];
  return { sensor: sensor?.name ?? '', cluster: sensor?.cluster ?? 0, shiftSd: stream.chance(0.5) ? size : -size };
}

function enter<T>(index: Map<string, T[]>, key: string, value: T): void {
  const list = index.get(key);
  if (list) list.push(value);
  else index.set(key, [value]);
}

/** 0 outside; 1 while abrupt; rising from 0 to 2 (mean 1) on a ramp; 0 or 1 by blocks of eight hours when intermittent. */
export function strengthAt(shift: Shift, chamber: string, at: number): number {
  if (at < shift.from || at > shift.to || (shift.chamber !== '' && shift.chamber !== chamber)) return 0;
  if (shift.shape === 'abrupt') return 1;
  if (shift.shape === 'ramp') return (2 * (at - shift.from)) / (shift.to - shift.from);
  return uniformAt(hashOf(shift.key, 'block', Math.floor(at / (8 * HOUR)))) < 0.5 ? 1 : 0;
}
