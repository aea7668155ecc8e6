import { describe, expect, it } from 'vitest';
import { seededNormals } from '../../test/seeded-normals.ts';
import { detect } from './detect.ts';
import { DEFAULT_DETECTION } from './detection-settings.ts';
import { emptyDetection } from './detection-state.ts';
import type { LotObservation, SensorObservation } from './observation.ts';

const DAY = 86_400_000;
const BEGIN = Date.UTC(2026, 0, 1);

/** One run a day on one chart. */
function runs(values: readonly number[], over: Partial<SensorObservation> = {}): SensorObservation[] {
  return values.map((value, run) => ({
    kind: 'sensor',
    tool: 'ETC-1',
    chamber: 'A',
    step: '0500',
    sensor: 'rf_reflected',
    at: BEGIN + run * DAY,
    lot: `L${run}`,
    product: 'K7',
    value,
    seasoning: false,
    ...over,
  }));
}

/** Noise in which each run remembers its neighbour by `memory`, σ 1. */
function noise(count: number, seed: number, memory = 0): number[] {
  const normal = seededNormals(seed);
  let last = normal();
  return Array.from({ length: count }, () => (last = memory * last + Math.sqrt(1 - memory ** 2) * normal()));
}

describe('sensors', () => {
  it('of two hundred charts over a hundred runs none alarms while nothing moves, though runs remember', () => {
    const quiet = Array.from({ length: 200 }, (_, chart) =>
      runs(noise(100, chart + 1, 0.4), { sensor: `s${chart}` }),
    ).flat();
    expect(detect(emptyDetection(), quiet).excursions).toEqual([]);
  });

  it('that move by four σ are one excursion, with the lots that ran outside and their wafers', () => {
    const values = noise(60, 3).map((value, run) => value + (run >= 40 && run < 52 ? 4 : 0));
    const { excursions } = detect(emptyDetection(), runs(values, { unit: 'W', waferIds: ['W1', 'W2'] }));
    expect(excursions).toHaveLength(1);
    const [one] = excursions;
    const inside = one!.lots.filter((lot) => Number(lot.slice(1)) >= 40 && Number(lot.slice(1)) < 52);
    expect(inside.length).toBeGreaterThanOrEqual(5);
    expect(one!.lots.length - inside.length).toBeLessThanOrEqual(2);
    expect(one!.reasons[0]!.values).toMatchObject({ unit: 'W', direction: 'high' });
    expect(one!.wafers[0]!.waferIds).toEqual(['W1', 'W2']);
  });

  it('that stay on a new level are told for a phase I of runs, then the new level is usual', () => {
    const values = noise(120, 5).map((value, run) => value + (run >= 40 ? 12 : 0));
    const { state, alarms, excursions } = detect(emptyDetection(), runs(values));
    expect(alarms).toHaveLength(DEFAULT_DETECTION.sensorPhaseOneRuns);
    expect(excursions).toHaveLength(1);
    expect(excursions[0]!.ended).toBe(true);
    const [chart] = Object.values(state.sensors);
    expect(chart!.usual!.centre).toBeGreaterThan(11);
  });

  it('have a chart for each recipe, so that another set point is no alarm', () => {
    const level = (recipe: string, add: number, seed: number) =>
      runs(
        noise(60, seed).map((value) => value + add),
        { recipe },
      );
    const mixed = [...level('R 1', 0, 7), ...level('R 2', 30, 8)].sort((a, b) => a.at - b.at);
    expect(detect(emptyDetection(), mixed).alarms).toEqual([]);
  });
});

describe('defects', () => {
  const inspected = (counts: readonly number[], areaCm2 = 650): LotObservation[] =>
    counts.map((count, lot) => ({
      kind: 'lot',
      product: 'K7',
      insertion: 'INSP',
      lot: `L${lot}`,
      at: BEGIN + lot * DAY,
      wafers: [],
      defects: { count, areaCm2 },
    }));
  const usual = noise(50, 11).map((value) => Math.round(25 + 5 * value));

  it('more than usual alarm upwards only, in defects for each cm²', () => {
    const { excursions, alarms } = detect(
      emptyDetection(),
      inspected(usual.map((count, lot) => (lot === 40 ? 90 : lot === 45 ? 0 : count))),
    );
    expect(excursions.map((one) => one.lots)).toEqual([['L40']]);
    expect(excursions[0]).toMatchObject({ class: 'yield', leading: { kind: 'defects' }, changePp: null });
    const alarm = alarms.find((one) => one.rule === 'sigma')!;
    expect(alarm.value).toBeCloseTo(90 / 650, 9);
    expect(alarm.centre).toBeCloseTo(25 / 650, 2);
    expect(alarm.unit).toBe('cm⁻²');
  });

  it('on a small area weigh little: limits know how much counting knows', () => {
    const few = inspected(
      usual.map(() => 1),
      20,
    );
    expect(
      detect(emptyDetection(), [...few.slice(0, 45), { ...few[45]!, defects: { count: 3, areaCm2: 20 } }]).alarms,
    ).toEqual([]);
  });
});
