import type { DieYieldBasis, FrozenLimits, LotAlarm, TooLittleData, YieldDifference } from '@fabwright/analytics';
import type { FactSource, Period } from '@fabwright/facts';

/** The three yields, fractions of 1; null when there are no dies. */
export interface YieldFigures {
  readonly final: number | null;
  readonly firstPass: number | null;
  readonly record: number | null;
}

/** Loss to one bin, fractions of 1. */
export interface LossFigure {
  readonly bin: number;
  /** As the product names it; never translated. */
  readonly name: string;
  readonly loss: number;
  readonly baseline: number | null;
  readonly change: number | null;
}

export interface RetestFigures {
  /** Dies with more than one record. */
  readonly retested: number;
  readonly recovered: number;
  readonly lostOnRetest: number;
}

export interface Completeness {
  readonly basis: DieYieldBasis;
  /** Dies of the map without a record; null when no fitting map is defined. */
  readonly untestedDies: number | null;
  readonly noVerdictDies: number;
  readonly wafers: number;
  /** Wafers expected (tested and still to come); null when nobody said how many there will be. */
  readonly wafersExpected: number | null;
  readonly excludedWafers: number;
  readonly quarantinedMessages: number;
}

/** Which query each group of facts comes from. */
export interface SheetSources {
  readonly yields: FactSource;
  readonly losses: FactSource;
  readonly alarms: FactSource;
  readonly completeness: FactSource;
}

interface CommonInput {
  readonly product: string;
  readonly insertion: string;
  readonly yields: YieldFigures;
  /** Good dies at last, and the dies they are divided by. */
  readonly goodDies: number;
  readonly dies: number;
  readonly retest: RetestFigures;
  /** Absolute floor, a fraction of 1; null where none is set. */
  readonly floor: number | null;
  /** By loss, largest first. */
  readonly losses: readonly LossFigure[];
  readonly alarms: readonly LotAlarm[];
  readonly limits: FrozenLimits | TooLittleData;
  readonly completeness: Completeness;
  readonly sources: SheetSources;
}

/** A stretch of time to compare with. */
export interface BaselineFigures {
  readonly period: Period;
  /** Die-weighted final yield of its lots, a fraction of 1. */
  readonly final: number | null;
  readonly lots: number;
}

export interface NamedYield {
  readonly name: string;
  /** Final yield, a fraction of 1. */
  readonly yield: number;
}

/** Figures of a product and insertion over a period. */
export interface PeriodSheetInput extends CommonInput {
  readonly period: Period;
  readonly lots: readonly NamedYield[];
  /** Null when there is nothing to compare with. */
  readonly baseline: BaselineFigures | null;
  readonly difference: YieldDifference | null;
}

/** Figures of one lot at one insertion. `alarms` are those at this lot's point. */
export interface LotSheetInput extends CommonInput {
  readonly lot: string;
  readonly wafers: readonly NamedYield[];
  readonly baseline: BaselineFigures | null;
}
