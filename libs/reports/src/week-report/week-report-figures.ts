import type { StackedDies } from '@fabwright/contracts';
import type { FabCalendar, FabWeek } from '@fabwright/facts';
import type { FactSheet, Narrative } from '@fabwright/language';
import type { TrendFigures } from '../figures/trend-svg.ts';
import type { DieGridFigures } from '../figures/wafer-figures.ts';
import type { LossFigures, WaferFigures, YieldFigures } from '../lot-report/lot-report-figures.ts';

/** A lot of the week as the Lots screen lists it. */
export interface WeekLotFigures {
  readonly lotId: string;
  readonly wafers: number;
  readonly yields: YieldFigures | null;
  readonly firstPassEndedAt: Date | null;
  readonly belowFloor: boolean;
  readonly onHold: boolean;
  readonly topLoss: { readonly name: string } | null;
}

/** A lot that reads low: what it lost and where. */
export interface LowLotFigures {
  readonly lotId: string;
  /** Fraction of 1. */
  readonly final: number;
  /** Null when they could not be computed. */
  readonly losses: readonly LossFigures[] | null;
  /** Null when the maps could not be read. */
  readonly stack: StackedDies | null;
}

/** Change of the week's final yield against its baseline, fractions of 1, with its 95 % interval. */
export interface ChangeFigures {
  readonly delta: number;
  readonly low: number;
  readonly high: number;
  readonly conclusive: boolean;
}

/** What a week report is made of: what the API answers about the week, and the words about it. Pure data. */
export interface WeekReportFigures {
  readonly fab: string;
  readonly calendar: FabCalendar;
  readonly live: string;
  readonly productName: string;
  readonly insertion: string;
  readonly week: FabWeek;
  readonly current: YieldFigures;
  readonly change: ChangeFigures | null;
  readonly floor: number | null;
  readonly target: number | null;
  readonly losses: readonly LossFigures[];
  readonly lots: readonly WeekLotFigures[];
  /** The lots with the lowest final yield, the lowest first. */
  readonly lowest: readonly LowLotFigures[];
  /** Lots with parts of results missing. */
  readonly incompleteLots: readonly string[];
  /** Wafers that a person took out, of lots of the week. */
  readonly excluded: readonly Pick<WaferFigures, 'waferId' | 'excluded'>[];
  readonly trend: TrendFigures;
  /** Null when the maps could not be read. */
  readonly stack: StackedDies | null;
  readonly geometry: (DieGridFigures & { readonly defined: boolean }) | null;
  readonly sheet: FactSheet;
  readonly narrative: Narrative;
}
