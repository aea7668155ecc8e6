import { describe, expect, it } from 'vitest';
import { learnBaseline } from './baseline.ts';
import type { DetectedExcursion } from './excursion.ts';
import { questionOf, severityOf } from './excursion-question.ts';
import { binsOf, figuresOf } from './lot-figures.ts';
import type { LotObservation } from './observation.ts';

const DAY = 86_400_000;

/** Five or six fails of 500 in bin 12, lot after lot; in the lots given three wafers of four have forty. */
function series(bad: readonly number[]): LotObservation[] {
  return Array.from({ length: 60 }, (_, i) => ({
    kind: 'lot',
    product: 'K7',
    insertion: 'CP1',
    lot: `L${i}`,
    at: i * DAY,
    wafers: Array.from({ length: 4 }, (_, wafer) => {
      const fails = bad.includes(i) && wafer > 0 ? 40 : 4 + ((i + wafer) % 4);
      return { waferId: String(wafer + 1), gross: 500, good: 500 - fails, bins: { '12': fails } };
    }),
  }));
}

function excursion(lots: readonly number[], kind: 'bin' | 'test'): DetectedExcursion {
  const leading = { kind, product: 'K7', insertion: 'CP1', name: kind === 'bin' ? '12' : '1110' } as const;
  return {
    id: 'K7/CP1/L30',
    class: 'yield',
    product: 'K7',
    insertion: 'CP1',
    tool: '',
    detectedAt: (lots[0] ?? 0) * DAY,
    from: (lots[0] ?? 0) * DAY,
    to: (lots.at(-1) ?? 0) * DAY,
    lots: lots.map((lot) => `L${lot}`),
    wafers: [],
    leading,
    leadingScore: 9,
    streams: [leading],
    places: [],
    alarmIds: [],
    reasons: [],
    changePp: -3,
    ended: false,
    related: [],
  };
}

const bad = [30, 33];
const lots = series(bad);
const baseline = learnBaseline(lots.slice(0, 20).map((lot) => figuresOf(lot, binsOf(lots))));

describe('the question of an excursion', () => {
  const question = questionOf(excursion(bad, 'bin'), baseline, [...lots].reverse());

  it('is about the lots around it, in time order', () => {
    expect(question.lots.map((lot) => lot.lot)).toEqual(['L28', 'L29', 'L30', 'L31', 'L32', 'L33', 'L34', 'L35']);
    expect(question.lotOfWafer).toHaveLength(32);
    expect(question.key).toBe('bin:12');
  });

  it('takes the wafers that are off as cases, with their fractions as they are', () => {
    const cases = question.wafers
      .filter((_, i) => question.cases[i] === 1)
      .map(({ lot, waferId }) => `${lot}/${waferId}`);
    expect(cases).toEqual(['L30/2', 'L30/3', 'L30/4', 'L33/2', 'L33/3', 'L33/4']);
    expect(Math.max(...question.response)).toBeCloseTo(0.08, 6);
  });

  it('has ordinary wafers weigh nothing, and the worst no more than the bad', () => {
    expect([...new Set(question.severity)].sort()).toEqual([0, 3]);
    const worst = { waferId: '1', gross: 500, good: 0, bins: { '12': 500 } };
    expect(severityOf(worst, 'bin:12', baseline)).toBe(3);
    expect(severityOf({ waferId: '1', gross: 500, good: 499, bins: { '99': 1 } }, 'bin:99', baseline)).toBe(0);
  });

  it('takes earlier lots to compare with where the excursion left none alone', () => {
    const run = [30, 31, 32, 33, 34, 35];
    const asked = questionOf(excursion(run, 'bin'), baseline, series(run));
    expect(asked.lots.length).toBe(12);
    expect(asked.lots[0]!.lot).toBe('L26');
  });

  it('is about the yield where no bin shows it best', () => {
    expect(questionOf(excursion(bad, 'test'), baseline, lots).key).toBe('yield');
  });
});
