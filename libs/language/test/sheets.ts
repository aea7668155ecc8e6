import type { LotAlarm } from '@fabwright/analytics';
import { singleWeek, type FactSource } from '@fabwright/facts';
import type { FactSheet } from '../src/fact-sheet/fact-sheet.ts';
import { lotFactSheet } from '../src/fact-sheet/lot-fact-sheet.ts';
import { periodFactSheet } from '../src/fact-sheet/period-fact-sheet.ts';
import { portfolioFactSheet } from '../src/fact-sheet/portfolio-fact-sheet.ts';
import { changesFactSheet } from '../src/fact-sheet/changes-fact-sheet.ts';
import { toolsFactSheet } from '../src/fact-sheet/tools-fact-sheet.ts';
import type { LotSheetInput, PeriodSheetInput } from '../src/fact-sheet/sheet-input.ts';
import { badMonth, oddTools, quietMonth, recipeChanges } from './month-sheets.ts';

const source = (query: string): FactSource => ({ query, hash: 'c41e', rows: 13, asOf: '81200' });

const sources = {
  yields: source('period-yield'),
  losses: source('period-losses'),
  alarms: source('lot-chart'),
  completeness: source('data-health'),
};

const limits = {
  kind: 'limits',
  centre: 0.939,
  lower: 0.925,
  upper: 0.953,
  chartCentre: 0.939,
  chartSigma: 0.00467,
  scale: 'linear',
  method: 'moving-range',
  lots: 72,
} as const;

export const alarm = (part: Partial<LotAlarm>): LotAlarm => ({
  kind: 'sigma',
  rule: 'nelson-1',
  lot: 'N4K811',
  index: 12,
  from: 12,
  direction: 'low',
  value: 0.872,
  limit: 0.925,
  ...part,
});

const baseline = {
  period: { kind: 'weeks', from: { year: 2026, week: 40 }, to: { year: 2026, week: 45 } },
  final: 0.939,
  lots: 72,
} as const;

/** A week in which an etch chamber cost yield. */
export const badWeek: PeriodSheetInput = {
  product: 'PMIC-K7',
  insertion: 'CP1',
  period: singleWeek({ year: 2026, week: 47 }),
  yields: { final: 0.9213, firstPass: 0.9071, record: 0.8994 },
  goodDies: 192_231,
  dies: 208_650,
  retest: { retested: 6310, recovered: 2980, lostOnRetest: 17 },
  floor: 0.89,
  lots: [
    { name: 'N4K809', yield: 0.937 },
    { name: 'N4K810', yield: 0.8871 },
    { name: 'N4K811', yield: 0.872 },
    { name: 'N4K812', yield: 0.941 },
  ],
  losses: [
    { bin: 11, name: 'Contact chain open', loss: 0.0253, baseline: 0.0079, change: 0.0174 },
    { bin: 7, name: 'IDDQ leakage', loss: 0.0146, baseline: 0.0153, change: -0.0007 },
    { bin: 5, name: 'VREF trim range', loss: 0.0111, baseline: 0.0117, change: -0.0006 },
    { bin: 3, name: 'Via1 chain open', loss: 0.0069, baseline: 0.0043, change: 0.0026 },
  ],
  alarms: [
    alarm({ lot: 'N4K810', kind: 'floor', rule: 'floor' }),
    alarm({ lot: 'N4K810' }),
    alarm({ lot: 'N4K811' }),
    alarm({ lot: 'N4K811', kind: 'slope', rule: 'ewma' }),
  ],
  limits,
  completeness: {
    basis: 'gross-dies',
    untestedDies: 0,
    noVerdictDies: 0,
    wafers: 99,
    wafersExpected: 100,
    excludedWafers: 1,
    quarantinedMessages: 0,
  },
  sources,
  baseline,
  difference: {
    valuePp: -1.77,
    interval: { low: -2.31, high: -1.23, confidence: 0.95 },
    lots: 4,
    baselineLots: 72,
    significant: true,
  },
};

const quietDifference = {
  valuePp: 0.12,
  interval: { low: -0.31, high: 0.55, confidence: 0.95 },
  lots: 3,
  baselineLots: 72,
  significant: false,
} as const;

/** A week with nothing to tell. */
export const quietWeek: PeriodSheetInput = {
  ...badWeek,
  yields: { final: 0.9402, firstPass: 0.9291, record: 0.921 },
  lots: [
    { name: 'N4K809', yield: 0.9391 },
    { name: 'N4K812', yield: 0.941 },
    { name: 'N4K813', yield: 0.9405 },
  ],
  losses: [{ bin: 7, name: 'IDDQ leakage', loss: 0.0151, baseline: 0.0153, change: -0.0002 }],
  alarms: [],
  completeness: { ...badWeek.completeness, excludedWafers: 0, wafers: 75, wafersExpected: 75 },
  difference: quietDifference,
};

/** The first weeks of a product: nothing can be compared yet. */
export const firstWeek: PeriodSheetInput = {
  ...quietWeek,
  lots: [{ name: 'N4K809', yield: 0.9402 }],
  floor: null,
  limits: { kind: 'too-little-data', lots: 1, needs: 20, reason: 'too-few-lots' },
  baseline: { ...baseline, lots: 2 },
  difference: {
    valuePp: 0.12,
    interval: { kind: 'too-few-lots', lots: 1, needs: 3 },
    lots: 1,
    baselineLots: 2,
    significant: null,
  },
  losses: [],
  completeness: {
    basis: 'tested-dies',
    untestedDies: null,
    noVerdictDies: 3,
    wafers: 22,
    wafersExpected: 25,
    excludedWafers: 0,
    quarantinedMessages: 3,
  },
};

/** The real lot of the STDF sample, one wafer. */
export const lot2: LotSheetInput = {
  product: 'A530',
  insertion: 'CP1',
  lot: 'GAL-LOT',
  yields: { final: 1389 / 1456, firstPass: 1343 / 1456, record: 1389 / 1569 },
  goodDies: 1389,
  dies: 1456,
  retest: { retested: 113, recovered: 46, lostOnRetest: 0 },
  floor: null,
  wafers: [{ name: '1', yield: 1389 / 1456 }],
  losses: [
    { bin: 8, name: 'Bin 8', loss: 31 / 1456, baseline: null, change: null },
    { bin: 6, name: 'Bin 6', loss: 20 / 1456, baseline: null, change: null },
  ],
  alarms: [],
  limits: { kind: 'too-little-data', lots: 1, needs: 20, reason: 'too-few-lots' },
  completeness: {
    basis: 'tested-dies',
    untestedDies: null,
    noVerdictDies: 0,
    wafers: 1,
    wafersExpected: null,
    excludedWafers: 0,
    quarantinedMessages: 0,
  },
  sources,
  baseline: null,
};

/** A lot below its floor, with its baseline and wafers. */
export const badLot: LotSheetInput = {
  ...lot2,
  product: 'PMIC-K7',
  lot: 'N4K811',
  yields: { final: 0.872, firstPass: 0.8611, record: 0.8522 },
  goodDies: 13_996,
  dies: 16_050,
  floor: 0.89,
  wafers: [
    { name: 'N4K811-02', yield: 0.8123 },
    { name: 'N4K811-03', yield: 0.9311 },
    { name: 'N4K811-04', yield: 0.8702 },
  ],
  losses: badWeek.losses,
  alarms: [
    alarm({}),
    alarm({ kind: 'slope', rule: 'ewma' }),
    alarm({ kind: 'spread', rule: 's-limit', direction: 'high' }),
  ],
  limits,
  completeness: { ...lot2.completeness, basis: 'gross-dies', untestedDies: 120, wafers: 3, wafersExpected: 25 },
  baseline,
};

const highSlope = alarm({ kind: 'slope', rule: 'ewma', direction: 'high' });

/** Inputs that between them bring every sentence. */
export const SHEETS: FactSheet[] = [
  periodFactSheet(badWeek),
  periodFactSheet(quietWeek),
  periodFactSheet(firstWeek),
  periodFactSheet({ ...badWeek, yields: { final: null, firstPass: null, record: null }, lots: [] }),
  periodFactSheet({
    ...badWeek,
    lots: quietWeek.lots,
    alarms: [highSlope, alarm({ kind: 'spread', rule: 's-limit', direction: 'high' })],
    difference: { ...quietDifference, valuePp: 1.31, significant: true },
    retest: { retested: 0, recovered: 0, lostOnRetest: 0 },
    losses: [{ bin: 11, name: 'Contact chain open', loss: 0.011, baseline: 0.02, change: -0.009 }],
    limits: { kind: 'too-little-data', lots: 20, needs: 20, reason: 'no-spread' },
  }),
  periodFactSheet({ ...quietWeek, baseline: null, difference: null }),
  periodFactSheet({
    ...quietWeek,
    losses: [
      { bin: 7, name: 'IDDQ leakage', loss: 0.0151, baseline: 0.0153, change: -0.0002 },
      { bin: 5, name: 'VREF trim range', loss: 0.0051, baseline: 0.0083, change: -0.0032 },
    ],
  }),
  lotFactSheet(lot2),
  lotFactSheet(badLot),
  lotFactSheet({ ...lot2, yields: { final: null, firstPass: null, record: null } }),
  lotFactSheet({ ...badLot, floor: null, alarms: [alarm({}), highSlope] }),
  lotFactSheet({ ...badLot, floor: 0.8, alarms: [], yields: { final: 0.9412, firstPass: 0.9, record: 0.89 } }),
  lotFactSheet({ ...badLot, yields: { final: 0.939, firstPass: 0.9, record: 0.89 } }),
  portfolioFactSheet(badMonth),
  portfolioFactSheet(quietMonth),
  portfolioFactSheet({ ...badMonth, final: null }),
  portfolioFactSheet({ ...badMonth, change: null, targeted: [] }),
  changesFactSheet(recipeChanges),
  changesFactSheet({ ...recipeChanges, differing: [] }),
  changesFactSheet({ ...recipeChanges, differing: [], decided: 0 }),
  changesFactSheet({ ...recipeChanges, differing: [], decided: 0, changes: 0 }),
  toolsFactSheet(oddTools),
  toolsFactSheet({ ...oddTools, differing: [] }),
  toolsFactSheet({ ...oddTools, decided: 0, differing: [] }),
];
