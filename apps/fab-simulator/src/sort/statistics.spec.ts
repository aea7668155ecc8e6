import { describe, expect, it, vi } from 'vitest';
import { FAIL_BINS } from '../model/bins.ts';
import { dieMapOf } from '../model/die-map.ts';
import { PRODUCTS, type Product } from '../model/products.ts';
import type { Lot, SortRun } from '../flow/lot.ts';
import { explained, lotNoisePp, waferNoisePp } from '../causes/variation.ts';
import { follow, lagOne, mean, smallWorld, variance } from '../testing/small-fab.ts';
import { firstPass, SITE_FAULT, siteFaultSpan } from './first-pass.ts';
import { probe } from './probing.ts';
import { waferLoss, type WaferLoss } from './wafer-loss.ts';

// A whole fab is followed here: seconds, more beside other work.
vi.setConfig({ testTimeout: 60_000 });

const followed = follow(smallWorld({ historyDays: 700, wafersPerLot: 8 }));
const { world } = followed;
const firsts = followed.sorts.filter((run) => !run.retest);
const later = new Map(followed.sorts.filter((run) => run.retest).map((run) => [`${run.lot.lotId}/${run.wafer}`, run]));

interface Outcome {
  readonly run: SortRun;
  readonly loss: WaferLoss;
  readonly first: Int8Array;
  readonly last: Int8Array;
  readonly again: number;
  readonly againLater: number;
}

function outcome(run: SortRun): Outcome {
  const loss = waferLoss(world, run.lot, run.wafer);
  const probing = probe(world, run, loss);
  const count = dieMapOf(run.lot.product).count;
  const first = probing.fail.slice(0, count);
  const last = first.slice();
  const second = later.get(`${run.lot.lotId}/${run.wafer}`);
  const rest = second ? probe(world, second, loss) : { die: probing.die.slice(count), fail: probing.fail.slice(count) };
  rest.die.forEach((die, i) => (last[die] = rest.fail[i] ?? -1));
  return { run, loss, first, last, again: rest.die.length, againLater: second ? rest.die.length : 0 };
}

const outcomes = firsts.map(outcome);
const goodShare = (fails: Int8Array) => fails.reduce((sum, bin) => sum + (bin < 0 ? 1 : 0), 0) / fails.length;

function lotsOf(product: Product, quiet: boolean): { lot: Lot; yields: number[] }[] {
  const lots = new Map<Lot, { lot: Lot; yields: number[]; caused: number }>();
  for (const { run, last, loss } of outcomes.filter((one) => one.run.lot.product === product)) {
    const entry = lots.get(run.lot) ?? { lot: run.lot, yields: [], caused: 0 };
    lots.set(run.lot, entry);
    entry.yields.push(100 * goodShare(last));
    entry.caused += loss.causes.length;
  }
  const chosen = [...lots.values()].filter((one) => one.yields.length > 5 && (!quiet || one.caused === 0));
  return chosen.sort((a, b) => a.lot.rank - b.lot.rank);
}

describe.each(PRODUCTS.map((product) => [product.id, product] as const))('yield of %s', (_id, product) => {
  const target = { 'PMIC-K7': 95, 'MCU-R4': 91, 'NPU-A1': 80 }[product.id] ?? 0;

  it('is about what was asked', () => {
    expect(Math.abs(mean(lotsOf(product, false).map((one) => mean(one.yields))) - target)).toBeLessThan(1.6);
  });

  it('spreads by 1.0 to 1.5 pp within quiet lots beyond counting', () => {
    const lots = lotsOf(product, true);
    const p = mean(lots.map((one) => mean(one.yields))) / 100;
    const counting = (1e4 * p * (1 - p)) / dieMapOf(product).count;
    const sigma = Math.sqrt(mean(lots.map((one) => variance(one.yields))) - counting);
    expect(sigma).toBeGreaterThan(0.95);
    expect(sigma).toBeLessThan(1.55);
  });

  it('spreads by 1.0 to 1.5 pp between lots, with autocorrelation .3 in the order of sort', () => {
    const lots = [...new Set(firsts.map((run) => run.lot))]
      .filter((lot) => lot.product === product)
      .sort((a, b) => a.rank - b.rank);
    const effects = lots.map(
      (lot) =>
        lotNoisePp(world.seed, lot) + mean(lot.waferIds.map((_, wafer) => explained(world.seed, lot, wafer).lossPp)),
    );
    const sigma = Math.sqrt(variance(effects));
    expect(sigma).toBeGreaterThan(0.95);
    expect(sigma).toBeLessThan(1.65);
    const tolerance = 2.5 / Math.sqrt(lots.length);
    expect(Math.abs(lagOne(effects) - 0.3)).toBeLessThan(tolerance);
  });

  it('leaves about half of the extra variance of lots unexplained', () => {
    const lots = [...new Set(firsts.map((run) => run.lot))].filter((lot) => lot.product === product);
    const noise = variance(lots.map((lot) => lotNoisePp(world.seed, lot)));
    const known = variance(
      lots.map((lot) => mean(lot.waferIds.map((_, wafer) => explained(world.seed, lot, wafer).lossPp))),
    );
    expect(noise / (noise + known)).toBeGreaterThan(0.35);
    expect(noise / (noise + known)).toBeLessThan(0.65);
  });

  it('fails 1.5 to 3 times as often in the outer 10 mm', () => {
    const map = dieMapOf(product);
    const fails = [0, 0];
    for (const { last } of outcomes.filter((one) => one.run.lot.product === product && one.loss.causes.length === 0)) {
      last.forEach((bin, die) => (fails[map.edge[die] ?? 0]! += bin < 0 ? 0 : 1));
    }
    const edge = map.edge.reduce((sum, one) => sum + one, 0);
    const times = fails[1]! / edge / (fails[0]! / (map.count - edge));
    expect(times).toBeGreaterThan(1.5);
    expect(times).toBeLessThan(3);
  });
});

describe('wafers', () => {
  it('have random defects with negative binomial clustering, α = 2', () => {
    const product = PRODUCTS[0]!;
    const scale = dieMapOf(product).count / 100;
    const means = outcomes.filter((one) => one.run.lot.product === product).map((one) => one.loss.defectPp * scale);
    // A Poisson count with this mean has variance λ + λ²/α; here the mixing part alone is compared.
    const alpha = mean(means) ** 2 / variance(means);
    expect(alpha).toBeGreaterThan(1.7);
    expect(alpha).toBeLessThan(2.3);
  });

  it('vary within a lot by defects and noise that nothing explains, about half of their extra variance', () => {
    const product = PRODUCTS[0]!;
    const rows = outcomes.filter((one) => one.run.lot.product === product);
    const unexplained = variance(
      rows.map((one) => waferNoisePp(world.seed, one.run.lot, one.run.wafer) + one.loss.defectPp),
    );
    expect(unexplained / product.sigmaWaferPp ** 2).toBeGreaterThan(0.4);
    expect(unexplained / product.sigmaWaferPp ** 2).toBeLessThan(0.6);
  });

  it('lose what their causes take, at the size that was planted', () => {
    const hit = outcomes.filter((one) => one.loss.causes.length === 1);
    const expected = mean(hit.map((one) => one.loss.causes[0]!.lossPp));
    const base = mean(hit.map((one) => one.loss.ordinaryPp + one.loss.defectPp));
    const seen = 100 * (1 - mean(hit.map((one) => goodShare(one.last))));
    expect(seen).toBeGreaterThan(base + 0.65 * expected);
    expect(seen).toBeLessThan(base + 1.25 * expected);
  });

  it('get 5 to 60 % of their fails back by bin, 30 % of second probings in later files', () => {
    const tried = FAIL_BINS.map(() => [0, 0]);
    for (const { first, last } of outcomes) {
      first.forEach((bin, die) => {
        if (bin < 0) return;
        tried[bin]![0]! += 1;
        tried[bin]![1]! += (last[die] ?? 0) < 0 ? 1 : 0;
      });
    }
    tried.forEach(([all, back], bin) => {
      expect(back! / all!).toBeCloseTo(0.55 * FAIL_BINS[bin]!.recovery, 1);
    });
    for (const bin of FAIL_BINS) {
      expect(bin.recovery).toBeGreaterThanOrEqual(0.05);
      expect(bin.recovery).toBeLessThanOrEqual(0.6);
    }
    const share =
      outcomes.reduce((sum, one) => sum + one.againLater, 0) / outcomes.reduce((sum, one) => sum + one.again, 0);
    expect(Math.abs(share - 0.3)).toBeLessThan(0.06);
  });

  it('show one probe site 2 pp low for three days', () => {
    const map = dieMapOf(PRODUCTS[0]!);
    const { from, to } = siteFaultSpan(world.epoch);
    const template = firsts.find((run) => run.lot.product === PRODUCTS[0])!;
    const rate = (startedAt: number) => {
      let fails = 0;
      let dies = 0;
      for (let wafer = 0; wafer < 600; wafer++) {
        const tester = { ...template.tester, id: SITE_FAULT.testerId };
        const loss: WaferLoss = { ordinaryPp: 0, defectPp: 0, causes: [], recipePp: 0, factors: [0, 0, 0, 0] };
        firstPass(world, { ...template, tester, wafer, startedAt }, loss).forEach((bin, die) => {
          if (map.site[die] !== SITE_FAULT.site) return;
          dies++;
          if (bin >= 0) fails++;
        });
      }
      return fails / dies;
    };
    expect(to - from).toBe(3 * 86_400_000);
    expect(rate(from + 1) - rate(from - 1)).toBeCloseTo(0.02, 2);
    expect(rate(to + 1) - rate(from - 1)).toBeCloseTo(0, 3);
  });
});
