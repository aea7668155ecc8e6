import { stackWafers } from '@fabwright/analytics';
import { singleWeek, type Locale } from '@fabwright/facts';
import { narrateByTemplate, periodFactSheet, type PeriodSheetInput } from '@fabwright/language';
import type { YieldFigures } from '../src/lot-report/lot-report-figures.ts';
import { lowestLots } from '../src/week-report/low-lots.ts';
import type { WeekReportFigures } from '../src/week-report/week-report-figures.ts';
import { lotFigures } from './lot-figures.ts';

const LOTS = 13;
const MONDAY = Date.UTC(2026, 10, 16);

const WEEK = { year: 2026, week: 47 };
const CHANGE = { delta: -0.0177, low: -0.0231, high: -0.0123 };

/** Week 47 of PMIC-K7 as the services answer it; built on the lot of `lotFigures`. */
export function weekFigures(locale: Locale): WeekReportFigures {
  const lot = lotFigures({ locale });
  const current = lot.row.yields;
  if (!current) throw new Error('The lot has yields.');
  const lots = Array.from({ length: LOTS }, (_, at) => ({
    lotId: `N4K${800 + at}`,
    wafers: 25,
    yields: { ...current, final: 0.94 - (at % 4) * 0.02, firstPass: 0.92 - (at % 4) * 0.02, record: 0.9 },
    firstPassEndedAt: new Date(MONDAY + at * 40_000_000),
    belowFloor: at % 4 > 0,
    onHold: at === 3,
    topLoss: { name: 'Contact chain open' },
  }));
  const sheet = periodFactSheet(sheetInput(current, lot, lots));
  return {
    fab: lot.fab,
    calendar: lot.calendar,
    live: '/overview?p=PMIC-K7&ins=CP1',
    productName: 'PMIC-K7',
    insertion: 'CP1',
    week: WEEK,
    current,
    change: { ...CHANGE, conclusive: true },
    floor: 0.93,
    target: 0.955,
    losses: lot.losses,
    lots,
    incompleteLots: ['N4K805'],
    excluded: lot.wafers.filter((wafer) => wafer.excluded !== null),
    lowest: lowestLots(lots).map((low) => ({ ...low, losses: lot.losses, stack: stackWafers(lot.maps ?? []) })),
    trend: lot.trend ?? { points: [], limits: null },
    stack: stackWafers(lot.maps ?? []),
    geometry: lot.geometry,
    sheet,
    narrative: narrateByTemplate(sheet, locale),
  };
}

function sheetInput(
  current: YieldFigures,
  lot: ReturnType<typeof lotFigures>,
  lots: readonly { readonly lotId: string; readonly yields: { readonly final: number } }[],
): PeriodSheetInput {
  const source = { query: 'lot-yields(product=PMIC-K7, insertion=CP1)', hash: 'a1', rows: LOTS, asOf: '81200' };
  return {
    product: 'PMIC-K7',
    insertion: 'CP1',
    period: singleWeek(WEEK),
    yields: { final: current.final, firstPass: current.firstPass, record: current.record },
    goodDies: current.goodFinal,
    dies: current.gross,
    retest: { retested: current.retested, recovered: current.recovered, lostOnRetest: 0 },
    floor: 0.93,
    losses: lot.losses.map(({ number, ...loss }) => ({ bin: number, ...loss })),
    alarms: [],
    limits: { kind: 'too-little-data', lots: 13, needs: 20, reason: 'too-few-lots' },
    completeness: {
      basis: 'gross-dies',
      untestedDies: 0,
      noVerdictDies: 0,
      wafers: 325,
      wafersExpected: 325,
      excludedWafers: 1,
      quarantinedMessages: 0,
    },
    sources: { yields: source, losses: source, alarms: source, completeness: source },
    lots: lots.map(({ lotId, yields }) => ({ name: lotId, yield: yields.final })),
    baseline: {
      period: { kind: 'weeks', from: { year: 2026, week: 39 }, to: { year: 2026, week: 46 } },
      final: 0.939,
      lots: 72,
    },
    difference: {
      valuePp: CHANGE.delta * 100,
      interval: { low: CHANGE.low * 100, high: CHANGE.high * 100, confidence: 0.95 },
      lots: LOTS,
      baselineLots: 72,
      significant: true,
    },
  };
}
