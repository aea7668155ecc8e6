import { median, quantileSorted } from '../distribution/quantiles.ts';
import { memoryOf, trimmedSigma, widened } from './baseline.ts';
import type { DetectionSettings } from './detection-settings.ts';
import type { SensorState, Usual } from './detection-state.ts';
import type { Alarm, Stream } from './excursion.ts';
import type { SensorObservation } from './observation.ts';

const NEW: SensorState = { learning: [], usual: null, memory: 0, ewma: 0, runs: 0, lastAt: 0 };
/** Beyond this a single run pulls the EWMA no further: three in a row are needed, or the σ limits speak. */
const WINSOR = 6;
/** A run that speaks for a drift lies itself at least so many σ off. */
const SPEAKS = 1.5;
/** Upper tenth of a normal. */
const NORMAL_TENTH = 1.2815515655446004;

export function sensorKey({ tool, chamber, step, sensor, recipe = '' }: SensorObservation): string {
  return [tool, chamber, step, sensor, recipe].join('|');
}

/**
 * One more run on the chart of a sensor of a chamber. Runs that season a chamber after maintenance are kept off: they
 * neither teach nor alarm. A run that is older than the last one is judged by the σ limits and leaves the EWMA alone.
 * Every run outside alarms, so that an excursion holds all lots concerned; once a whole phase I of runs stayed outside,
 * it was told often enough, and the new level is what is usual.
 */
export function nextRun(
  before: SensorState = NEW,
  run: SensorObservation,
  settings: DetectionSettings,
): { state: SensorState; alarm: Alarm | null } {
  if (run.seasoning || !Number.isFinite(run.value)) return { state: before, alarm: null };
  const { usual } = before;
  if (!usual) return { state: learn(before, run, settings), alarm: null };
  return usual.sigma > 0 ? judge(before, usual, run, settings) : { state: before, alarm: null };
}

function judge(
  before: SensorState,
  usual: Usual,
  run: SensorObservation,
  settings: DetectionSettings,
): { state: SensorState; alarm: Alarm | null } {
  const z = (run.value - usual.centre) / usual.sigma;
  const { lambda } = settings.ewma;
  const late = run.at < before.lastAt;
  const ewma = late ? before.ewma : lambda * Math.max(-WINSOR, Math.min(WINSOR, z)) + (1 - lambda) * before.ewma;
  const kept = before.memory * (1 - lambda);
  // The centre was learnt on a few runs only, which is felt most where a mean is charted.
  const centre = (1 + before.memory) / ((1 - before.memory) * usual.n);
  const spread = Math.sqrt((lambda / (2 - lambda)) * ((1 + kept) / (1 - kept)) + centre);
  const beyond = Math.abs(z) / widened(settings.sensorSigmas, usual.n);
  const drifted = Math.abs(ewma) / (widened(settings.sensorEwmaWidth, usual.n) * spread);
  const seen = { ...before, ewma, runs: before.runs + 1, lastAt: Math.max(before.lastAt, run.at) };
  if (beyond <= 1 && drifted <= 1) return { state: { ...seen, learning: [] }, alarm: null };
  const learning = [...before.learning, run.value];
  const state =
    learning.length < settings.sensorPhaseOneRuns ? { ...seen, learning } : { ...seen, ...learnt(learning) };
  const speaks = beyond > 1 || z * Math.sign(ewma) > SPEAKS;
  return { state, alarm: speaks ? alarmOf(run, usual, z, Math.max(beyond, drifted), beyond > 1, settings) : null };
}

function learn(before: SensorState, run: SensorObservation, settings: DetectionSettings): SensorState {
  const learning = [...before.learning, run.value];
  const seen = { ...before, learning, lastAt: Math.max(before.lastAt, run.at), runs: before.runs + 1 };
  return learning.length < settings.sensorPhaseOneRuns ? seen : { ...seen, ...learnt(learning) };
}

function learnt(values: readonly number[]): Pick<SensorState, 'learning' | 'usual' | 'memory' | 'ewma'> {
  const usual = { centre: median(values), sigma: sigmaOf(values), n: values.length };
  return { learning: [], usual, memory: memoryOf(values, usual.sigma), ewma: 0 };
}

/**
 * The trimmed σ rests on the MAD, which a few dozen values may make far too small by chance; the distance of the outer
 * tenths can't be so small at the same time, and a tenth of wild runs on each side doesn't stretch it.
 */
function sigmaOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const tenths = (quantileSorted(sorted, 0.9) - quantileSorted(sorted, 0.1)) / (2 * NORMAL_TENTH);
  return Math.max(trimmedSigma(values), tenths);
}

function alarmOf(
  run: SensorObservation,
  usual: Usual,
  z: number,
  times: number,
  byLimit: boolean,
  settings: DetectionSettings,
): Alarm {
  const { tool, chamber, step, sensor, lot, at, value, unit, waferIds = [] } = run;
  const stream: Stream = { kind: 'sensor', tool, chamber, step, name: sensor };
  const rule = byLimit ? 'sigma' : 'slope';
  const sigmas = byLimit ? settings.sensorSigmas : settings.sensorEwmaWidth;
  return {
    id: [sensorKey(run), at, lot, rule].join('/'),
    class: 'sensor',
    rule,
    stream,
    lot,
    at,
    lots: [lot],
    direction: z < 0 ? 'low' : 'high',
    value,
    centre: usual.centre,
    limit: usual.centre + Math.sign(z) * widened(sigmas, usual.n) * usual.sigma,
    score: times * sigmas,
    ...(unit === undefined ? {} : { unit }),
    ...(waferIds.length === 0 ? {} : { wafers: [{ lot, waferIds }] }),
  };
}
