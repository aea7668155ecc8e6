import { DEFAULT_DETECTION, type DetectionSettings } from './detection-settings.ts';
import type { Detection, DetectionState, SensorState, SeriesState } from './detection-state.ts';
import type { Alarm, DetectedExcursion } from './excursion.ts';
import { judgeSeries } from './judge-series.ts';
import { mergeAlarms, type Calendar } from './merge-alarms.ts';
import { partsOfPlace, type LotObservation, type Observation, type SensorObservation } from './observation.ts';
import { nextRun, sensorKey } from './sensor-chart.ts';

/**
 * Judges what is new against what is usual and gathers the alarms into excursions: one event, one excursion.
 *
 * Pure and incremental: keep `state` (plain JSON) and pass it back with the next observations. Lots may come late or
 * again: within the window (`windowLots` a product and insertion) each is put into its place in time and everything
 * after it is judged again; what was told before is not told twice. In time order, all at once and one by one give the
 * same. Limits are frozen once the first `phaseOneLots` lots are there; a correction of those doesn't move them.
 * After a backfill begin with `emptyDetection()`, or with `withFrozenLimits(state)` to keep the limits.
 *
 * Throws a RangeError where the window can't hold a phase I, or a place is none.
 */
export function detect(
  state: DetectionState,
  observations: readonly Observation[],
  settings: DetectionSettings = DEFAULT_DETECTION,
): Detection {
  if (settings.windowLots < settings.phaseOneLots) {
    throw new RangeError(`A window of ${settings.windowLots} lots can't hold a phase I of ${settings.phaseOneLots}.`);
  }
  const found = new Found(state, settings);
  const lots = observations.filter((one) => one.kind === 'lot');
  for (const [key, arrivals] of groupBy(lots, (lot) => `${lot.product}/${lot.insertion}`)) found.lots(key, arrivals);
  const runs = observations.filter((one) => one.kind === 'sensor').sort((a, b) => a.at - b.at);
  for (const [tool, ofTool] of groupBy(runs, (run) => run.tool)) found.runs(tool, ofTool);
  return found.result();
}

/** The limits of phase I alone, for judging a whole period anew: nothing was seen yet, but what is usual is known. */
export function withFrozenLimits(state: DetectionState): DetectionState {
  const series = Object.entries(state.series).map(([key, { baseline }]) => {
    return [key, { baseline: baseline && { ...baseline, changes: [] }, window: [], raised: [] }] as const;
  });
  const sensors = Object.entries(state.sensors).map(([key, sensor]) => {
    return [key, { ...sensor, learning: [], ewma: 0, runs: 0, lastAt: 0 }] as const;
  });
  return { version: 1, series: Object.fromEntries(series), sensors: Object.fromEntries(sensors), excursions: [] };
}

/** One call's results while they are gathered. */
class Found {
  private readonly series: Record<string, SeriesState>;
  private readonly sensors: Record<string, SensorState>;
  private excursions: DetectedExcursion[];
  private readonly alarms: Alarm[] = [];
  private readonly tooLate: LotObservation[] = [];
  private readonly before: ReadonlySet<DetectedExcursion>;
  private readonly settings: DetectionSettings;

  constructor(state: DetectionState, settings: DetectionSettings) {
    this.series = { ...state.series };
    this.sensors = { ...state.sensors };
    this.excursions = [...state.excursions];
    this.before = new Set(state.excursions);
    this.settings = settings;
  }

  lots(key: string, arrivals: readonly LotObservation[]): void {
    const judged = judgeSeries(this.series[key], arrivals, this.settings);
    this.series[key] = judged.state;
    this.alarms.push(...judged.alarms);
    this.tooLate.push(...judged.tooLate);
    this.merge((one) => `${one.product}/${one.insertion}` === key, judged.alarms, judged.calendar);
  }

  runs(tool: string, runs: readonly SensorObservation[]): void {
    const alarms: Alarm[] = [];
    for (const run of runs) {
      const key = sensorKey(run);
      const { state, alarm } = nextRun(this.sensors[key], run, this.settings);
      this.sensors[key] = state;
      if (alarm) alarms.push(alarm);
    }
    this.alarms.push(...alarms);
    this.merge((one) => one.tool === tool, alarms, calendarOfRuns(runs));
  }

  private merge(mine: (one: DetectedExcursion) => boolean, alarms: readonly Alarm[], calendar: Calendar): void {
    const others = this.excursions.filter((one) => !mine(one));
    this.excursions = [...others, ...mergeAlarms(this.excursions.filter(mine), alarms, calendar, this.settings)];
  }

  private isForgotten({ ended, to, tool, product, insertion }: DetectedExcursion): boolean {
    if (!ended) return false;
    const oldest = this.series[`${product}/${insertion}`]?.window[0]?.at ?? 0;
    const latest = Math.max(...Object.values(this.sensors).map((sensor) => sensor.lastAt));
    return tool === '' ? to < oldest : to < latest - REMEMBERED;
  }

  result(): Detection {
    const excursions = this.excursions.map((one) => withRelated(one, this.excursions));
    const known = new Set(this.alarms.map((alarm) => alarm.id));
    const changed = excursions.filter((one) => !this.before.has(one) || one.alarmIds.some((id) => known.has(id)));
    this.alarms.sort((a, b) => a.at - b.at);
    return {
      state: {
        version: 1,
        series: this.series,
        sensors: this.sensors,
        excursions: excursions.filter((one) => !this.isForgotten(one)),
      },
      alarms: this.alarms,
      excursions: changed,
      tooLate: this.tooLate.map(({ product, insertion, lot }) => ({ product, insertion, lot })),
    };
  }
}

/** An excursion of sensors that ended is remembered so long, that one of yield may still be related to it. */
const REMEMBERED = 60 * 86_400_000;

function calendarOfRuns(runs: readonly SensorObservation[]): Calendar {
  const times = new Map(runs.map((run) => [run.lot, run.at]));
  return {
    timeOf: (lot) => times.get(lot),
    lotsBetween: (from, to) => runs.filter(({ at }) => at > from && at <= to).length,
    now: runs.at(-1)?.at ?? -Infinity,
    changePp: () => null,
    shows: () => false,
  };
}

/** Sensors of the chambers that stand out, at the same time. */
function withRelated(excursion: DetectedExcursion, all: readonly DetectedExcursion[]): DetectedExcursion {
  if (excursion.class === 'sensor' || excursion.places.length === 0) return excursion;
  const tools = new Set(excursion.places.map((place) => partsOfPlace(place).tool));
  const near = all.filter((one) => one.class === 'sensor' && tools.has(one.tool) && sharesLots(one, excursion));
  const related = near.map((one) => one.id).sort();
  return related.join() === excursion.related.join() ? excursion : { ...excursion, related };
}

function sharesLots(a: DetectedExcursion, b: DetectedExcursion): boolean {
  return a.lots.some((lot) => b.lots.includes(lot));
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
