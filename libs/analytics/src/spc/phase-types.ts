import type { ChartScale } from './chart-scale.ts';
import type { EwmaPoint, EwmaSettings } from './ewma.ts';
import type { NelsonRule } from './nelson-rules.ts';
import type { TooLittleData } from './phase-one.ts';
import type { SigmaMethod } from './robust-sigma.ts';
import type { SpreadPoint } from './within-lot-chart.ts';

/** What ends one phase and begins the next, or is only marked on the time axis. */
export type BreakpointKind = 'pm' | 'recipe' | 'program' | 'card' | 'limit' | 'mask' | 'other';

export interface Breakpoint {
  /** Epoch milliseconds: points at or after it belong to the new phase. */
  readonly time: number;
  readonly kind: BreakpointKind;
  readonly label: string;
  /** False: annotated only. Default true. */
  readonly startsPhase?: boolean;
}

/** One point in time order: a lot with its wafers, a wafer with its sites, or a single value. */
export interface TimedPoint {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly time: number;
  /** What is charted: the lot's yield or mean. */
  readonly value: number;
  /** Values within (wafers of the lot, sites of the wafer), for the spread; may be empty. */
  readonly within: readonly number[];
  /** First runs after a PM on a sensor chart: nothing is learnt from them and no rule is held to them but floor and ceiling. */
  readonly seasoning?: boolean;
}

/**
 * `lot-means`: points as individuals with the spread within as S (default; right for lots and for sites of a wafer);
 * `individuals`: I and moving range; `x-bar-r`, `x-bar-s`: limits of the mean from the spread within, for processes
 * whose subgroups differ by nothing else.
 */
export type PhasedChartKind = 'lot-means' | 'individuals' | 'x-bar-r' | 'x-bar-s';

/** Limits of one phase on its charted scale; JSON-safe, to be stored and given back as `stored`. */
export interface PhaseLimits {
  readonly kind: 'phase-limits';
  readonly chart: PhasedChartKind;
  readonly scale: ChartScale;
  readonly method: SigmaMethod;
  /** Centre and σ of a point on the charted scale; for x-bar charts σ within, to be divided by √n. */
  readonly chartCentre: number;
  readonly chartSigma: number;
  /** σ within (of S or R) in the unit of the values; null without one. */
  readonly withinSigma: number | null;
  /** How much more S differs between lots than between samples (`spreadDispersion`); limits stored before there was one: 1. */
  readonly withinDispersion?: number;
  /** Points learnt on, and their time span in epoch milliseconds. */
  readonly points: number;
  readonly learntFrom: number;
  readonly learntTo: number;
}

/** Limits kept from before, for the phase in which `from` lies (epoch milliseconds); the latest of a phase counts. */
export interface StoredLimits {
  readonly from: number;
  readonly limits: PhaseLimits;
}

export interface PhasedChartOptions {
  readonly chart?: PhasedChartKind;
  /** `linear` (default); `auto` and `logit` are for fractions of 1. */
  readonly scale?: ChartScale | 'auto';
  readonly method?: SigmaMethod;
  /** Points of a phase to learn on, its first ones; default and least 20. */
  readonly learnOn?: number;
  readonly rules?: readonly NelsonRule[];
  /** Rules on the spread, of which only 1–4 mean anything there; default rule 1. */
  readonly spreadRules?: readonly NelsonRule[];
  readonly ewma?: EwmaSettings;
  /** Absolute limits, in the unit of the values; they hold whatever the phase. */
  readonly floor?: number;
  readonly ceiling?: number;
  readonly stored?: readonly StoredLimits[];
}

export interface ChartPhase {
  readonly index: number;
  /** First and last point, as indices into `points`; breakpoints without points between them begin one phase. */
  readonly from: number;
  readonly to: number;
  /** What began it; empty for the first. */
  readonly startedBy: readonly Breakpoint[];
  /** Its own limits, or why it has none. */
  readonly own: PhaseLimits | TooLittleData;
  /** What its points are judged by: stored or own limits, those of an earlier phase, or nothing. */
  readonly judgedBy: 'stored' | 'own' | 'earlier' | 'none';
  readonly limits: PhaseLimits | null;
  /** Own centre against the centre of the limits before it; null where one of them is missing. */
  readonly shift: PhaseShift | null;
}

export interface PhaseShift {
  /** New mean − old mean, in the unit of the values. */
  readonly value: number;
  /** In σ of the earlier phase, on the charted scale. */
  readonly sigmas: number;
  /** Welch's two-sided p of the points on the charted scale; null where one side does not vary. */
  readonly p: number | null;
}

export interface PhasedPoint {
  readonly phase: number;
  /** In the unit of the values; null where nothing judges the point. */
  readonly centre: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Distance from the centre in σ, on the charted scale. */
  readonly z: number | null;
}

/** Why a point is marked. Words are the reader's: everything they need is here. */
export interface ChartReason {
  readonly kind: 'sigma' | 'slope' | 'floor' | 'ceiling' | 'spread';
  readonly rule: `nelson-${NelsonRule}` | 'ewma' | 'floor' | 'ceiling' | 's-limit' | 'r-limit' | 'mr-limit';
  readonly id: string;
  /** The point, and the first point of the run that led to it. */
  readonly index: number;
  readonly from: number;
  readonly phase: number;
  readonly direction: 'low' | 'high';
  /** Values of the run, first to last (at most 15), in the unit of the values; for `spread` the spreads. */
  readonly values: readonly number[];
  /** What was broken: the limit, or the centre for rules on runs. */
  readonly limit: number;
}

export interface PhasedChart {
  readonly points: readonly PhasedPoint[];
  readonly phases: readonly ChartPhase[];
  /** EWMA in the unit of the values; null where nothing judges the point. */
  readonly ewma: readonly (EwmaPoint | null)[];
  /** S, R or moving range (not on the logit) beside each point; null where there is none. */
  readonly spread: readonly (SpreadPoint | null)[];
  readonly spreadOf: 's' | 'range' | 'moving-range';
  /** By point, then kind. */
  readonly reasons: readonly ChartReason[];
  /** Breakpoints that only annotate, and all others, in time order. */
  readonly breakpoints: readonly Breakpoint[];
}
