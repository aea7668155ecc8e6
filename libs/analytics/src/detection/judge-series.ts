import { learnBaseline } from './baseline.ts';
import { contrastFindings, type VisitsByPlace } from './chamber-contrast.ts';
import type { DetectionSettings } from './detection-settings.ts';
import type { SeriesBaseline, SeriesState } from './detection-state.ts';
import type { Alarm } from './excursion.ts';
import { severityOfLot } from './excursion-question.ts';
import { baselineAt, lastingChanges } from './lasting-changes.ts';
import { YIELD, binsOf, figuresOf, fractionOfRoot, type LotFigures } from './lot-figures.ts';
import { alarmOf, floorFinding, sigmaFindings, spreadFindings, type Finding, type JudgedSeries } from './lot-rules.ts';
import type { Calendar } from './merge-alarms.ts';
import type { LotObservation } from './observation.ts';
import { slopeFindings } from './slope-rule.ts';
import { waferFindings } from './wafers-that-stand-out.ts';

export interface JudgedLots {
  readonly state: SeriesState;
  readonly alarms: readonly Alarm[];
  readonly calendar: Calendar;
  readonly tooLate: readonly LotObservation[];
}

/** A lot shows a stream from this mean severity of its wafers on; chance alone reaches a tenth of it. */
const SHOWS = 0.3;
const NEW: SeriesState = { baseline: null, window: [], raised: [] };

/**
 * Puts lots into their places in time and judges, of these and all later ones, what was not told before. Lots of phase
 * I are not judged, but for the floor: they are what "usual" means.
 */
export function judgeSeries(
  before: SeriesState = NEW,
  arrivals: readonly LotObservation[],
  settings: DetectionSettings,
): JudgedLots {
  const { window, tooLate, firstChanged } = placed(before, arrivals, settings);
  const bins = binsOf(window);
  const lots = window.map((lot) => figuresOf(lot, bins));
  const baseline = withChanges(before.baseline ?? learnt(lots, settings), lots);
  const first = baseline ? Math.min(firstChanged, before.baseline ? Infinity : 0) : firstChanged;
  const findings = baseline ? judged({ lots, baseline, settings }, first) : floors(lots, first);
  const raised = new Set(before.raised.map((one) => one.id));
  const alarms = findings.map(alarmOf).filter((alarm) => !raised.has(alarm.id));
  const kept = window.slice(-settings.windowLots);
  const keptLots = new Set(kept.map((lot) => lot.lot));
  const told = [...before.raised, ...alarms.map(({ lot, id }) => ({ lot, id }))];
  const state = { baseline, window: kept, raised: told.filter(({ lot }) => keptLots.has(lot)) };
  return { state, alarms, calendar: calendarOf(lots, baseline), tooLate };
}

interface Placed {
  readonly window: readonly LotObservation[];
  readonly tooLate: readonly LotObservation[];
  /** Index of the first lot from which on charts differ. */
  readonly firstChanged: number;
}

function placed(before: SeriesState, arrivals: readonly LotObservation[], settings: DetectionSettings): Placed {
  const byLot = new Map(before.window.map((lot) => [lot.lot, lot]));
  const full = before.window.length >= settings.windowLots;
  const oldest = full ? (before.window[0]?.at ?? -Infinity) : -Infinity;
  const tooLate = arrivals.filter((lot) => lot.at < oldest);
  const inTime = arrivals.filter((lot) => lot.at >= oldest);
  for (const lot of inTime) byLot.set(lot.lot, lot);
  const window = [...byLot.values()].sort((a, b) => a.at - b.at || (a.lot < b.lot ? -1 : 1));
  const touched = new Set(inTime.map((lot) => lot.lot));
  const firstChanged = window.findIndex((lot) => touched.has(lot.lot));
  return { window, tooLate, firstChanged: firstChanged < 0 ? window.length : firstChanged };
}

function learnt(lots: readonly LotFigures[], { phaseOneLots }: DetectionSettings): SeriesBaseline | null {
  const usable = lots.filter((lot) => lot.streams.size > 0);
  return usable.length < phaseOneLots ? null : learnBaseline(usable.slice(0, phaseOneLots));
}

function withChanges(baseline: SeriesBaseline | null, lots: readonly LotFigures[]): SeriesBaseline | null {
  return baseline && { ...baseline, changes: [...baseline.changes, ...lastingChanges(lots, baseline)] };
}

function floors(lots: readonly LotFigures[], first: number): Finding[] {
  return lots.slice(first).flatMap(floorFinding);
}

function judged(series: JudgedSeries, first: number): Finding[] {
  const { lots, baseline } = series;
  const inForce = limitsInTime(baseline);
  const visits: VisitsByPlace = new Map();
  const findings: Finding[] = [];
  lots.forEach((lot, index) => {
    const { at } = lot.observation;
    const now = { ...series, baseline: inForce(at) };
    const contrasts = contrastFindings(now, index, visits);
    if (index < first) return;
    if (at >= baseline.from && at <= baseline.to) findings.push(...floorFinding(lot));
    else
      findings.push(
        ...sigmaFindings(now, index),
        ...floorFinding(lot),
        ...spreadFindings(now, index),
        ...waferFindings(now, index),
        ...contrasts,
      );
  });
  const phaseOne = (at: number): boolean => at >= baseline.from && at <= baseline.to;
  const slopes = slopeFindings(series, first).filter(({ lots: run }) => !phaseOne(run.at(-1)?.observation.at ?? 0));
  return [...findings, ...slopes];
}

/** `baselineAt` for times that come in order: the limits change a few times in a series of hundreds of lots. */
function limitsInTime(baseline: SeriesBaseline): (at: number) => SeriesBaseline {
  let [count, limits] = [0, baseline];
  return (at) => {
    const inForce = baseline.changes.filter(({ after }) => after < at).length;
    if (inForce !== count) [count, limits] = [inForce, baselineAt(baseline, at)];
    return limits;
  };
}

function calendarOf(lots: readonly LotFigures[], baseline: SeriesBaseline | null): Calendar {
  const times = new Map(lots.map(({ observation }) => [observation.lot, observation.at]));
  const figures = new Map(lots.map((lot) => [lot.observation.lot, lot]));
  return {
    timeOf: (lot) => times.get(lot),
    lotsBetween: (from, to) => lots.filter(({ observation: { at } }) => at > from && at <= to).length,
    now: lots.at(-1)?.observation.at ?? -Infinity,
    shows: (name, stream) => {
      const lot = figures.get(name)?.observation;
      return (
        baseline !== null && lot !== undefined && severityOfLot(lot, stream, baselineAt(baseline, lot.at)) >= SHOWS
      );
    },
    changePp: (names) => {
      const wafers = names.flatMap((name) => figures.get(name)?.observation.wafers ?? []);
      const gross = wafers.reduce((sum, wafer) => sum + wafer.gross, 0);
      const since = Math.min(...names.map((name) => times.get(name) ?? Infinity));
      const usual = baseline && baselineAt(baseline, since).lotMeans[YIELD];
      if (!usual || gross === 0) return null;
      const good = wafers.reduce((sum, wafer) => sum + wafer.good, 0);
      return 100 * (good / gross - (1 - fractionOfRoot(usual.centre)));
    },
  };
}
