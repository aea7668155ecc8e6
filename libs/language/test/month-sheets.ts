import type { FactSource } from '@fabwright/facts';
import type { ChangesSheetInput } from '../src/fact-sheet/changes-fact-sheet.ts';
import type { PortfolioSheetInput } from '../src/fact-sheet/portfolio-fact-sheet.ts';
import type { ToolsSheetInput } from '../src/fact-sheet/tools-fact-sheet.ts';

const source = (query: string): FactSource => ({ query, hash: 'c41e', rows: 13, asOf: '81200' });
const part = (valuePp: number, half: number) => ({
  valuePp,
  interval: { low: valuePp - half, high: valuePp + half, confidence: 0.95 },
  significant: Math.abs(valuePp) > half,
});
const days = (month: number, last: number) =>
  ({ kind: 'days', from: { year: 2026, month, day: 1 }, to: { year: 2026, month, day: last } }) as const;

/** A month in which one product cost yield and more of the harder one was made. */
export const badMonth: PortfolioSheetInput = {
  name: 'Fab 2',
  period: days(10, 31),
  baseline: days(9, 30),
  final: 0.9112,
  lots: 58,
  wafers: 1_432,
  baselineLots: 61,
  change: { total: part(-1.9, 0.6), within: part(-1.2, 0.5), mix: part(-0.7, 0.1), products: [] },
  products: { all: 5, tested: 4 },
  targeted: [
    { name: 'PMIC-K7', final: 0.902, target: 0.94 },
    { name: 'RF-A2', final: 0.951, target: 0.95 },
    { name: 'MCU-9', final: 0.893, target: 0.9 },
  ],
  shortfall: { dies: 4_812, wafers: 11 },
  losses: [
    { bin: 11, name: 'Contact chain open', loss: 0.0253, baseline: 0.0079, change: 0.0174 },
    { bin: 7, name: 'IDDQ leakage', loss: 0.0151, baseline: 0.0153, change: -0.0002 },
  ],
  excursions: { opened: 7, contained: 5, confirmed: 2 },
  actions: { open: 4, overdue: 1 },
  incompleteLots: 2,
  excludedWafers: 3,
  sources: {
    yields: source('portfolio-yields'),
    losses: source('portfolio-losses'),
    excursions: source('excursions-opened'),
    actions: source('open-actions'),
  },
};

/** A month in which nothing happened, with targets that were all met. */
export const quietMonth: PortfolioSheetInput = {
  ...badMonth,
  change: { total: part(0.2, 0.6), within: part(0.3, 0.5), mix: part(-0.1, 0.1), products: [] },
  products: { all: 3, tested: 3 },
  targeted: badMonth.targeted.map((product) => ({ ...product, final: 0.97 })),
  shortfall: { dies: -5_000, wafers: -12 },
  excursions: { opened: 0, contained: 0, confirmed: 0 },
  actions: { open: 0, overdue: 0 },
  incompleteLots: 0,
  excludedWafers: 0,
};

/** A month in which one etcher stood out on either side. */
export const oddTools: ToolsSheetInput = {
  name: 'Fab 2',
  period: days(10, 31),
  tools: 14,
  decided: 11,
  differing: [
    { name: 'ETC-207', difference: -0.0212 },
    { name: 'ETC-203', difference: 0.0087 },
  ],
  source: source('tool-yields'),
};

/** A month in which two recipes of five that were changed went along with another yield. */
export const recipeChanges: ChangesSheetInput = {
  name: 'Fab 2',
  period: days(10, 31),
  changes: 5,
  decided: 4,
  differing: [
    { name: 'CONTACT_ETCH 13', difference: -0.0148 },
    { name: 'GATE_OX 4', difference: 0.0061 },
  ],
  source: source('process-changes'),
};
