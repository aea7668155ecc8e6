import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { dieMapOf } from '../model/die-map.ts';
import { probe } from '../sort/probing.ts';
import { waferLoss } from '../sort/wafer-loss.ts';
import { follow, mean, smallWorld } from '../testing/small-fab.ts';
import { answerKey, writeAnswerKey } from './answer-key.ts';

// A whole fab is followed here: seconds, more beside other work.
vi.setConfig({ testTimeout: 60_000 });

const world = smallWorld({ historyDays: 180, wafersPerLot: 8 });
const key = answerKey(world, world.epoch);
const followed = follow(world);

describe('the answer key', () => {
  it('names the wafers that were really hit: they fail more than their neighbours, in the named bin', () => {
    const rates = new Map<string, { all: number; byBin: Map<number, number> }>();
    for (const run of followed.sorts.filter((one) => !one.retest)) {
      const { fail } = probe(world, run, waferLoss(world, run.lot, run.wafer));
      const dies = fail.slice(0, dieMapOf(run.lot.product).count);
      const byBin = new Map<number, number>();
      dies.forEach((bin) => byBin.set(bin, (byBin.get(bin) ?? 0) + 1 / dies.length));
      rates.set(`${run.lot.lotId}/${run.lot.waferIds[run.wafer]}`, { all: 1 - (byBin.get(-1) ?? 0), byBin });
    }
    const strong = key.excursions.filter((one) => one.sizeSigma === 3 && one.affected.length > 2);
    expect(strong.length).toBeGreaterThan(1);
    for (const one of strong) {
      const differences = one.affected.flatMap(({ lotId, exposed, hit }) => {
        const rate = (waferId: string) => rates.get(`${lotId}/${waferId}`)?.all;
        const spared = exposed.filter((waferId) => !hit.includes(waferId)).flatMap((waferId) => rate(waferId) ?? []);
        const struck = hit.flatMap((waferId) => rate(waferId) ?? []);
        return spared.length > 0 && struck.length > 0 ? [mean(struck) - mean(spared)] : [];
      });
      if (differences.length > 2) expect(mean(differences)).toBeGreaterThan(0.01);
    }
  });

  it('lists only lots and wafers that exist and were exposed while the cause was there', () => {
    const lots = new Map([...followed.lots].map((lot) => [lot.lotId, lot]));
    for (const excursion of key.excursions) {
      for (const { lotId, exposed, hit } of excursion.affected) {
        const lot = lots.get(lotId)!;
        expect(hit.every((waferId) => exposed.includes(waferId))).toBe(true);
        exposed.forEach((waferId) => {
          const wafer = lot.waferIds.indexOf(waferId);
          const met = lot.runs.some(
            (run) =>
              run?.wafers.includes(wafer) &&
              run.toolId === excursion.toolId &&
              excursion.stepIds.includes(run.step.id) &&
              run.endedAt >= Date.parse(excursion.from) &&
              run.startedAt <= Date.parse(excursion.to),
          );
          expect(met).toBe(true);
        });
      }
    }
  });

  it('hits the planted share of the exposed wafers', () => {
    const exposed = key.excursions.reduce(
      (sum, one) => sum + one.affected.reduce((n, lot) => n + lot.exposed.length, 0) * one.hitShare,
      0,
    );
    const hit = key.excursions.reduce((sum, one) => sum + one.affected.reduce((n, lot) => n + lot.hit.length, 0), 0);
    expect(hit / exposed).toBeGreaterThan(0.85);
    expect(hit / exposed).toBeLessThan(1.15);
  });

  it('states optimum, irreducible noise and everything else that tests ask for', () => {
    expect(key.recipes).toHaveLength(9);
    for (const recipe of key.recipes) expect(recipe.knobs.every((knob) => knob.optimum !== knob.current)).toBe(true);
    expect(key.products.map((product) => product.irreducible.sigmaLotPp > 0.6)).toEqual([true, true, true]);
    expect(key.wrongNotes.length).toBeGreaterThan(20);
    expect(key.harmlessShifts.length).toBeGreaterThan(4 * key.excursions.length);
  });

  it('is written for its owner only', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fab-key-'));
    try {
      const file = join(folder, 'key.json');
      await writeAnswerKey(file, smallWorld());
      expect((await stat(file)).mode & 0o077).toBe(0);
      expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ seed: 11, wrongClock: { offsetHours: 8 } });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
