import { DEFAULT_DETECTION, type DetectionSettings } from './detection-settings.ts';
import type { Detection, DetectionState } from './detection-state.ts';
import type { Observation } from './observation.ts';

/**
 * Judges what is new against what is usual and gathers the alarms into excursions: one event, one excursion.
 *
 * Pure and incremental: keep `state` (plain JSON) and pass it back with the next observations.
 */
export function detect(
  state: DetectionState,
  observations: readonly Observation[],
  settings: DetectionSettings = DEFAULT_DETECTION,
): Detection {
  if (observations.length > 0 && settings.windowLots < settings.phaseOneLots) {
    throw new RangeError(`A window of ${settings.windowLots} lots can't hold a phase I of ${settings.phaseOneLots}.`);
  }
  return { state, alarms: [], excursions: [], tooLate: [] };
}
