import { binIndex } from './bins.ts';

/** What moves several tests of a wafer together. */
export const FACTORS = ['gate', 'contact', 'leakage', 'metal'] as const;
export type Factor = (typeof FACTORS)[number];

export interface TestPlan {
  readonly number: number;
  readonly name: string;
  readonly unit: string;
  readonly mean: number;
  /** Standard deviation over dies that pass. */
  readonly sd: number;
  readonly lowLimit?: number;
  readonly highLimit?: number;
  /** Index in FAIL_BINS of the bin that a fail of this test gives. */
  readonly bin: number;
  readonly factor: number;
  /** Part of the standard deviation that follows the factor; the sign is the direction. */
  readonly loading: number;
  /** Standard deviations from centre to edge. */
  readonly radial: number;
}

type Limits = readonly [low: number | null, high: number | null];
type Line = readonly [
  number: number,
  name: string,
  unit: string,
  mean: number,
  sd: number,
  limits: Limits,
  bin: number,
  factor: Factor,
  loading: number,
  radial: number,
];

const LINES: readonly Line[] = [
  [1010, 'CONT_VDD', 'V', 0.62, 0.008, [0.55, 0.7], 11, 'contact', 0.2, 0.1],
  [1020, 'CONT_IO', 'V', 0.64, 0.009, [0.56, 0.72], 11, 'contact', 0.2, 0.1],
  [1110, 'CONTACT_CHAIN_R', 'ohm', 41, 1.6, [null, 52], 12, 'contact', 0.75, 0.6],
  [1120, 'VIA_CHAIN_R', 'ohm', 33, 1.2, [null, 42], 12, 'contact', 0.55, 0.4],
  [1210, 'METAL_COMB_I', 'nA', 1.2, 0.25, [null, 5], 13, 'metal', 0.5, 0.2],
  [2010, 'IDDQ_STATIC', 'uA', 18, 2.2, [null, 32], 21, 'leakage', 0.8, 0.4],
  [2020, 'IDDQ_RETENTION', 'uA', 6.5, 0.9, [null, 12.5], 21, 'leakage', 0.75, 0.4],
  [2110, 'IGATE_N', 'nA', 0.85, 0.12, [null, 1.8], 22, 'leakage', 0.5, 0.1],
  [2120, 'IGATE_P', 'nA', 0.62, 0.1, [null, 1.4], 22, 'leakage', 0.5, 0.1],
  [3010, 'VREF_1V2', 'V', 1.2, 0.0018, [1.19, 1.21], 31, 'gate', 0.45, 0.2],
  [3020, 'VREF_TEMPCO', 'ppm/K', 22, 3.5, [0, 48], 31, 'gate', 0.25, 0.3],
  [3030, 'LDO_OUT', 'V', 1.8, 0.0032, [1.78, 1.82], 31, 'gate', 0.35, 0.2],
  [3110, 'OSC_FREQ', 'MHz', 48, 0.16, [47, 49], 32, 'gate', -0.7, -0.5],
  [3120, 'OSC_DUTY', '%', 50, 0.35, [48, 52], 32, 'gate', 0.2, 0],
  [4010, 'SCAN_VMIN', 'V', 0.71, 0.014, [null, 0.8], 41, 'gate', 0.65, 0.5],
  [4020, 'SCAN_FMAX', 'MHz', 212, 4.5, [185, null], 41, 'gate', -0.7, -0.6],
  [4110, 'MBIST_VMIN', 'V', 0.74, 0.013, [null, 0.83], 42, 'gate', 0.55, 0.4],
  [5010, 'RDSON_HS', 'mohm', 84, 2.4, [null, 98], 51, 'metal', 0.7, 0.3],
  [5020, 'RDSON_LS', 'mohm', 71, 2.1, [null, 84], 51, 'metal', 0.7, 0.3],
  [5030, 'DRIVE_CURRENT', 'mA', 12.4, 0.28, [11.2, 13.8], 51, 'metal', -0.5, -0.2],
];

export const TESTS: readonly TestPlan[] = LINES.map((line) => {
  const [number, name, unit, mean, sd, [low, high], bin, factor, loading, radial] = line;
  return {
    number,
    name,
    unit,
    mean,
    sd,
    bin: binIndex(bin),
    factor: FACTORS.indexOf(factor),
    loading,
    radial,
    ...(low === null ? {} : { lowLimit: low }),
    ...(high === null ? {} : { highLimit: high }),
  };
});

/** The one change of a test limit: from its day on, the new revision cuts a little of the good tail. */
export const LIMIT_CHANGE = {
  daysBeforeEpoch: 74,
  test: 3010,
  lowLimit: 1.1937,
  highLimit: 1.2063,
  revisionBefore: 'R14',
  revisionAfter: 'R15',
  /** Additional loss in percentage points. */
  lossPp: 0.6,
} as const;

export interface EtestParameter {
  readonly name: string;
  readonly unit: string;
  readonly mean: number;
  readonly sd: number;
  readonly factor: number;
  readonly loading: number;
}

type EtestLine = readonly [name: string, unit: string, mean: number, sd: number, factor: Factor, loading: number];

const ETEST_LINES: readonly EtestLine[] = [
  ['VTH_N', 'V', 0.42, 0.006, 'gate', 0.75],
  ['VTH_P', 'V', -0.44, 0.007, 'gate', -0.65],
  ['IDSAT_N', 'uA/um', 612, 9, 'gate', -0.7],
  ['IDSAT_P', 'uA/um', 284, 5, 'gate', -0.6],
  ['IOFF_N', 'pA/um', 32, 4.5, 'leakage', 0.8],
  ['IOFF_P', 'pA/um', 24, 3.6, 'leakage', 0.7],
  ['IGATE_AREA', 'pA/um2', 1.9, 0.2, 'leakage', 0.5],
  ['RC_CONTACT_N', 'ohm', 11.5, 0.5, 'contact', 0.85],
  ['RC_CONTACT_P', 'ohm', 13.1, 0.6, 'contact', 0.8],
  ['RS_METAL1', 'mohm/sq', 74, 1.3, 'metal', 0.8],
  ['RS_METAL2', 'mohm/sq', 58, 1.1, 'metal', 0.7],
  ['VIA_R', 'ohm', 4.2, 0.15, 'contact', 0.6],
];

/** Limits of e-test lie 6 σ from the mean. */
export const ETEST_PARAMETERS: readonly EtestParameter[] = ETEST_LINES.map(
  ([name, unit, mean, sd, factor, loading]) => ({ name, unit, mean, sd, factor: FACTORS.indexOf(factor), loading }),
);
