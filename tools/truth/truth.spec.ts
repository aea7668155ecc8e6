import { describe, expect, it, vi } from 'vitest';
import { truthRun, type TruthOutcome } from './truth-run.ts';
import { truthTasks } from './tasks.ts';
import { truthDetails, truthRows, upperMedian } from './truth-rows.ts';
import { wilson } from './wilson.ts';

// Whole fabs are followed: seconds, more beside other work. Seeds below a million are the specs' own.
vi.setConfig({ testTimeout: 60_000 });

describe('from a planted cause to its name', () => {
  it('a chamber after its maintenance is alarmed within two affected lots and ranked first', () => {
    const outcome = truthRun({ kind: 'maintenance-gone-wrong', seed: 12, sizeSigma: 3 });
    expect(outcome.verdict?.identifiable).toBe(true);
    expect(outcome.delay).toBeLessThanOrEqual(2);
    expect(outcome.rank).toBe(1);
    expect(outcome.falseExcursions / outcome.productWeeks).toBeLessThan(1);
  });

  it('a fab where nothing is wrong accuses nobody', () => {
    const outcome = truthRun({ kind: 'nothing', seed: 12, sizeSigma: 3 });
    expect(outcome).toMatchObject({ verdict: null, delay: null, innocentStrong: 0, excursionsOfEvent: 0 });
    expect(outcome.innocentLevels).toBeGreaterThan(1000);
  });
});

describe('Wilson’s interval', () => {
  // Newcombe, Statistics in Medicine 17:857, 1998, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i is %f to %f', (k, n, low, high) => {
    expect(wilson(k, n).low).toBeCloseTo(low, 4);
    expect(wilson(k, n).high).toBeCloseTo(high, 4);
  });

  it('of nothing says nothing, and more than all is refused', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
    expect(() => wilson(3, 2)).toThrow(RangeError);
  });
});

describe('the table', () => {
  const outcome = (change: Partial<TruthOutcome>): TruthOutcome => ({
    kind: 'edge-ring',
    seed: 1,
    sizeSigma: 3,
    weeks: 14,
    falseExcursions: 0,
    productWeeks: 20,
    delay: 1,
    affectedLots: 5,
    excursionsOfEvent: 1,
    verdict: { identifiable: true, delta: 9, lead: 4, affectedLots: 5 },
    rank: 1,
    strong: true,
    rawFirst: false,
    innocentLevels: 1000,
    innocentStrong: 0,
    milliseconds: 1,
    ...change,
  });
  const rowOf = (outcomes: TruthOutcome[], name: string) =>
    truthRows(outcomes, 5).find((row) => row.name.startsWith(name))!;

  it('judges by the bound, not by the share', () => {
    const few = Array.from({ length: 12 }, () => outcome({}));
    expect(rowOf(few, '3 σ_lot causes ranked first')).toMatchObject({ reference: 1, ok: false });
    const many = Array.from({ length: 60 }, () => outcome({}));
    expect(rowOf(many, '3 σ_lot causes ranked first').ok).toBe(true);
  });

  it('counts only what can be identified, and a cause that was never found as not ranked', () => {
    const outcomes = [
      outcome({ rank: null }),
      outcome({ verdict: { identifiable: false, delta: 1, lead: 0, affectedLots: 2 } }),
    ];
    expect(rowOf(outcomes, '3 σ_lot causes ranked first').name).toContain('0/1');
  });

  it('takes what was never alarmed as an endless delay', () => {
    const outcomes = [outcome({ delay: null }), outcome({ delay: null }), outcome({ delay: 1 })];
    expect(rowOf(outcomes, 'median delay')).toMatchObject({ value: Infinity, ok: false });
    expect(upperMedian([1, 3])).toBe(3);
  });

  it('leaves no kind and size out of the details', () => {
    const tasks = truthTasks(240, 1_000_000);
    expect(new Set(tasks.map((task) => task.seed)).size).toBe(240);
    const lines = truthDetails(tasks.map((task) => outcome(task)));
    expect(lines).toHaveLength(1 + 12 * 2 + 1);
  });
});
