import { DEFAULT_EWMA, type EwmaSettings } from '../spc/ewma.ts';

/** What the detectors may be told; every default is measured by `npm run bench:truth`. */
export interface DetectionSettings {
  /** Lots of phase I, on which limits are learnt once and frozen. */
  readonly phaseOneLots: number;
  /** Lots kept for slopes, contrasts and late arrivals; what is older is forgotten. */
  readonly windowLots: number;
  /** σ limits of a lot's yield. */
  readonly yieldSigmas: number;
  /** σ limits of each bin, test and map statistic: wider, because there are many. */
  readonly streamSigmas: number;
  readonly ewma: EwmaSettings;
  /** L of the EWMA of each bin, test and map statistic. */
  readonly streamEwmaWidth: number;
  /** σ of the spread within a lot. */
  readonly spreadSigmas: number;
  /** σ of the statistic of wafers that stand out. */
  readonly waferSigmas: number;
  /** z of the wafers of a chamber against the rest of their lots. */
  readonly contrastSigmas: number;
  /**
   * σ limits and L of a sensor. A fab has hundreds of them at each tool and chamber, ten million values in half a year:
   * at 5.6 σ chance passes a limit once in fifty million, so that all of them together stay silent.
   */
  readonly sensorSigmas: number;
  readonly sensorEwmaWidth: number;
  /** Runs of phase I of a sensor. */
  readonly sensorPhaseOneRuns: number;
  /** Without another alarm for so many lots of the series, and so many days, an excursion has ended. */
  readonly quietLots: number;
  readonly quietDays: number;
}

export const DEFAULT_DETECTION: DetectionSettings = {
  phaseOneLots: 20,
  windowLots: 60,
  yieldSigmas: 3,
  streamSigmas: 3.3,
  ewma: DEFAULT_EWMA,
  streamEwmaWidth: 3.8,
  spreadSigmas: 4.2,
  waferSigmas: 4.5,
  contrastSigmas: 5.3,
  sensorSigmas: 5.6,
  sensorEwmaWidth: 5.6,
  sensorPhaseOneRuns: 25,
  quietLots: 8,
  quietDays: 14,
};
