import { singleWeek, type FactSource } from '@fabwright/facts';
import type { FactSheet } from '../../fact-sheet/fact-sheet.ts';
import { periodFactSheet } from '../../fact-sheet/period-fact-sheet.ts';
import type { PeriodSheetInput } from '../../fact-sheet/sheet-input.ts';

const source = (query: string): FactSource => ({ query, hash: '', rows: 0, asOf: '0' });

/** A week that no fab had: what a model is tried out with, so that trying needs no data and shows nobody's. */
const SAMPLE: PeriodSheetInput = {
  product: 'SAMPLE-1',
  insertion: 'CP1',
  period: singleWeek({ year: 2026, week: 20 }),
  yields: { final: 0.912, firstPass: 0.897, record: 0.889 },
  goodDies: 91_200,
  dies: 100_000,
  retest: { retested: 2_400, recovered: 1_500, lostOnRetest: 0 },
  floor: 0.88,
  lots: [
    { name: 'SAMPLE-A', yield: 0.934 },
    { name: 'SAMPLE-B', yield: 0.871 },
    { name: 'SAMPLE-C', yield: 0.931 },
  ],
  losses: [
    { bin: 7, name: 'Leakage', loss: 0.041, baseline: 0.018, change: 0.023 },
    { bin: 4, name: 'Contact open', loss: 0.022, baseline: 0.024, change: -0.002 },
  ],
  alarms: [
    {
      kind: 'sigma',
      rule: 'nelson-1',
      lot: 'SAMPLE-B',
      index: 1,
      from: 1,
      direction: 'low',
      value: 0.871,
      limit: 0.915,
    },
  ],
  limits: {
    kind: 'limits',
    centre: 0.936,
    lower: 0.915,
    upper: 0.957,
    chartCentre: 0.936,
    chartSigma: 0.007,
    scale: 'linear',
    method: 'moving-range',
    lots: 40,
  },
  completeness: {
    basis: 'gross-dies',
    untestedDies: 120,
    noVerdictDies: 0,
    wafers: 75,
    wafersExpected: 75,
    excludedWafers: 0,
    quarantinedMessages: 0,
  },
  baseline: {
    period: { kind: 'weeks', from: { year: 2026, week: 12 }, to: { year: 2026, week: 19 } },
    final: 0.936,
    lots: 40,
  },
  difference: {
    valuePp: -2.4,
    interval: { low: -4.1, high: -0.7, confidence: 0.95 },
    lots: 3,
    baselineLots: 40,
    significant: true,
  },
  sources: {
    yields: source('sample'),
    losses: source('sample'),
    alarms: source('sample'),
    completeness: source('sample'),
  },
};

export function sampleSheet(): FactSheet {
  return periodFactSheet(SAMPLE);
}
