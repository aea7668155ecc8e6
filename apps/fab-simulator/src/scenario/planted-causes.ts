import { CauseCalendar, type Causes, type Excursion, type Shift } from '../causes/excursion.ts';
import type { Run } from '../flow/lot.ts';
import { hashOf, uniformAt } from '../random/stream.ts';
import type { GuiltyLevel } from './scenario.ts';

/** Two steps whose chambers always go together: the second follows from the first. */
export interface Link {
  readonly first: number;
  readonly second: number;
}

/** One cause with its rule who is exposed. */
export interface Planted {
  readonly excursion: Excursion;
  /** 0 = not exposed; mean over the span about 1. Asked of runs at the excursion's steps only. */
  readonly strength: (run: Run, place: number) => number;
  readonly guilty: readonly GuiltyLevel[];
  readonly link?: Link;
}

/** One planted cause, or none, among the harmless shifts of the demonstration fab. */
export class PlantedCauses implements Causes {
  readonly planted: Planted | null;
  private readonly calendar: CauseCalendar;

  constructor(seed: number, origin: number, planted: Planted | null) {
    this.planted = planted;
    this.calendar = new CauseCalendar(seed, origin);
  }

  excursionsUntil(): readonly Excursion[] {
    return this.planted ? [this.planted.excursion] : [];
  }

  harmlessUntil(until: number): readonly Shift[] {
    return this.calendar.harmlessUntil(until);
  }

  exposures(run: Run, place: number): { excursion: Excursion; strength: number }[] {
    const { planted } = this;
    if (!planted || !planted.excursion.steps.includes(run.step.index)) return [];
    const strength = planted.strength(run, place);
    return strength > 0 ? [{ excursion: planted.excursion, strength }] : [];
  }

  hits(excursion: Excursion, lotId: string, wafer: number): boolean {
    return uniformAt(hashOf(excursion.key, 'hit', lotId, wafer)) < excursion.hitShare;
  }

  traces(run: Run, place: number): { cluster: number; shiftSd: number; sensor: string }[] {
    const harmless = this.calendar.harmlessTraces(run, place);
    const trace = this.planted?.excursion.trace;
    if (!trace) return harmless;
    return harmless.concat(
      this.exposures(run, place).map(({ strength }) => ({ ...trace, shiftSd: trace.shiftSd * strength })),
    );
  }
}
