import { describe, expect, it } from 'vitest';
import { seededNormals } from '../../test/seeded-normals.ts';
import { detect, withFrozenLimits } from './detect.ts';
import { DEFAULT_DETECTION } from './detection-settings.ts';
import { emptyDetection, type Detection, type DetectionState } from './detection-state.ts';
import { placeOf, type LotObservation, type Observation, type SensorObservation } from './observation.ts';

const DAY = 86_400_000;
const WAFERS = 13;
const GROSS = 600;
const BEGIN = Date.UTC(2026, 0, 1);

interface Trouble {
  /** Fails of bin 12 that this wafer has on top. */
  readonly extra?: (lot: number, wafer: number) => number;
}

/** Quiet lots: 5 % loss over two bins, lots and wafers vary beyond counting; wafer i goes through chamber i mod 4. */
function lots(count: number, { extra = () => 0 }: Trouble = {}, seed = 7): LotObservation[] {
  const normal = seededNormals(seed);
  return Array.from({ length: count }, (_, lot) => {
    const common = 4 * normal();
    const wafers = Array.from({ length: WAFERS }, (_, wafer) => {
      const other = Math.max(0, Math.round(25 + common + 6 * normal()));
      const contact = Math.max(0, Math.round(5 + 2 * normal())) + extra(lot, wafer);
      return {
        waferId: String(wafer + 1),
        gross: GROSS,
        good: GROSS - other - contact,
        bins: { '12': contact, '31': other },
        places: [placeOf('0500', 'ETC-1', 'ABCD'[wafer % 4] ?? ''), placeOf('0600', 'LIT-1', '')],
      };
    });
    return { kind: 'lot', product: 'K7', insertion: 'CP1', lot: `L${lot}`, at: BEGIN + lot * DAY, wafers };
  });
}

function runs(count: number, value: (run: number) => number, seasoning = (_run: number): boolean => false) {
  return Array.from({ length: count }, (_, run): SensorObservation => {
    const place = { tool: 'ETC-1', chamber: 'A', step: '0500', sensor: 'rf_reflected' };
    const at = BEGIN + run * DAY;
    return {
      kind: 'sensor',
      ...place,
      at,
      lot: `L${run}`,
      product: 'K7',
      value: value(run),
      seasoning: seasoning(run),
    };
  });
}

/** One observation a call, the state through JSON each time, as a worker would that restarts after each. */
function oneByOne(observations: readonly Observation[]): { state: DetectionState; alarmIds: string[] } {
  let state = emptyDetection();
  const alarmIds: string[] = [];
  for (const one of observations) {
    const found: Detection = detect(state, [one]);
    alarmIds.push(...found.alarms.map((alarm) => alarm.id));
    state = JSON.parse(JSON.stringify(found.state)) as DetectionState;
  }
  return { state, alarmIds };
}

const badChamber = lots(40, { extra: (lot, wafer) => (lot >= 30 && lot < 34 && wafer % 4 === 1 ? 25 : 0) });

describe('a chamber that hurts a quarter of the wafers', () => {
  const { excursions, alarms } = detect(emptyDetection(), badChamber);

  it('is seen in its first lot, as one excursion of yield', () => {
    expect(excursions).toHaveLength(1);
    expect(excursions[0]).toMatchObject({ class: 'yield', product: 'K7', detectedAt: BEGIN + 30 * DAY });
    expect(excursions[0]!.lots).toEqual(['L30', 'L31', 'L32', 'L33']);
    expect(alarms.length).toBeGreaterThan(4);
  });

  it('shows best in its bin, names the chamber as a suspect and the wafers that stand out', () => {
    expect(excursions[0]!.leading).toMatchObject({ kind: 'bin', name: '12' });
    expect(excursions[0]!.places).toContain(placeOf('0500', 'ETC-1', 'B'));
    const wafers = excursions[0]!.wafers.find((one) => one.lot === 'L30')!.waferIds;
    expect(new Set(wafers)).toEqual(new Set(['2', '6', '10']));
  });

  it('says why now in codes with their figures', () => {
    const reason = excursions[0]!.reasons.find((one) => one.code === 'wafers-stand-out')!;
    expect(reason.values).toMatchObject({ lot: 'L30', direction: 'high' });
    expect(reason.values['value']).toBeGreaterThan(reason.values['limit'] as number);
  });

  it('is the same whether lots come one by one, with restarts, or all at once', () => {
    const slowly = oneByOne(badChamber);
    expect([...slowly.alarmIds].sort()).toEqual(alarms.map((alarm) => alarm.id).sort());
    expect(slowly.state.excursions).toEqual(JSON.parse(JSON.stringify(excursions)));
  });

  it('is the same when lots come late and mixed up, once limits stand', () => {
    const [first, later] = [badChamber.slice(0, 20), badChamber.slice(20)];
    const mixed = oneByOne([...first, ...later.filter((_, i) => i % 2), ...later.filter((_, i) => !(i % 2))]);
    expect(new Set(mixed.state.excursions.flatMap((one) => one.lots))).toEqual(new Set(excursions[0]!.lots));
  });

  it('tells nothing twice when a lot is sent again', () => {
    const { state } = detect(emptyDetection(), badChamber);
    expect(detect(state, badChamber.slice(31, 32)).alarms).toEqual([]);
  });
});

describe('a whole lot that is bad', () => {
  it('alarms by σ limits, a slow shift by the slope', () => {
    const step = detect(emptyDetection(), lots(40, { extra: (lot) => (lot === 30 ? 12 : 0) }));
    expect(step.alarms.some((one) => one.rule === 'sigma' && one.lot === 'L30')).toBe(true);
    const slow = detect(emptyDetection(), lots(60, { extra: (lot) => (lot >= 30 ? 2 : 0) }));
    const slopes = slow.alarms.filter((one) => one.rule === 'slope');
    expect(slopes.length).toBeGreaterThan(0);
    expect(slopes[0]!.lots.length).toBeGreaterThan(1);
  });

  it('alarms by the absolute floor even before there are limits, and within phase I', () => {
    const few = lots(5).map((lot) => ({ ...lot, floor: 0.99 }));
    expect(detect(emptyDetection(), few).alarms.map((one) => one.rule)).toEqual(few.map(() => 'floor'));
    const many = lots(25).map((lot, i) => (i === 3 ? { ...lot, floor: 0.99 } : lot));
    expect(detect(emptyDetection(), many).alarms.filter((one) => one.rule === 'floor')).toHaveLength(1);
  });

  it('in phase I does not hide the next one: limits are robust', () => {
    const found = detect(emptyDetection(), lots(40, { extra: (lot) => (lot === 10 || lot === 30 ? 60 : 0) }));
    expect(found.excursions.map((one) => one.lots[0])).toContain('L30');
  });
});

describe('what is no excursion of yield', () => {
  it('quiet lots: less than one in forty of them', () => {
    const opened = [11, 12, 13, 14, 15].flatMap((seed) => detect(emptyDetection(), lots(100, {}, seed)).excursions);
    expect(opened.length).toBeLessThan((5 * 80) / 40);
  });

  it('a sensor that moves: its own class, one for all its alarms', () => {
    const normal = seededNormals(3);
    const moved = runs(60, (run) => 3.4 + 0.1 * normal() + (run >= 40 ? 1 : 0));
    const { excursions } = detect(emptyDetection(), [...lots(40), ...moved]);
    expect(excursions.map((one) => one.class)).toEqual(['sensor']);
    expect(excursions[0]).toMatchObject({ tool: 'ETC-1', product: '' });
  });

  it('sensors that season after maintenance are kept off; the same values otherwise alarm', () => {
    const normal = seededNormals(3);
    const values = Array.from({ length: 60 }, (_, run) => 3.4 + 0.1 * normal() + (run >= 40 && run < 44 ? 1 : 0));
    const isSeasoning = (run: number): boolean => run >= 40 && run < 44;
    const ask = (seasoning: (run: number) => boolean) =>
      detect(
        emptyDetection(),
        runs(60, (run) => values[run]!, seasoning),
      ).alarms;
    expect(ask(isSeasoning)).toEqual([]);
    expect(ask(() => false).length).toBeGreaterThan(0);
  });

  it('a test that moves while yield stays: parametric', () => {
    const normal = seededNormals(5);
    const moved = lots(40).map((lot, i) => ({ ...lot, tests: { '1110': 41 + 0.3 * normal() + (i >= 30 ? 4 : 0) } }));
    const { excursions } = detect(emptyDetection(), moved);
    expect(excursions.map((one) => one.class)).toEqual(['parametric']);
  });
});

describe('one event that several streams show', () => {
  it('is one excursion, also where some of its lots alarm in the yield alone', () => {
    // All wafers lose a little, those of one chamber more.
    const event = lots(45, { extra: (lot, wafer) => (lot >= 30 && lot < 38 ? (wafer % 4 === 1 ? 18 : 6) : 0) });
    const { alarms, excursions } = detect(emptyDetection(), event);
    expect(new Set(alarms.map((one) => one.stream.kind))).toEqual(new Set(['yield', 'bin']));
    expect(excursions).toHaveLength(1);
    expect(excursions[0]!.lots).toEqual(expect.arrayContaining(['L30', 'L33', 'L37']));
  });
});

describe('an excursion that is over', () => {
  it('takes no ordinary lot in, however strongly its own lots spoke', () => {
    const event = (lot: number, wafer: number): number => (lot >= 30 && lot < 34 && wafer % 4 === 1 ? 40 : 0);
    for (const seed of [7, 8, 9, 10]) {
      const { excursions } = detect(emptyDetection(), lots(90, { extra: event }, seed));
      const held = excursions.find((one) => one.lots.includes('L31'))!;
      expect(held.lots.filter((lot) => Number(lot.slice(1)) > 33).length).toBeLessThanOrEqual(1);
    }
  });

  it('reaches no further back by its slope than the EWMA remembers', () => {
    const { alarms } = detect(emptyDetection(), lots(100, { extra: (lot) => (lot >= 30 ? 2 : 0) }));
    const slopes = alarms.filter((one) => one.rule === 'slope');
    const reach = slopes.map(({ lots: run }) => Number(run.at(-1)!.slice(1)) - Number(run[0]!.slice(1)));
    expect(Math.max(...reach)).toBeGreaterThan(3);
    expect(Math.max(...reach)).toBeLessThanOrEqual(11);
  });
});

describe('a level that has moved for good, as by a new limit of a test', () => {
  const moved = lots(120, { extra: (lot, wafer) => (lot >= 30 ? 8 : 0) + (lot === 100 && wafer % 4 === 1 ? 30 : 0) });
  const { excursions, state } = detect(emptyDetection(), moved, { ...DEFAULT_DETECTION, windowLots: 200 });

  it('is one excursion that ends, not one that swallows every later lot', () => {
    const change = excursions.find((one) => one.lots.includes('L32'))!;
    expect(change.lots.length).toBeLessThanOrEqual(22);
    expect(change.ended).toBe(true);
    expect(excursions.filter((one) => one.leading.name === '12')).toHaveLength(2);
  });

  it('is what is usual afterwards: the next event is told by its own lots', () => {
    expect(excursions.find((one) => one.lots.includes('L100'))!.lots).toEqual(['L100']);
    expect(state.series['K7/CP1']!.baseline!.changes.map(({ key }) => key)).toContain('bin:12');
  });

  it('is seen the same whether lots come one by one, with restarts, or all at once', () => {
    const settings = { ...DEFAULT_DETECTION, windowLots: 60 };
    const some = moved.slice(0, 58);
    const slowly = oneByOne(some);
    const once = detect(emptyDetection(), some, settings);
    expect(slowly.state.series['K7/CP1']!.baseline).toEqual(
      JSON.parse(JSON.stringify(once.state.series['K7/CP1']!.baseline)),
    );
    expect([...slowly.alarmIds].sort()).toEqual(once.alarms.map((alarm) => alarm.id).sort());
  });

  it('needs nearly every lot: one tool of several never makes its fault the usual', () => {
    const half = lots(90, { extra: (lot) => (lot >= 30 && lot % 2 === 0 ? 12 : 0) });
    const { changes } = detect(emptyDetection(), half).state.series['K7/CP1']!.baseline!;
    expect(changes.filter(({ key }) => key === 'bin:12')).toEqual([]);
  });
});

describe('two events', () => {
  it('at the same time in other lots and another bin are two', () => {
    const own = lots(45, { extra: (lot, wafer) => (lot >= 30 && lot % 2 === 0 && wafer % 4 === 1 ? 25 : 0) });
    const both = own.map((lot, i) =>
      i < 30 || i % 2 === 0
        ? lot
        : {
            ...lot,
            wafers: lot.wafers.map((one, wafer) =>
              wafer % 4 === 2 ? { ...one, good: one.good - 40, bins: { ...one.bins, '21': 40 } } : one,
            ),
          },
    );
    const { excursions } = detect(emptyDetection(), both);
    expect(excursions.map((one) => one.leading.name).sort()).toEqual(['12', '21']);
    for (const { lots: names, leading } of excursions) {
      const strange = names.filter((lot) => (Number(lot.slice(1)) % 2 === 0) !== (leading.name === '12'));
      expect(strange.length).toBeLessThanOrEqual(2);
    }
  });

  it('in different bins and lots are two excursions, and the same bin after a long quiet time too', () => {
    const found = detect(
      emptyDetection(),
      lots(80, { extra: (lot, wafer) => ((lot === 30 || lot === 60) && wafer % 4 === 1 ? 25 : 0) }),
    );
    expect(found.excursions.filter((one) => one.lots.includes('L30') || one.lots.includes('L60'))).toHaveLength(2);
    expect(found.state.excursions.find((one) => one.lots.includes('L30'))?.ended ?? true).toBe(true);
  });
});

describe('bad input', () => {
  it('lots without wafers, without bins, with all dies failing, or all alike are judged without a throw', () => {
    const odd = lots(45).map((lot, i) => {
      if (i === 25) return { ...lot, wafers: [] };
      if (i === 26) return { ...lot, wafers: lot.wafers.map(({ bins: _, ...wafer }) => wafer) };
      return i === 27 ? { ...lot, wafers: lot.wafers.map((wafer) => ({ ...wafer, good: 0 })) } : lot;
    });
    expect(detect(emptyDetection(), odd).excursions.flatMap((one) => one.lots)).toContain('L27');
    const alike = lots(40).map((lot) => ({ ...lot, wafers: lot.wafers.map((w) => ({ ...w, good: 570, bins: {} })) }));
    expect(detect(emptyDetection(), alike).alarms).toEqual([]);
  });

  it('a lot from before the window is named, not judged', () => {
    const { state } = detect(emptyDetection(), lots(100));
    expect(detect(state, lots(1)).tooLate).toEqual([{ product: 'K7', insertion: 'CP1', lot: 'L0' }]);
  });

  it('a window that cannot hold a phase I is refused', () => {
    expect(() => detect(emptyDetection(), [], { ...DEFAULT_DETECTION, windowLots: 5 })).toThrow(RangeError);
  });
});

it('limits can be kept for judging a whole period anew', () => {
  const { state } = detect(emptyDetection(), badChamber);
  const again = detect(withFrozenLimits(state), badChamber);
  expect(again.state.series['K7/CP1']!.baseline).toEqual(state.series['K7/CP1']!.baseline);
  expect(again.excursions.map((one) => one.lots)).toEqual([['L30', 'L31', 'L32', 'L33']]);
});
