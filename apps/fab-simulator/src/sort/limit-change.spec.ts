import { describe, expect, it } from 'vitest';
import { PRODUCTS } from '../model/products.ts';
import { LIMIT_CHANGE, TESTS } from '../model/tests.ts';
import { follow, mean, smallWorld } from '../testing/small-fab.ts';
import { firstPass, limitChangeAt } from './first-pass.ts';
import { probe } from './probing.ts';
import { measure, programAt, scaledLimits } from './test-values.ts';
import type { WaferLoss } from './wafer-loss.ts';

const QUIET: WaferLoss = { ordinaryPp: 0, defectPp: 0, causes: [], recipePp: 0, factors: [0, 0, 0, 0] };
const [product] = PRODUCTS;
const { world, sorts } = follow(smallWorld());
const template = sorts.find((run) => !run.retest && run.lot.product === product);
if (!template) throw new Error('No wafer of the first product was sorted.');
const change = limitChangeAt(world.epoch);
const test = TESTS.findIndex(({ number }) => number === LIMIT_CHANGE.test);
/** Away from the days on which a probe site reads low. */
const [before, after] = [change - 1, change];

describe('the one change of a test limit', () => {
  it('comes with a new revision of the program, narrows one test and leaves the others', () => {
    const [old, tightened] = [programAt(world, before), programAt(world, after)];
    expect([old.revision, tightened.revision]).toEqual([LIMIT_CHANGE.revisionBefore, LIMIT_CHANGE.revisionAfter]);
    const changed = tightened.tests.filter((plan, index) => plan !== old.tests[index]);
    expect(changed.map(({ number }) => number)).toEqual([LIMIT_CHANGE.test]);
    expect(changed[0]?.lowLimit).toBeGreaterThan(old.tests[test]?.lowLimit ?? Infinity);
    expect(changed[0]?.highLimit).toBeLessThan(old.tests[test]?.highLimit ?? -Infinity);
  });

  it('costs .6 pp from its moment on, all of it in the bin of that test', () => {
    const lost = (startedAt: number): number[] =>
      Array.from({ length: 400 }, (_, wafer) => firstPass(world, { ...template, wafer, startedAt }, QUIET)).flatMap(
        (fails) => [...fails].filter((bin) => bin >= 0),
      );
    expect(lost(before)).toEqual([]);
    const bins = lost(after);
    expect(new Set(bins)).toEqual(new Set([TESTS[test]?.bin]));
    const dies = 400 * firstPass(world, template, QUIET).length;
    // four standard errors of a share of .006 over 240,000 dies
    expect(Math.abs((100 * bins.length) / dies - LIMIT_CHANGE.lossPp)).toBeLessThan(0.065);
  });

  it('shows in the values: what passes lies inside the new limits, what fails it mostly between new and old', () => {
    const run = { ...template, startedAt: after };
    const outside: number[] = [];
    const within: boolean[] = [];
    const { lowLimit: oldLow = NaN, highLimit: oldHigh = NaN } = scaledLimits(TESTS[test]!, template.lot.product.scale);
    for (let wafer = 0; wafer < 40; wafer += 1) {
      const probing = probe(world, { ...run, wafer }, QUIET);
      const {
        values,
        lowLimit = NaN,
        highLimit = NaN,
      } = measure(world, { ...run, wafer }, probing, QUIET.factors)[test]!;
      values.forEach((value, part) => {
        if (Number.isNaN(value)) return;
        const passed = (probing.fail[part] ?? -1) < 0;
        if (passed) within.push(value > lowLimit && value < highLimit);
        else if (value < lowLimit || value > highLimit) outside.push(value);
      });
    }
    expect(within.length).toBeGreaterThan(10_000);
    expect(within.every(Boolean)).toBe(true);
    expect(outside.length).toBeGreaterThan(50);
    expect(mean(outside.map((value) => (value > oldLow && value < oldHigh ? 1 : 0)))).toBeGreaterThan(0.5);
  });
});
