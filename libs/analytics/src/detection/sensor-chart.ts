import { median } from '../distribution/quantiles.ts';
import { trimmedSigma, widened } from './baseline.ts';
import type { DetectionSettings } from './detection-settings.ts';
import type { SensorState, Usual } from './detection-state.ts';
import type { Alarm, Stream } from './excursion.ts';
import type { SensorObservation } from './observation.ts';

const NEW: SensorState = { learning: [], usual: null, ewma: 0, runs: 0, lastAt: 0, outside: false };

export function sensorKey({ tool, chamber, step, sensor }: SensorObservation): string {
  return [tool, chamber, step, sensor].join('|');
}

/**
 * One more run on the chart of a sensor of a chamber. Runs that season a chamber after maintenance are kept off: they
 * neither teach nor alarm. A run that is older than the last one is judged by the σ limits and leaves the EWMA alone.
 * One alarm for a crossing, not one a run.
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
  const ewma = late ? before.ewma : lambda * Math.max(-4, Math.min(4, z)) + (1 - lambda) * before.ewma;
  const beyond = Math.abs(z) / widened(settings.sensorSigmas, usual.n);
  const drifted = Math.abs(ewma) / (widened(settings.sensorEwmaWidth, usual.n) * Math.sqrt(lambda / (2 - lambda)));
  const outside = beyond > 1 || drifted > 1;
  const state = { ...before, ewma, outside, runs: before.runs + 1, lastAt: Math.max(before.lastAt, run.at) };
  if (!outside || before.outside) return { state, alarm: null };
  return { state, alarm: alarmOf(run, usual, z, beyond > 1 ? beyond : drifted, beyond > 1, settings) };
}

function learn(before: SensorState, run: SensorObservation, settings: DetectionSettings): SensorState {
  const learning = [...before.learning, run.value];
  const lastAt = Math.max(before.lastAt, run.at);
  const runs = before.runs + 1;
  if (learning.length < settings.sensorPhaseOneRuns) return { ...before, learning, lastAt, runs };
  const usual = { centre: median(learning), sigma: trimmedSigma(learning), n: learning.length };
  return { ...before, learning: [], usual, lastAt, runs };
}

function alarmOf(
  run: SensorObservation,
  usual: Usual,
  z: number,
  times: number,
  byLimit: boolean,
  settings: DetectionSettings,
): Alarm {
  const { tool, chamber, step, sensor, lot, at, value } = run;
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
  };
}
