import { dieMapOf } from '../model/die-map.ts';
import { LIMIT_CHANGE, TESTS, type TestPlan } from '../model/tests.ts';
import type { World } from '../model/world.ts';
import { RandomStream } from '../random/stream.ts';
import type { SortRun } from '../flow/lot.ts';
import type { Probing } from './probing.ts';
import { limitChangeAt } from './first-pass.ts';

export interface MeasuredTest {
  readonly number: number;
  readonly name: string;
  readonly unit: string;
  readonly lowLimit?: number;
  readonly highLimit?: number;
  /** One a part record; NaN = not run, because the program stops at the first fail. */
  readonly values: Float32Array<ArrayBuffer>;
}

/** The test within each bin that fails: the last of its tests, so that the earlier ones have passed. */
const FAILING_TEST = Int8Array.from({ length: 10 }, (_, bin) => failingTests(bin)[0] ?? 0);
const FAILING_TESTS = Array.from({ length: 10 }, (_, bin) => failingTests(bin));

function failingTests(bin: number): number[] {
  return TESTS.flatMap((test, index) => (test.bin === bin ? [index] : []));
}

/** Limits in force at a time, and the program's revision that brought them. */
export function programAt(world: World, at: number): { revision: string; tests: readonly TestPlan[] } {
  if (at < limitChangeAt(world.epoch)) return { revision: LIMIT_CHANGE.revisionBefore, tests: TESTS };
  const { lowLimit, highLimit } = LIMIT_CHANGE;
  const tests = TESTS.map((test) => (test.number === LIMIT_CHANGE.test ? { ...test, lowLimit, highLimit } : test));
  return { revision: LIMIT_CHANGE.revisionAfter, tests };
}

/** Values of every test over the part records of a run. Dies that pass lie inside all limits, fails break one. */
export function measure(world: World, run: SortRun, probing: Probing, factors: readonly number[]): MeasuredTest[] {
  const { tests } = programAt(world, run.startedAt);
  const stream = new RandomStream(world.seed, 'values', run.id);
  const failsAt = failingTestOf(probing.fail, stream);
  const { r } = dieMapOf(run.lot.product);
  const { scale } = run.lot.product;
  const tightened = run.startedAt >= limitChangeAt(world.epoch);
  return tests.map((test, index) => {
    const good = goodValue(test, factors[test.factor] ?? 0);
    const values = new Float32Array(probing.die.length);
    for (let i = 0; i < values.length; i++) {
      const noise = stream.normal();
      const stop = failsAt[i] ?? -1;
      if (stop >= 0 && index > stop) values[i] = NaN;
      else if (index === stop) values[i] = scale * outside(test, noise, tightened);
      else values[i] = scale * good(noise, r[probing.die[i] ?? 0] ?? 0);
    }
    return { number: test.number, name: test.name, unit: test.unit, ...scaledLimits(test, scale), values };
  });
}

/** A value that passes, from noise and the die's relative distance from the centre. */
function goodValue(test: TestPlan, factor: number): (noise: number, r: number) => number {
  const middle = test.mean + test.sd * test.loading * factor;
  const spread = test.sd * Math.sqrt(1 - test.loading ** 2);
  const radial = test.sd * test.radial;
  const low = test.lowLimit ?? -Infinity;
  const high = test.highLimit ?? Infinity;
  return (noise, r) => inside(middle + spread * noise + radial * (2 * r * r - 1), low, high, test.sd, noise);
}

/** For each part record, the index of the test that stops it; −1 = none. */
function failingTestOf(fails: Int8Array, stream: RandomStream): Int8Array {
  return Int8Array.from(fails, (bin) => {
    if (bin < 0) return -1;
    const choices = FAILING_TESTS[bin] ?? [];
    return choices[stream.whole(0, choices.length - 1)] ?? FAILING_TEST[bin] ?? 0;
  });
}

export function scaledLimits(test: TestPlan, scale: number): { lowLimit?: number; highLimit?: number } {
  return {
    ...(test.lowLimit === undefined ? {} : { lowLimit: significant(test.lowLimit * scale) }),
    ...(test.highLimit === undefined ? {} : { highLimit: significant(test.highLimit * scale) }),
  };
}

function significant(value: number): number {
  return Number(value.toPrecision(6));
}

/** Keeps a good die's value off the limits. */
function inside(value: number, low: number, high: number, sd: number, noise: number): number {
  const margin = sd * (0.05 + 0.2 * Math.abs(noise));
  if (value > high - margin) return high - margin;
  return value < low + margin ? low + margin : value;
}

/** Beyond one of the limits; the tightened test mostly lies between its new and its old limit. */
function outside(test: TestPlan, noise: number, tightened: boolean): number {
  const { lowLimit, highLimit } = test;
  const upwards = highLimit !== undefined && (lowLimit === undefined || noise > 0);
  const limit = upwards ? highLimit : (lowLimit ?? 0);
  const narrow = tightened && test.number === LIMIT_CHANGE.test;
  const distance = test.sd * (narrow ? 0.05 + 0.4 * Math.abs(noise) : 0.3 + 2.5 * Math.abs(noise) ** 1.5);
  return upwards ? limit + distance : limit - distance;
}
