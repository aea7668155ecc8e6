import { FAIL_BINS, RETESTED } from '../model/bins.ts';
import { dieMapOf } from '../model/die-map.ts';
import type { World } from '../model/world.ts';
import { retestsLater } from '../flow/sort-floor.ts';
import { RandomStream } from '../random/stream.ts';
import type { SortRun } from '../flow/lot.ts';
import { firstPass, type FailOfDie } from './first-pass.ts';
import type { WaferLoss } from './wafer-loss.ts';

/** Part records of one run in the order of testing. */
export interface Probing {
  /** Index of the die in the product's map. */
  readonly die: Int32Array<ArrayBuffer>;
  /** Index in FAIL_BINS, −1 = passes. */
  readonly fail: Int8Array<ArrayBuffer>;
  readonly touchdown: Uint16Array<ArrayBuffer>;
}

/** First probing with its own second touchdowns, or the later run that probes only what had failed. */
export function probe(world: World, run: SortRun, loss: WaferLoss): Probing {
  const first = firstPass(world, run, loss);
  const again = secondProbing(world, run, first);
  if (run.retest) return { ...again, touchdown: new Uint16Array(again.die.length).fill(1) };
  const count = dieMapOf(run.lot.product).count;
  const extra = retestsLater(world.seed, run.lot) ? { die: new Int32Array(0), fail: new Int8Array(0) } : again;
  const die = new Int32Array(count + extra.die.length);
  const fail = new Int8Array(die.length);
  const touchdown = new Uint16Array(die.length).fill(1);
  for (let i = 0; i < count; i++) die[i] = i;
  fail.set(first);
  die.set(extra.die, count);
  fail.set(extra.fail, count);
  touchdown.fill(2, count);
  return { die, fail, touchdown };
}

function secondProbing(world: World, run: SortRun, first: FailOfDie): Pick<Probing, 'die' | 'fail'> {
  const stream = new RandomStream(world.seed, 'second-probing', run.lot.lotId, run.wafer);
  const dies: number[] = [];
  const fails: number[] = [];
  for (let die = 0; die < first.length; die++) {
    const bin = first[die] ?? -1;
    if (bin < 0 || !stream.chance(RETESTED)) continue;
    dies.push(die);
    fails.push(stream.chance(FAIL_BINS[bin]?.recovery ?? 0) ? -1 : bin);
  }
  return { die: Int32Array.from(dies), fail: Int8Array.from(fails) };
}
