import { detect, type Detection, type DetectionState, type SensorObservation } from '@fabwright/analytics';
import type { SensorRun } from './sensor-run.repository.ts';

/** The next runs of one tool with one product, and what its charts remember. */
export interface SensorsToJudge {
  readonly tool: string;
  readonly state: DetectionState;
  readonly runs: readonly SensorRun[];
}

/** Puts the runs on the charts of their chambers. Pure; runs in a thread. */
export function judgeSensors({ tool, state, runs }: SensorsToJudge): Detection {
  return detect(
    state,
    runs.flatMap((run) => observationsOf(tool, run)),
  );
}

export function observationsOf(tool: string, run: SensorRun): SensorObservation[] {
  const { lot, product, chamber, step, at, recipe, waferIds } = run;
  return run.names.flatMap((name, place): SensorObservation[] => {
    const value = run.means[place];
    if (value === null || value === undefined || !Number.isFinite(value)) return [];
    const sensor = sensorName(name, run.statistics[place] ?? '');
    const unit = run.units[place] ?? '';
    const seasoning = false;
    return [
      { kind: 'sensor', tool, chamber, step, sensor, unit, recipe, waferIds, at, lot, product, value, seasoning },
    ];
  });
}

/** One sensor may be summed up in several ways; a mean goes without saying. */
function sensorName(name: string, statistic: string): string {
  return statistic === 'mean' || statistic === '' ? name : `${name} ${statistic}`;
}
