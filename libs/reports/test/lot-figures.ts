import type { WaferMap } from '@fabwright/contracts';
import { lotFactSheet, narrateByTemplate, type LotSheetInput } from '@fabwright/language';
import { singleWeek, type Locale } from '@fabwright/facts';
import type { LotReportFigures, WaferFigures, YieldFigures } from '../src/lot-report/lot-report-figures.ts';

/** Numbers in [0, 1) that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

const RADIUS = 14;
const FAILS = [11, 7, 5, 3, 9] as const;

/** A round wafer of about 600 dies that loses more at its edge. */
export function waferMap(waferId: string, slot: number, random: () => number): WaferMap {
  const dies: [number, number, number, number][] = [];
  for (let y = -RADIUS; y <= RADIUS; y++) {
    for (let x = -RADIUS; x <= RADIUS; x++) {
      const distance = Math.hypot(x, y) / RADIUS;
      if (distance > 1) continue;
      const fails = random() < 0.04 + (distance > 0.85 ? 0.25 : 0);
      const bin = FAILS[Math.floor(random() * FAILS.length)] ?? 11;
      dies.push(fails ? [x, y, bin, 0] : [x, y, 1, random() < 0.02 ? 2 : 1]);
    }
  }
  return {
    waferId,
    slot,
    x: Int16Array.from(dies, ([x]) => x),
    y: Int16Array.from(dies, ([, y]) => y),
    softBin: Uint16Array.from(dies, ([, , bin]) => bin),
    hardBin: Uint16Array.from(dies, ([, , bin]) => (bin === 1 ? 1 : 2)),
    state: Int8Array.from(dies, ([, , , state]) => state),
  };
}

function yieldsOf(maps: readonly WaferMap[]): YieldFigures {
  let [gross, good, recovered] = [0, 0, 0];
  for (const { state } of maps) {
    gross += state.length;
    for (const one of state) {
      good += one > 0 ? 1 : 0;
      recovered += one === 2 ? 1 : 0;
    }
  }
  const retested = Math.round(recovered * 2.5);
  const records = gross + retested;
  return {
    final: good / gross,
    firstPass: (good - recovered) / gross,
    record: good / records,
    goodFinal: good,
    goodFirst: good - recovered,
    goodRecord: good,
    gross,
    tested: gross,
    untested: 0,
    records,
    retested,
    recovered,
    wafers: maps.length,
    excludedWafers: 0,
  };
}

const BINS = [
  { number: 1, name: 'Pass', pass: true, slot: 0 },
  { number: 11, name: 'Contact chain open', pass: false, slot: 1 },
  { number: 7, name: 'IDDQ leakage', pass: false, slot: 2 },
  { number: 5, name: 'VREF trim range', pass: false, slot: 3 },
  { number: 3, name: 'Via1 chain open', pass: false, slot: 4 },
  { number: 9, name: 'Oscillator frequency', pass: false, slot: 5 },
].map((bin) => ({ ...bin, kind: 'soft' }));

function lossesOf(maps: readonly WaferMap[], gross: number) {
  const dies = new Map<number, number>();
  for (const { softBin } of maps) for (const bin of softBin) if (bin !== 1) dies.set(bin, (dies.get(bin) ?? 0) + 1);
  return [...dies]
    .map(([number, count]) => {
      const bin = BINS.find((candidate) => candidate.number === number);
      const [loss, baseline] = [count / gross, 0.011 + number / 5000];
      return {
        number,
        name: bin?.name ?? '',
        slot: bin?.slot ?? 0,
        loss,
        dies: count,
        baseline,
        change: loss - baseline,
      };
    })
    .sort((a, b) => b.loss - a.loss);
}

const DAY = 86_400_000;
const TESTED_AT = new Date('2026-11-20T06:30:00Z');
const source = (query: string) => ({ query, hash: 'c41e', rows: 25, asOf: '81200' });
const baselinePeriod = { kind: 'weeks', from: { year: 2026, week: 40 }, to: { year: 2026, week: 46 } } as const;

export interface LotOver {
  readonly wafers?: number;
  readonly locale?: Locale;
  readonly steps?: number;
}

function waferFigures(map: WaferMap, at: number, excluded: boolean): WaferFigures {
  return {
    waferId: map.waferId,
    slot: at + 1,
    yields: yieldsOf([map]),
    excluded: excluded ? { reason: 'Probe card 7 was dirty, 40 % of sites', by: 'Chen Yu', at: TESTED_AT } : null,
    complete: at !== 5,
    lastEndedAt: new Date(TESTED_AT.getTime() + at * 60_000),
    tester: at % 2 === 0 ? 'J750-03' : 'J750-04',
    probeCard: 'PC-117',
    topLoss: { name: 'Contact chain open' },
  };
}

/** Steps, holds, child lots and runs. */
function pastOf(maps: readonly WaferMap[], steps: number) {
  return {
    history: Array.from({ length: steps }, (_, at) => ({
      kind: at % 2 === 0 ? 'move-in' : 'move-out',
      at: new Date(TESTED_AT.getTime() - (steps - at) * DAY),
      lotNo: 'N4K811',
      stepId: String(4000 + at * 10),
      stepName: `${4000 + at * 10} 接触孔刻蚀`,
      toolId: 'ETC-207',
      detail: null,
    })),
    holds: [
      {
        heldAt: new Date(TESTED_AT.getTime() - 9 * DAY),
        releasedAt: null,
        reason: 'Particle count 12 over limit',
        comment: '等待 3 片复检',
        stepId: '4210',
      },
    ],
    children: [{ lotNo: 'N4K811.1', parentLotNo: 'N4K811', kind: 'split', at: TESTED_AT, wafers: 3 }],
    runs: maps.map((map, at) => ({
      runId: `R${at}`,
      waferId: map.waferId,
      startedAt: new Date(TESTED_AT.getTime() - 3_600_000),
      finishedAt: TESTED_AT,
      insertion: 'CP1',
      program: 'PMIC_CP1',
      programRevision: 'B',
      tester: 'J750-03',
      records: 700,
      kind: at === 2 ? 'superseded' : 'first-pass',
      supersededBy: at === 2 ? 'R99' : null,
    })),
  };
}

/** A lot of PMIC-K7 as the services answer it, with an excluded and an incomplete wafer. */
export function lotFigures({ wafers: count = 25, locale = 'en', steps = 40 }: LotOver = {}): LotReportFigures {
  const random = seeded(7);
  const maps = Array.from({ length: count }, (_, at) =>
    waferMap(`N4K811-${String(at + 1).padStart(2, '0')}`, at + 1, random),
  );
  const counted = maps.filter((_, at) => at !== 3 || count < 5);
  const yields = { ...yieldsOf(counted), excludedWafers: maps.length - counted.length };
  const losses = lossesOf(counted, yields.gross);
  const wafers = maps.map((map, at) => waferFigures(map, at, !counted.includes(map)));
  const sheet = lotFactSheet(sheetInput(yields, losses, wafers));
  return {
    fab: 'Fab 2',
    calendar: { zone: 'Asia/Shanghai', weekStart: 1 },
    live: '/lots/N4K811',
    row: {
      lotId: 'N4K811',
      productName: 'PMIC-K7',
      lotType: 'production',
      insertion: 'CP1',
      yields,
      firstPassEndedAt: TESTED_AT,
      floor: 0.93,
      currentStep: '9010 Wafer sort',
      onHold: false,
    },
    target: 0.955,
    wafers,
    losses,
    geometry: { ...GEOMETRY },
    bins: BINS,
    ...pastOf(maps, steps),
    maps,
    trend: trendFigures(random, yields.final ?? 0),
    sheet,
    narrative: narrateByTemplate(sheet, locale),
  };
}

const GEOMETRY = {
  diameterMm: 300,
  dieWidthMm: null,
  dieHeightMm: null,
  edgeExclusionMm: 3,
  minX: -RADIUS,
  maxX: RADIUS,
  minY: -RADIUS,
  maxY: RADIUS,
  defined: true,
};

function trendFigures(random: () => number, last: number): NonNullable<LotReportFigures['trend']> {
  const lots = 60;
  return {
    points: Array.from({ length: lots }, (_, at) => ({
      key: at === lots - 5 ? 'N4K811' : `N4K${700 + at}`,
      at: new Date(TESTED_AT.getTime() - (lots - 5 - at) * DAY),
      value: at === lots - 5 ? last : 0.948 + (random() - 0.5) * 0.02,
      median7: 0.948,
      wafers: 25,
      gross: 15_000,
      alarms: at === lots - 5 ? [{ kind: 'floor', rule: 'floor' }] : [],
      complete: true,
    })),
    limits: { lower: 0.933, mean: 0.948, upper: 0.963 },
  };
}

function sheetInput(
  yields: YieldFigures,
  losses: ReturnType<typeof lossesOf>,
  wafers: readonly WaferFigures[],
): LotSheetInput {
  return {
    product: 'PMIC-K7',
    insertion: 'CP1',
    lot: 'N4K811',
    yields,
    goodDies: yields.goodFinal,
    dies: yields.gross,
    retest: { retested: yields.retested, recovered: yields.recovered, lostOnRetest: 0 },
    floor: 0.93,
    wafers: wafers
      .filter((wafer) => wafer.excluded === null)
      .map(({ waferId, yields: own }) => ({ name: waferId, yield: own.final ?? 0 })),
    losses: losses.map(({ number, ...loss }) => ({ bin: number, ...loss })),
    alarms: [
      {
        kind: 'sigma',
        rule: 'nelson-1',
        lot: 'N4K811',
        index: 55,
        from: 55,
        direction: 'low',
        value: 0.91,
        limit: 0.933,
      },
    ],
    limits: {
      kind: 'limits',
      centre: 0.948,
      lower: 0.933,
      upper: 0.963,
      chartCentre: 0.948,
      chartSigma: 0.005,
      scale: 'linear',
      method: 'moving-range',
      lots: 40,
    },
    completeness: {
      basis: 'gross-dies',
      untestedDies: 0,
      noVerdictDies: 0,
      wafers: yields.wafers,
      wafersExpected: yields.wafers,
      excludedWafers: yields.excludedWafers,
      quarantinedMessages: 0,
    },
    sources: {
      yields: source('wafer-yields(lot=N4K811, insertion=CP1)'),
      losses: source('bin-losses(lot=N4K811, insertion=CP1)'),
      alarms: source('lot-chart(lot=N4K811, insertion=CP1)'),
      completeness: source('wafer-completeness(lot=N4K811, insertion=CP1)'),
    },
    baseline: { period: baselinePeriod, final: 0.948, lots: 55 },
  };
}

export const WEEK_47 = singleWeek({ year: 2026, week: 47 });
