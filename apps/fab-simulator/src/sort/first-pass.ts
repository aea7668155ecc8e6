import { signatureWeights } from '../causes/signature.ts';
import { FAIL_BINS } from '../model/bins.ts';
import { DAY } from '../model/calendar.ts';
import { dieMapOf, type DieMap } from '../model/die-map.ts';
import { LIMIT_CHANGE, TESTS } from '../model/tests.ts';
import type { World } from '../model/world.ts';
import { RandomStream } from '../random/stream.ts';
import type { Lot, SortRun } from '../flow/lot.ts';
import { beforeRetest, factorOfBin, type CauseOnWafer, type WaferLoss } from './wafer-loss.ts';

/** Index in FAIL_BINS for each die, −1 = passes. */
export type FailOfDie = Int8Array<ArrayBuffer>;

/** The card position that reads low for three days: contact resistance of one tester's site. */
export const SITE_FAULT = { testerId: 'TST-82', site: 5, fromDay: -31, days: 3, lossPp: 2 } as const;

export function siteFaultSpan(epoch: number): { from: number; to: number } {
  const from = epoch + SITE_FAULT.fromDay * DAY;
  return { from, to: from + SITE_FAULT.days * DAY };
}

export function limitChangeAt(epoch: number): number {
  return epoch - LIMIT_CHANGE.daysBeforeEpoch * DAY;
}

/** What the first probing of a wafer finds. */
export function firstPass(world: World, run: SortRun, loss: WaferLoss): FailOfDie {
  const map = dieMapOf(run.lot.product);
  const fails: FailOfDie = new Int8Array(map.count).fill(-1);
  const stream = new RandomStream(world.seed, 'first-pass', run.lot.lotId, run.wafer);
  failOrdinary(fails, map, run.lot, loss, stream);
  failByDefects(fails, map, loss, stream);
  for (const cause of loss.causes) failByCause(fails, map, run.lot, run.wafer, cause);
  if (run.startedAt >= limitChangeAt(world.epoch)) failByLimit(fails, stream);
  const { from, to } = siteFaultSpan(world.epoch);
  if (run.tester.id === SITE_FAULT.testerId && run.startedAt >= from && run.startedAt < to)
    failBySite(fails, map, stream);
  return fails;
}

/** The bin that the program meets first wins. */
function fail(fails: FailOfDie, die: number, bin: number): void {
  const before = fails[die] ?? -1;
  if (before < 0 || bin < before) fails[die] = bin;
}

/** Weights of the edge and of the rest whose mean over the dies is 1. */
export function edgeWeights(map: DieMap, ratio: number): { edge: number; inside: number } {
  const share = map.edge.reduce((sum, edge) => sum + edge, 0) / map.count;
  const inside = 1 / (1 - share + ratio * share);
  return { edge: ratio * inside, inside };
}

function failOrdinary(fails: FailOfDie, map: DieMap, lot: Lot, loss: WaferLoss, stream: RandomStream): void {
  const { edge, inside } = edgeWeights(map, lot.product.edgeRatio);
  const p = beforeRetest(loss.ordinaryPp) / 100;
  const shares = FAIL_BINS.map((bin, index) => bin.share * Math.exp(0.45 * (loss.factors[factorOfBin(index)] ?? 0)));
  const bins = cumulated(shares);
  for (let die = 0; die < map.count; die++) {
    if (stream.uniform() < p * (map.edge[die] ? edge : inside)) fail(fails, die, drawn(bins, stream.uniform()));
  }
}

const DEFECT_BINS = cumulated(FAIL_BINS.map((bin) => bin.defectShare));

/** Poisson given the wafer's own density, so negative binomial over wafers. */
function failByDefects(fails: FailOfDie, map: DieMap, loss: WaferLoss, stream: RandomStream): void {
  const count = stream.poisson((beforeRetest(loss.defectPp) / 100) * map.count);
  for (let i = 0; i < count; i++) {
    fail(fails, stream.whole(0, map.count - 1), drawn(DEFECT_BINS, stream.uniform()));
  }
}

function failByCause(fails: FailOfDie, map: DieMap, lot: Lot, wafer: number, cause: CauseOnWafer): void {
  const { excursion } = cause;
  const each = excursion.signature === 'scratch' ? [lot.lotId, wafer] : [lot.product.id];
  const weights = signatureWeights(excursion.signature, map, new RandomStream(excursion.key, 'signature', ...each));
  const stream = new RandomStream(excursion.key, 'kills', lot.lotId, wafer);
  const p = beforeRetest(cause.lossPp) / 100;
  for (let die = 0; die < map.count; die++) {
    if (stream.uniform() >= Math.min(0.95, p * (weights[die] ?? 0))) continue;
    fail(fails, die, stream.chance(0.8) ? excursion.bin : drawn(DEFECT_BINS, stream.uniform()));
  }
}

const LIMIT_BIN = TESTS.find((test) => test.number === LIMIT_CHANGE.test)?.bin ?? 0;

function failByLimit(fails: FailOfDie, stream: RandomStream): void {
  for (let die = 0; die < fails.length; die++) {
    if (stream.uniform() < LIMIT_CHANGE.lossPp / 100) fail(fails, die, LIMIT_BIN);
  }
}

function failBySite(fails: FailOfDie, map: DieMap, stream: RandomStream): void {
  for (let die = 0; die < fails.length; die++) {
    if (map.site[die] === SITE_FAULT.site && stream.uniform() < SITE_FAULT.lossPp / 100) fail(fails, die, 1);
  }
}

export function cumulated(shares: readonly number[]): Float64Array {
  const total = shares.reduce((sum, share) => sum + share, 0);
  let passed = 0;
  return Float64Array.from(shares, (share) => (passed += share / total));
}

export function drawn(cumulatedShares: Float64Array, uniform: number): number {
  for (let i = 0; i < cumulatedShares.length - 1; i++) if (uniform < (cumulatedShares[i] ?? 1)) return i;
  return cumulatedShares.length - 1;
}
