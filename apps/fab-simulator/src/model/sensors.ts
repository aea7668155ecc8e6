import type { Area } from './route.ts';

/** One summary that a tool reports for each wafer. */
export interface Sensor {
  readonly name: string;
  /** Empty for counts, which are whole and never below none. */
  readonly unit: string;
  readonly statistic: 'mean' | 'sd' | 'min' | 'max' | 'slope' | 'area' | 'time-over-limit';
  readonly mean: number;
  readonly sd: number;
  /** Sensors of one cluster see the same physics. */
  readonly cluster: number;
  /** Correlation with what the cluster sees; two sensors of a cluster correlate by the product of theirs. */
  readonly loading: number;
}

export const CLUSTERS = 3;

type Line = readonly [
  name: string,
  unit: string,
  statistic: Sensor['statistic'],
  mean: number,
  sd: number,
  cluster: number,
  loading: number,
];

const LINES: Readonly<Record<Area, readonly Line[]>> = {
  Diffusion: [
    ['tube_temp_centre', 'degC', 'mean', 905, 0.8, 0, 0.975],
    ['tube_temp_top', 'degC', 'mean', 903, 0.9, 0, 0.95],
    ['tube_temp_bottom', 'degC', 'mean', 907, 0.9, 0, 0.93],
    ['heater_power', 'kW', 'mean', 21.4, 0.25, 0, 0.9],
    ['o2_flow', 'slm', 'mean', 8, 0.03, 1, 0.96],
    ['exhaust_pressure', 'Pa', 'mean', 740, 6, 1, 0.92],
    ['ramp_rate', 'K/min', 'slope', 6.1, 0.05, 2, 0.94],
    ['boat_speed', 'mm/min', 'mean', 150, 0.8, 2, 0.9],
  ],
  Lithography: [
    ['dose', 'mJ/cm2', 'mean', 28.4, 0.09, 0, 0.97],
    ['lamp_power', 'W', 'mean', 61, 0.4, 0, 0.93],
    ['focus_offset', 'nm', 'mean', 4, 3.2, 1, 0.96],
    ['stage_vibration', 'nm', 'sd', 1.9, 0.12, 1, 0.9],
    ['bake_temp', 'degC', 'mean', 110.2, 0.07, 2, 0.95],
    ['chuck_vacuum', 'kPa', 'min', 71, 0.6, 2, 0.91],
  ],
  Etch: [
    ['rf_reflected', 'W', 'mean', 3.4, 0.35, 0, 0.975],
    ['bias_voltage', 'V', 'mean', 412, 3.8, 0, 0.96],
    ['match_position', '%', 'mean', 48, 0.9, 0, 0.94],
    ['plasma_intensity', 'a.u.', 'mean', 1540, 22, 0, 0.91],
    ['chamber_pressure', 'Pa', 'mean', 2.66, 0.012, 1, 0.96],
    ['throttle_angle', 'deg', 'mean', 34, 0.5, 1, 0.93],
    ['he_leak', 'sccm', 'max', 1.1, 0.09, 2, 0.95],
    ['esc_temp', 'degC', 'mean', 40.1, 0.12, 2, 0.92],
    ['endpoint_time', 's', 'mean', 74, 0.9, 2, 0.9],
  ],
  Implant: [
    ['beam_current', 'mA', 'mean', 9.2, 0.06, 0, 0.97],
    ['beam_current_sd', 'mA', 'sd', 0.08, 0.008, 0, 0.92],
    ['extraction_voltage', 'kV', 'mean', 38.4, 0.05, 0, 0.9],
    ['dose_error', '%', 'mean', 0.1, 0.16, 1, 0.95],
    ['source_pressure', 'mPa', 'mean', 4.4, 0.05, 1, 0.91],
    ['end_station_temp', 'degC', 'mean', 24.3, 0.3, 2, 0.93],
  ],
  Deposition: [
    ['heater_temp', 'degC', 'mean', 400.4, 0.5, 0, 0.97],
    ['rf_forward', 'W', 'mean', 610, 2.4, 0, 0.94],
    ['showerhead_temp', 'degC', 'mean', 162, 0.8, 0, 0.91],
    ['chamber_pressure', 'Pa', 'mean', 560, 2.2, 1, 0.96],
    ['precursor_flow', 'sccm', 'mean', 204, 0.7, 1, 0.93],
    ['foreline_pressure', 'Pa', 'max', 71, 1.1, 2, 0.94],
    ['pump_current', 'A', 'mean', 8.7, 0.11, 2, 0.91],
  ],
  Metal: [
    ['target_voltage', 'V', 'mean', 468, 3.1, 0, 0.97],
    ['dc_power', 'kW', 'mean', 12, 0.05, 0, 0.95],
    ['arc_count', '', 'area', 2.2, 0.6, 0, 0.9],
    ['base_pressure', 'uPa', 'min', 8.2, 0.5, 1, 0.96],
    ['argon_flow', 'sccm', 'mean', 44, 0.2, 1, 0.92],
    ['pedestal_temp', 'degC', 'mean', 251, 0.9, 2, 0.94],
    ['cooling_flow', 'l/min', 'min', 9.1, 0.12, 2, 0.9],
  ],
  CMP: [
    ['platen_torque', 'N*m', 'mean', 38.2, 0.6, 0, 0.975],
    ['pad_temp', 'degC', 'max', 46.4, 0.5, 0, 0.95],
    ['removal_rate', 'nm/min', 'mean', 244, 3.1, 0, 0.92],
    ['head_pressure', 'kPa', 'mean', 27.6, 0.11, 1, 0.96],
    ['retainer_pressure', 'kPa', 'mean', 33.4, 0.15, 1, 0.92],
    ['slurry_conductivity', 'mS/cm', 'mean', 1.9, 0.02, 2, 0.95],
    ['conditioner_current', 'A', 'mean', 3.2, 0.06, 2, 0.91],
  ],
  'Wet clean': [
    ['bath_temp', 'degC', 'mean', 65.1, 0.15, 0, 0.97],
    ['circulation_flow', 'l/min', 'mean', 24, 0.2, 0, 0.93],
    ['concentration', '%', 'mean', 4.9, 0.04, 1, 0.95],
    ['resistivity_rinse', 'Mohm*cm', 'min', 17.6, 0.1, 1, 0.91],
    ['particle_count', '', 'max', 11, 2.2, 2, 0.94],
    ['filter_pressure', 'kPa', 'mean', 61, 0.9, 2, 0.9],
  ],
};

export function sensorsOf(area: Area): readonly Sensor[] {
  return SENSORS[area];
}

const SENSORS = Object.fromEntries(
  Object.entries(LINES).map(([area, lines]) => [
    area,
    lines.map(([name, unit, statistic, mean, sd, cluster, loading]) => ({
      name,
      unit,
      statistic,
      mean,
      sd,
      cluster,
      loading,
    })),
  ]),
) as unknown as Record<Area, readonly Sensor[]>;
