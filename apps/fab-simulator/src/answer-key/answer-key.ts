import { writeFile } from 'node:fs/promises';
import { ETEST_PARAMETERS, LIMIT_CHANGE } from '../model/tests.ts';
import { exposuresOf } from '../sort/wafer-loss.ts';
import { SITE_FAULT, limitChangeAt, siteFaultSpan } from '../sort/first-pass.ts';
import { DRIVERS, gaussianWaferSigmaPp } from '../causes/variation.ts';
import type { Excursion, Shift } from '../causes/excursion.ts';
import { maintenanceId, noteOf } from '../events/maintenance.ts';
import { FabFlow } from '../flow/fab-flow.ts';
import type { Lot } from '../flow/lot.ts';
import type { Maintenance } from '../flow/maintenance-plan.ts';
import { DAY, iso } from '../model/calendar.ts';
import { FAIL_BINS } from '../model/bins.ts';
import { LOT_AUTOCORRELATION, PRODUCTS, UNEXPLAINED } from '../model/products.ts';
import { ROUTE } from '../model/route.ts';
import { WRONG_CLOCK } from '../model/tools.ts';
import type { World } from '../model/world.ts';

/** Lots and wafers that a cause really reached, by their ids. */
export interface AffectedLot {
  readonly lotId: string;
  readonly exposed: readonly string[];
  readonly hit: readonly string[];
}

/** The truth behind the data. Tests compare with it; no product code may read it. */
export function answerKey(world: World, until: number) {
  const { lots, maintenances } = follow(world, until);
  const sorted = lots.filter((lot) => lot.sortEndedAt >= world.historyFrom && lot.sortEndedAt <= until);
  const affected = affectedLots(world, sorted);
  return {
    seed: world.seed,
    epoch: iso(world.epoch),
    from: iso(world.historyFrom),
    until: iso(until),
    products: PRODUCTS.map((product) => ({
      productId: product.id,
      yield: product.yield,
      sigmaLotPp: product.sigmaLotPp,
      sigmaWaferPp: product.sigmaWaferPp,
      lotAutocorrelation: LOT_AUTOCORRELATION,
      edgeRatio: product.edgeRatio,
      irreducible: {
        sigmaLotPp: product.sigmaLotPp * Math.sqrt(UNEXPLAINED),
        sigmaWaferPp: Math.hypot(gaussianWaferSigmaPp(product), product.defectPp / Math.SQRT2),
      },
    })),
    drivers: DRIVERS.map(({ step, cluster, sign, factor }) => ({
      stepId: step.id,
      stepName: step.name,
      cluster,
      sign,
      factor,
    })),
    etest: ETEST_PARAMETERS.map(({ name, factor, loading }) => ({ name, factor, loading })),
    excursions: world.causes
      .excursionsUntil(until)
      .filter((one) => one.to >= world.origin && one.from <= until)
      .map((one) => ({ ...describe(one), affected: affected.get(one) ?? [] })),
    harmlessShifts: world.causes
      .harmlessUntil(until)
      .filter((one) => one.from <= until)
      .map(spanOf),
    siteFault: { ...SITE_FAULT, ...texts(siteFaultSpan(world.epoch)) },
    limitChange: { ...LIMIT_CHANGE, at: iso(limitChangeAt(world.epoch)) },
    wrongClock: WRONG_CLOCK,
    recipes: world.recipes.surfaces.map(({ step, knobs, optimum, current, ...rest }) => ({
      ...rest,
      stepId: step.id,
      knobs: knobs.map((knob, i) => ({ ...knob, optimum: optimum[i], current: current[i] })),
    })),
    wrongNotes: maintenances.filter((one) => noteOf(world, one)?.wrong).map(maintenanceId),
  };
}

/** Writes the key to a file that only its owner reads. */
export async function writeAnswerKey(file: string, world: World): Promise<void> {
  await writeFile(file, `${JSON.stringify(answerKey(world, world.epoch), null, 1)}\n`, { mode: 0o600 });
}

function follow(world: World, until: number): { lots: Lot[]; maintenances: Maintenance[] } {
  const lots = new Set<Lot>();
  const maintenances: Maintenance[] = [];
  const nothing = () => undefined;
  const sink = {
    moment: (lot: Lot) => void lots.add(lot),
    maintenance: (one: Maintenance) => void maintenances.push(one),
    run: nothing,
    etest: nothing,
    sort: nothing,
  };
  new FabFlow({ seed: world.seed, origin: world.origin, wafersPerLot: world.wafersPerLot }, sink).advance(until);
  return { lots: [...lots], maintenances };
}

function affectedLots(world: World, lots: readonly Lot[]): Map<Excursion, AffectedLot[]> {
  const affected = new Map<Excursion, AffectedLot[]>();
  for (const lot of lots) {
    const byCause = new Map<Excursion, { exposed: string[]; hit: string[] }>();
    lot.waferIds.forEach((waferId, wafer) => {
      for (const excursion of exposuresOf(world, lot, wafer).keys()) {
        const found = byCause.get(excursion) ?? { exposed: [], hit: [] };
        byCause.set(excursion, found);
        found.exposed.push(waferId);
        if (world.causes.hits(excursion, lot.lotId, wafer)) found.hit.push(waferId);
      }
    });
    for (const [excursion, found] of byCause) {
      affected.set(excursion, [...(affected.get(excursion) ?? []), { lotId: lot.lotId, ...found }]);
    }
  }
  return affected;
}

function describe(one: Excursion) {
  return {
    id: one.id,
    kind: one.kind,
    ...spanOf(one),
    stepIds: one.steps.map((index) => ROUTE[index]?.id ?? ''),
    sizeSigma: one.sizeSigma,
    hitShare: one.hitShare,
    signature: one.signature,
    softBin: FAIL_BINS[one.bin]?.number ?? 0,
    overlaps: one.overlaps,
    days: (one.to - one.from) / DAY,
  };
}

function spanOf(shift: Shift) {
  const { toolId, chamber, shape, trace } = shift;
  return { toolId, chamber, shape, trace, ...texts(shift) };
}

function texts({ from, to }: { from: number; to: number }): { from: string; to: string } {
  return { from: iso(from), to: iso(to) };
}
