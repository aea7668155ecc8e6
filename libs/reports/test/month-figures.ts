import { mixChange } from '@fabwright/analytics';
import type { Locale } from '@fabwright/facts';
import { monthRange } from '@fabwright/facts';
import { narrateByTemplate } from '@fabwright/language';
import type { PortfolioFigures, ProductFigures } from '@fabwright/quality';
import type { MonthReportFigures } from '../src/month-report/month-report-figures.ts';
import { monthSheet } from '../src/month-report/month-sheet.ts';
import { seeded } from './lot-figures.ts';

const MONTH = { year: 2026, month: 10 };
const calendar = { zone: 'Asia/Shanghai', weekStart: 1 };
const NO_SUMS = {
  ...{ wafers: 0, excludedWafers: 0, gross: 0, tested: 0, records: 0, recordsJudged: 0, goodRecord: 0 },
  ...{ goodFirst: 0, goodFinal: 0, retested: 0, recovered: 0, failed: 0 },
};
const BINS = ['Contact chain open', 'IDDQ leakage', 'VREF trim range', 'Via1 chain open', 'Oscillator frequency'];
const NAMES = ['PMIC-K7', 'RF-A2', 'MCU-9', 'Gate driver GD4', 'Sensor hub SH1', 'Codec AC3'];
const WAFERS = 25;
const DIES = 640;

export interface MonthScenario {
  readonly products: number;
  readonly excursions: number;
  readonly actions: number;
  /** Products from here on have no target. */
  readonly targeted: number;
  readonly lotsBefore: number;
}

const USUAL: MonthScenario = { products: 5, excursions: 6, actions: 4, targeted: 4, lotsBefore: 6 };

/** October 2026 of some products; the same seed gives the same month. */
export function monthFigures(locale: Locale, seed = 7, scenario: MonthScenario = USUAL): MonthReportFigures {
  const portfolio = portfolioOf(seeded(seed), scenario);
  const sheet = monthSheet(portfolio, MONTH, 'Fab 2');
  return {
    ...{ fab: 'Fab 2', calendar, live: '/overview', month: MONTH, productName: null, portfolio, sheet },
    narrative: narrateByTemplate(sheet, locale),
  };
}

function portfolioOf(random: () => number, scenario: MonthScenario): PortfolioFigures {
  const periods = [5, 6, 7, 8, 9, 10].map((month) => {
    const { from, to } = monthRange({ year: 2026, month }, calendar);
    return { key: `2026-${String(month).padStart(2, '0')}`, from, to };
  });
  const [before, current] = [periods[4]!, periods[5]!];
  const sides = NAMES.slice(0, scenario.products).map((name, at) => {
    const lots = (count: number) =>
      Array.from({ length: count }, () => {
        const gross = WAFERS * DIES;
        return { gross, good: Math.round(gross * (0.88 + 0.1 * random())) };
      });
    const left = at === scenario.products - 1 && at > 0;
    return { name, now: left ? [] : lots(4 + at), before: lots(scenario.lotsBefore) };
  });
  const change = mixChange(sides);
  const products = sides.map((side, at): ProductFigures => {
    const [now, earlier] = [sumsOf(side.now), sumsOf(side.before)];
    const target = at < scenario.targeted ? 0.93 + 0.01 * at : null;
    const final = now.gross > 0 ? now.goodFinal / now.gross : null;
    const finalBefore = earlier.gross > 0 ? earlier.goodFinal / earlier.gross : null;
    const dies = target === null || now.gross === 0 ? null : target * now.gross - now.goodFinal;
    const part = change?.products.find(({ name }) => name === side.name);
    return {
      ...{ productId: side.name, productName: side.name, insertion: 'CP1', target, floor: 0.85, setBy: null },
      ...{ now, before: earlier, lots: side.now.length, final, finalBefore },
      change: final === null || finalBefore === null ? null : final - finalBefore,
      shortfall: dies === null ? null : { dies, wafers: dies / ((target ?? 1) * DIES) },
      ...{ withinPp: part?.withinPp ?? null, mixPp: part?.mixPp ?? null },
    };
  });
  const total = sumsOf(sides.flatMap(({ now }) => now));
  const shortfalls = products.flatMap(({ shortfall }) => shortfall ?? []);
  const losses = BINS.map((name, at) => {
    const [loss, baseline] = [(0.03 * random()) / (at + 1), (0.03 * random()) / (at + 1)];
    const dies = Math.round(loss * total.gross);
    return { kind: 'soft', number: at + 3, name, slot: at + 1, loss, dies, baseline, change: loss - baseline };
  }).sort((a, b) => b.loss - a.loss);
  const source = { query: 'lot-yields(types=production)', hash: 'a1', rows: 58, asOf: '81200' };
  const days = (day: number): Date => new Date(Date.UTC(2026, 9, day, 3));
  return {
    ...{ current, before, products, change, total, losses },
    totalBefore: sumsOf(sides.flatMap((side) => side.before)),
    lots: sides.reduce((sum, { now }) => sum + now.length, 0),
    lotsBefore: sides.reduce((sum, side) => sum + side.before.length, 0),
    shortfall:
      shortfalls.length === 0
        ? null
        : {
            dies: shortfalls.reduce((sum, { dies }) => sum + dies, 0),
            wafers: shortfalls.reduce((sum, { wafers }) => sum + wafers, 0),
          },
    trend: periods.map((period, at) => ({
      ...period,
      sums: total,
      final: at === 1 ? null : 0.9 + 0.05 * random(),
      ...{ lots: 40, complete: at < 5 },
    })),
    lossTrend: periods.map(({ key }) => ({ key, byName: new Map(losses.map(({ name }) => [name, 0.02 * random()])) })),
    excursions: Array.from({ length: scenario.excursions }, (_, at) => excursionOf(at, days(2 + 4 * at))),
    openActions: Array.from({ length: scenario.actions }, (_, at) => ({
      ...{ excursionId: `EX-00${40 + at}`, productId: 'PMIC-K7', productName: 'PMIC-K7' },
      what: 'Measure the ring’s seating height after each service and write it into the log of the chamber',
      ...{ assigneeName: 'Chen Yu', dueAt: at === 0 ? null : days(20 + 4 * at), addedAt: days(5) },
    })),
    ...{ incompleteLots: ['N4K805'], excludedWafers: 2, newestLotAt: days(30) },
    sources: { yields: source, losses: source, excursions: source, actions: source },
  };
}

function sumsOf(lots: readonly { readonly gross: number; readonly good: number }[]) {
  const gross = lots.reduce((sum, lot) => sum + lot.gross, 0);
  const good = lots.reduce((sum, lot) => sum + lot.good, 0);
  return { ...NO_SUMS, wafers: WAFERS * lots.length, gross, tested: gross, goodFinal: good, goodFirst: good };
}

function excursionOf(at: number, openedAt: Date): PortfolioFigures['excursions'][number] {
  const confirmed = { kind: 'chamber', id: 'ETC-207/B', words: 'the focus ring sat too high', toolId: 'ETC-207' };
  const excursion = {
    ...{ excursionId: `EX-00${40 + at}`, productId: 'PMIC-K7', productName: 'PMIC-K7', insertion: 'CP1' },
    ...{ kind: at % 2 ? 'bin' : 'yield', label: at % 2 ? 'Contact chain open' : '', severity: 'major' },
    ...{
      state: at % 3 === 0 ? 'cause-found' : at % 3 === 1 ? 'contained' : 'open',
      openedAt,
      lostDies: 5_764 - at * 811,
    },
    containedAt: at % 3 === 2 ? null : new Date(openedAt.getTime() + (7 + 13 * at) * 3_600_000),
    cause: at % 3 === 0 ? confirmed : null,
    suspect: at % 3 === 1 ? { ...confirmed, pValue: 0.0004 } : null,
  };
  return excursion as unknown as PortfolioFigures['excursions'][number];
}
