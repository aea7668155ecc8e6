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

/** A month with more or less of everything, down to none. */
export function monthScenario(random: () => number): MonthScenario {
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const products = 1 + upTo(5);
  return { products, excursions: upTo(9), actions: upTo(6), targeted: upTo(products), lotsBefore: upTo(8) };
}

/** October 2026 of some products; the same seed gives the same month. */
export function monthFigures(locale: Locale, seed = 7, scenario: MonthScenario = USUAL): MonthReportFigures {
  const portfolio = portfolioOf(seeded(seed), scenario);
  const sheet = monthSheet(portfolio, MONTH, 'Fab 2');
  return {
    ...{ fab: 'Fab 2', calendar, live: '/overview', month: MONTH, productName: null, portfolio, sheet },
    narrative: narrateByTemplate(sheet, locale),
  };
}

type Random = () => number;
type Side = Parameters<typeof mixChange>[0][number];

const PERIODS = [5, 6, 7, 8, 9, 10].map((month) => {
  const { from, to } = monthRange({ year: 2026, month }, calendar);
  return { key: `2026-${String(month).padStart(2, '0')}`, from, to };
});
const SOURCE = { query: 'lot-yields(types=production)', hash: 'a1', rows: 58, asOf: '81200' };
const day = (number: number): Date => new Date(Date.UTC(2026, 9, number, 3));

function portfolioOf(random: Random, scenario: MonthScenario): PortfolioFigures {
  const [before, current] = PERIODS.slice(-2);
  if (!before || !current) throw new Error('There are six months.');
  const sides = sidesOf(random, scenario);
  const change = mixChange(sides);
  const products = sides.map((side, at) => productOf(side, at, scenario, change));
  const total = sumsOf(sides.flatMap(({ now }) => now));
  const losses = lossesOf(random, total.gross);
  return {
    ...{ current, before, products, change, total, losses },
    totalBefore: sumsOf(sides.flatMap((side) => side.before)),
    lots: sides.reduce((sum, { now }) => sum + now.length, 0),
    lotsBefore: sides.reduce((sum, side) => sum + side.before.length, 0),
    shortfall: shortfallOf(products),
    trend: PERIODS.map((period, at) => ({
      ...{ ...period, sums: total, lots: 40, complete: at < 5 },
      final: at === 1 ? null : 0.9 + 0.05 * random(),
    })),
    lossTrend: PERIODS.map(({ key }) => ({ key, byName: new Map(losses.map(({ name }) => [name, 0.02 * random()])) })),
    excursions: Array.from({ length: scenario.excursions }, (_, at) => excursionOf(at, day(2 + 4 * at))),
    openActions: Array.from({ length: scenario.actions }, (_, at) => actionOf(at)),
    ...{ incompleteLots: ['N4K805'], excludedWafers: 2, newestLotAt: day(30) },
    sources: { yields: SOURCE, losses: SOURCE, excursions: SOURCE, actions: SOURCE },
  };
}

/** The last of several products was made in the month before only. */
function sidesOf(random: Random, { products, lotsBefore }: MonthScenario): Side[] {
  const lots = (count: number) =>
    Array.from({ length: count }, () => {
      const gross = WAFERS * DIES;
      return { gross, good: Math.round(gross * (0.88 + 0.1 * random())) };
    });
  return NAMES.slice(0, products).map((name, at) => {
    const left = at === products - 1 && at > 0;
    return { name, now: left ? [] : lots(4 + at), before: lots(lotsBefore) };
  });
}

function productOf(
  side: Side,
  at: number,
  { targeted }: MonthScenario,
  change: PortfolioFigures['change'],
): ProductFigures {
  const [now, before] = [sumsOf(side.now), sumsOf(side.before)];
  const [final, finalBefore] = [finalOf(now), finalOf(before)];
  const target = at < targeted ? 0.93 + 0.01 * at : null;
  const part = change?.products.find(({ name }) => name === side.name);
  return {
    ...{ productId: side.name, productName: side.name, insertion: 'CP1', target, floor: 0.85, setBy: null },
    ...{ now, before, lots: side.now.length, final, finalBefore },
    change: differenceOf(final, finalBefore),
    shortfall: target === null || now.gross === 0 ? null : missing(target, now),
    ...{ withinPp: part?.withinPp ?? null, mixPp: part?.mixPp ?? null },
  };
}

type Sums = ReturnType<typeof sumsOf>;

const differenceOf = (now: number | null, before: number | null): number | null =>
  now === null || before === null ? null : now - before;
const finalOf = ({ gross, goodFinal }: Sums): number | null => (gross > 0 ? goodFinal / gross : null);

function missing(target: number, { gross, goodFinal }: Sums) {
  const dies = target * gross - goodFinal;
  return { dies, wafers: dies / (target * DIES) };
}

function shortfallOf(products: readonly ProductFigures[]) {
  const known = products.flatMap(({ shortfall }) => shortfall ?? []);
  if (known.length === 0) return null;
  const sum = (of: 'dies' | 'wafers'): number => known.reduce((all, one) => all + one[of], 0);
  return { dies: sum('dies'), wafers: sum('wafers') };
}

function lossesOf(random: Random, gross: number): PortfolioFigures['losses'] {
  const losses = BINS.map((name, at) => {
    const [loss, baseline] = [(0.03 * random()) / (at + 1), (0.03 * random()) / (at + 1)];
    const dies = Math.round(loss * gross);
    return { kind: 'soft', number: at + 3, name, slot: at + 1, loss, dies, baseline, change: loss - baseline };
  });
  return losses.sort((a, b) => b.loss - a.loss);
}

function actionOf(at: number): PortfolioFigures['openActions'][number] {
  return {
    ...{ excursionId: `EX-00${40 + at}`, productId: 'PMIC-K7', productName: 'PMIC-K7', assigneeName: 'Chen Yu' },
    what: 'Measure the ring’s seating height after each service and write it into the log of the chamber',
    ...{ dueAt: at === 0 ? null : day(20 + 4 * at), addedAt: day(5) },
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
    suspect: at % 3 === 1 ? { ...confirmed, id: 'ETC-207/B since pm 2026-11-01T08:15Z', pValue: 0.0004 } : null,
  };
  return excursion as unknown as PortfolioFigures['excursions'][number];
}
