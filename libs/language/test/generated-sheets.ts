import type { FactSheet } from '../src/fact-sheet/fact-sheet.ts';
import { lotFactSheet } from '../src/fact-sheet/lot-fact-sheet.ts';
import { periodFactSheet } from '../src/fact-sheet/period-fact-sheet.ts';
import type { Completeness, LossFigure, LotSheetInput, PeriodSheetInput } from '../src/fact-sheet/sheet-input.ts';
import { alarm, badWeek } from './sheets.ts';

/** Numbers in [0, 1) that are the same in every run (a linear congruential generator). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** What a sheet is generated from: chances and choices, all from one seed. */
class Draw {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seeded(Math.imul(seed, 2_654_435_761));
    for (let warm = 0; warm < 8; warm += 1) this.#random();
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.#random();
  }

  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  oneOf<T>(choices: readonly [T, ...T[]]): T {
    return choices[Math.floor(this.#random() * choices.length)] ?? choices[0];
  }
}

const BINS = [
  'Contact chain open',
  'IDDQ leakage',
  'VREF trim range',
  'Via1 chain open',
  'Scan chain',
  'Gate oxide short',
];
const RULES = ['nelson-1', 'nelson-2', 'nelson-5'] as const;

function losses(draw: Draw, hasBaseline: boolean): LossFigure[] {
  return BINS.slice(0, draw.whole(1, BINS.length))
    .map((name, at) => {
      const loss = draw.between(0.001, 0.04);
      const baseline = hasBaseline ? draw.between(0.001, 0.04) : null;
      return { bin: at + 3, name, loss, baseline, change: baseline === null ? null : loss - baseline };
    })
    .sort((a, b) => b.loss - a.loss);
}

function completeness(draw: Draw, wafers: number): Completeness {
  const basis = draw.chance(0.7) ? 'gross-dies' : 'tested-dies';
  return {
    basis,
    untestedDies: basis === 'gross-dies' ? draw.oneOf([0, draw.whole(1, 300)]) : null,
    noVerdictDies: draw.oneOf([0, 0, draw.whole(1, 40)]),
    wafers,
    wafersExpected: draw.oneOf([null, wafers, wafers + draw.whole(1, 9)]),
    excludedWafers: draw.oneOf([0, 0, draw.whole(1, 3)]),
    quarantinedMessages: draw.oneOf([0, 0, draw.whole(1, 12)]),
  };
}

function common(draw: Draw, wafers: number, dies: number) {
  const final = draw.between(0.6, 0.99);
  const firstPass = final - draw.oneOf([0, draw.between(0.001, 0.06)]);
  const hasBaseline = draw.chance(0.8);
  const retested = draw.oneOf([0, draw.whole(2, 5000)]);
  return {
    product: draw.oneOf(['PMIC-K7', 'A530', 'MCU-22', 'RF9']),
    insertion: draw.oneOf(['CP1', 'CP2', 'FT']),
    yields: { final, firstPass, record: firstPass - draw.between(0, 0.02) },
    goodDies: Math.round(final * dies),
    dies,
    retest: { retested, recovered: Math.floor(retested * draw.between(0, 0.9)), lostOnRetest: draw.whole(0, 20) },
    floor: draw.chance(0.7) ? draw.between(0.6, 0.99) : null,
    losses: losses(draw, hasBaseline),
    limits: draw.chance(0.75)
      ? badWeek.limits
      : ({
          kind: 'too-little-data',
          lots: draw.whole(1, 25),
          needs: 20,
          reason: draw.oneOf(['too-few-lots', 'no-spread'] as const),
        } as const),
    completeness: completeness(draw, wafers),
    sources: badWeek.sources,
    baseline: hasBaseline ? baseline(draw) : null,
  };
}

function baseline(draw: Draw): NonNullable<PeriodSheetInput['baseline']> {
  const from = draw.whole(1, 40);
  return {
    period: { kind: 'weeks', from: { year: 2026, week: from }, to: { year: 2026, week: from + 6 } },
    final: draw.between(0.6, 0.99),
    lots: draw.whole(2, 90),
  };
}

function alarms(draw: Draw, lots: readonly [string, ...string[]]): PeriodSheetInput['alarms'] {
  const direction = draw.oneOf(['low', 'high'] as const);
  return [
    ...(draw.chance(0.5) ? [alarm({ lot: draw.oneOf(lots), rule: draw.oneOf(RULES) })] : []),
    ...(draw.chance(0.4) ? [alarm({ lot: draw.oneOf(lots), kind: 'slope', rule: 'ewma', direction })] : []),
    ...(draw.chance(0.3) ? [alarm({ lot: draw.oneOf(lots), kind: 'spread', rule: 's-limit', direction: 'high' })] : []),
  ];
}

const lotName = (draw: Draw): string => `${draw.oneOf(['N4K', 'Q7T', 'GAL-'])}${draw.whole(100, 999)}`;

function periodSheet(draw: Draw): FactSheet {
  const names: [string, ...string[]] = [
    lotName(draw),
    ...Array.from({ length: draw.whole(0, 12) }, () => lotName(draw)),
  ];
  const lots = names.map((name) => ({ name, yield: draw.between(0.6, 0.99) }));
  const shared = common(draw, draw.whole(1, 300), draw.whole(1000, 300_000));
  const valuePp = draw.between(-4, 4);
  const significant = draw.oneOf([true, false, null]);
  const interval =
    significant === null
      ? ({ kind: 'too-few-lots', lots: 2, needs: 3 } as const)
      : { low: valuePp - 0.6, high: valuePp + 0.6, confidence: 0.95 };
  const day = draw.whole(1, 20);
  const days = { from: { year: 2026, month: 11, day }, to: { year: 2026, month: 11, day: day + 6 } };
  return periodFactSheet({
    ...shared,
    period: draw.oneOf([badWeek.period, { kind: 'days', ...days }]),
    lots: draw.chance(0.95) ? lots : [],
    alarms: alarms(draw, names),
    ...(draw.chance(0.04) ? { yields: { final: null, firstPass: null, record: null } } : {}),
    difference: shared.baseline
      ? { valuePp, interval, lots: lots.length, baselineLots: shared.baseline.lots, significant }
      : null,
  });
}

function lotSheet(draw: Draw): FactSheet {
  const lot = lotName(draw);
  const wafers = Array.from({ length: draw.whole(1, 25) }, (_, at) => ({
    name: `${lot}-${String(at + 1).padStart(2, '0')}`,
    yield: draw.between(0.6, 0.99),
  }));
  const shared = common(draw, wafers.length, draw.whole(500, 30_000));
  const input: LotSheetInput = { ...shared, lot, wafers, alarms: alarms(draw, [lot]) };
  return lotFactSheet(draw.chance(0.04) ? { ...input, yields: { final: null, firstPass: null, record: null } } : input);
}

/** Sheets of weeks, days and lots; the same ones in every run. `from`: how many of them to pass over first. */
export function generatedSheets(count: number, from = 0): FactSheet[] {
  return Array.from({ length: count }, (_, at) => {
    const draw = new Draw(from + at + 1);
    return (from + at) % 2 === 0 ? periodSheet(draw) : lotSheet(draw);
  });
}
