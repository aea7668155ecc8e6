import type { Run } from '../flow/lot.ts';
import type { Excursion, Shift } from './excursion.ts';

/** What is planted in a fab, whoever plants it: the calendar of the demonstration fab, or one scenario. */
export interface Causes {
  /** Excursions that begin before `until`, and perhaps later ones. */
  excursionsUntil(until: number): readonly Excursion[];
  harmlessUntil(until: number): readonly Shift[];
  /** Excursions to which this wafer (by its place in the run) was exposed, with their strength then. */
  exposures(run: Run, place: number): { excursion: Excursion; strength: number }[];
  /** True where an excursion really hits an exposed wafer. */
  hits(excursion: Excursion, lotId: string, wafer: number): boolean;
  /** Sum of the traces on a sensor cluster for this wafer, in σ, and the sensor that shows it best. */
  traces(run: Run, place: number): { cluster: number; shiftSd: number; sensor: string }[];
}
