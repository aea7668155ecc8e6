import type { Excursion } from '../causes/excursion.ts';
import { processRun } from '../events/process-run.ts';
import { FabFlow } from '../flow/fab-flow.ts';
import { runOf, type Lot, type Run, type SortRun } from '../flow/lot.ts';
import { MaintenancePlan } from '../flow/maintenance-plan.ts';
import { reticleOf, substrateBatchOf } from '../flow/materials.ts';
import { FAIL_BINS } from '../model/bins.ts';
import { INSERTION } from '../model/products.ts';
import { ROUTE } from '../model/route.ts';
import type { World } from '../model/world.ts';
import { firstPass } from '../sort/first-pass.ts';
import { probe } from '../sort/probing.ts';
import { exposuresOf, waferLoss } from '../sort/wafer-loss.ts';
import type { Plot } from './kinds.ts';
import { linked } from './linked-runs.ts';
import type { AffectedLot, ScenarioLot, ScenarioSensor, ScenarioWafer, StepContext } from './scenario.ts';

export interface SortedLot {
  readonly lot: Lot;
  readonly sorts: readonly SortRun[];
}

/** A fab that is followed to its sorted lots with everything they went through. */
export class ScenarioFab {
  private readonly world: World;
  private readonly plot: Plot | null;
  private readonly plans = new Map<string, MaintenancePlan>();

  constructor(world: World, plot: Plot | null) {
    this.world = world;
    this.plot = plot;
  }

  /** Lots that left sort in the span, in time order; `cards` learns the probe card of each lot as it goes. */
  live(
    { from, until }: { readonly from: number; readonly until: number },
    cards = new Map<string, { probeCard: string; at: number }>(),
  ): SortedLot[] {
    const { world, plot } = this;
    const sorts = new Map<Lot, SortRun[]>();
    const nothing = () => undefined;
    const sink = {
      moment: nothing,
      etest: nothing,
      maintenance: nothing,
      run: (run: Run) => void linked(run, plot?.link),
      sort: (run: SortRun) => {
        if (run.retest) return;
        const known = sorts.get(run.lot);
        if (known) known.push(run);
        else sorts.set(run.lot, [run]);
        if (!cards.has(run.lot.lotId)) cards.set(run.lot.lotId, { probeCard: run.probeCard, at: run.startedAt });
      },
    };
    const settings = { seed: world.seed, origin: world.origin, wafersPerLot: world.wafersPerLot };
    new FabFlow(settings, sink).advance(until);
    return [...sorts]
      .map(([lot, runs]) => ({ lot, sorts: runs }))
      .filter(({ lot }) => lot.sortEndedAt >= from && lot.sortEndedAt <= until)
      .sort((a, b) => a.lot.sortEndedAt - b.lot.sortEndedAt);
  }

  lotOf(lot: Lot, sorts: readonly SortRun[]): ScenarioLot {
    return {
      lotId: lot.lotId,
      product: lot.product.id,
      insertion: INSERTION,
      floor: lot.product.floor,
      substrateBatch: substrateBatchOf(this.world.seed, lot),
      sortedAt: lot.sortEndedAt,
      wafers: sorts.map((run) => this.waferOf(lot, run)),
    };
  }

  private waferOf(lot: Lot, run: SortRun): ScenarioWafer {
    const fails = finalResults(this.world, run);
    const map = new Uint8Array(fails.length);
    const counts = new Int32Array(FAIL_BINS.length);
    // Half a million dies a fab: plain loops, no callback for each of them.
    for (let die = 0; die < fails.length; die++) {
      const bin = fails[die] ?? -1;
      if (bin < 0) continue;
      map[die] = FAIL_BINS[bin]?.number ?? 0;
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    const failing = FAIL_BINS.flatMap(({ number }, bin) => (counts[bin] ? [[number, counts[bin]] as const] : []));
    const bins = Object.fromEntries(failing);
    const good = fails.length - failing.reduce((sum, [, dies]) => sum + dies, 0);
    return {
      waferId: lot.waferIds[run.wafer] ?? '',
      steps: this.stepsOf(lot, run.wafer),
      tester: run.tester.id,
      probeCard: run.probeCard,
      gross: map.length,
      good,
      bins,
      map,
    };
  }

  private stepsOf(lot: Lot, wafer: number): StepContext[] {
    return ROUTE.flatMap((step) => {
      const run = runOf(lot, step, wafer);
      return run ? [this.contextOf(run, run.wafers.indexOf(wafer))] : [];
    });
  }

  private contextOf(run: Run, place: number): StepContext {
    const { world, plot } = this;
    const { step, lot, toolId } = run;
    const { [place]: chamber = '' } = run.chambers;
    const { [place]: at = run.startedAt } = run.waferStartedAt;
    const recipe = world.recipes.inForce(lot.product, step, toolId, run.startedAt);
    const reticle = step.area === 'Lithography' ? { reticle: reticleOf(world.seed, lot, step) } : {};
    return {
      stepId: step.id,
      stepName: step.name,
      area: step.area,
      toolId,
      chamber,
      recipeId: recipe.id,
      recipeVersion: plot?.versionOf?.(run) ?? recipe.version,
      slot: run.slots[place] ?? 0,
      queueHours: run.queueHours,
      maintenance: this.maintenanceBefore(toolId, chamber, at),
      seasoning: (run.seasoning[place] ?? 0) > 0,
      startedAt: at,
      ...reticle,
    };
  }

  /** Number of the last maintenance of a chamber, 0 before the first. */
  private maintenanceBefore(toolId: string, chamber: string, at: number): number {
    const key = `${toolId}/${chamber}`;
    const plan = this.plans.get(key) ?? new MaintenancePlan(this.world.seed, toolId, chamber, this.world.origin);
    this.plans.set(key, plan);
    return plan.lastBefore(at)?.number ?? 0;
  }

  sensors(lots: readonly Lot[]): ScenarioSensor[] {
    return lots.flatMap((lot) => [...new Set(lot.runs)].flatMap((run) => (run ? sensorsOf(this.world, run) : [])));
  }

  /** Lots whose wafers met a cause, cause by cause, in the order of sort. */
  affected(sorted: readonly SortedLot[]): Map<Excursion, AffectedLot[]> {
    const found = new Map<Excursion, AffectedLot[]>();
    for (const { lot, sorts } of sorted) {
      for (const [excursion, wafers] of this.affectedWafers(lot, sorts)) {
        const of = { lotId: lot.lotId, product: lot.product.id, sortedAt: lot.sortEndedAt, ...wafers };
        found.set(excursion, [...(found.get(excursion) ?? []), of]);
      }
    }
    return found;
  }

  private affectedWafers(lot: Lot, sorts: readonly SortRun[]): Map<Excursion, AffectedWafers> {
    const found = new Map<Excursion, AffectedWafers>();
    for (const { wafer } of sorts) {
      const waferId = lot.waferIds[wafer] ?? '';
      for (const [excursion, strength] of exposuresOf(this.world, lot, wafer)) {
        const { exposed, hit } = found.get(excursion) ?? { exposed: [], hit: [] };
        found.set(excursion, { exposed, hit });
        exposed.push({ waferId, strength });
        if (!this.world.causes.hits(excursion, lot.lotId, wafer)) continue;
        hit.push({ waferId, lossPp: (excursion.sizeSigma * lot.product.sigmaLotPp * strength) / excursion.hitShare });
      }
    }
    return found;
  }
}

interface AffectedWafers {
  readonly exposed: { waferId: string; strength: number }[];
  readonly hit: { waferId: string; lossPp: number }[];
}

/** Index in FAIL_BINS of each die after its second probing, −1 = passes. */
function finalResults(world: World, run: SortRun): Int8Array {
  const loss = waferLoss(world, run.lot, run.wafer);
  const fails = firstPass(world, run, loss);
  const again = probe(world, { ...run, retest: true }, loss);
  again.die.forEach((die, i) => (fails[die] = again.fail[i] ?? -1));
  return fails;
}

/** Means by chamber of what the tool reported of a run. */
function sensorsOf(world: World, run: Run): ScenarioSensor[] {
  const chambers = [...new Set(run.chambers)];
  return processRun(world, run).sensors.flatMap(({ name, values }) =>
    chambers.map((chamber) => {
      const own = values.filter((value, i) => value !== null && run.chambers[i] === chamber) as number[];
      return {
        toolId: run.toolId,
        chamber,
        stepId: run.step.id,
        sensor: name,
        at: run.endedAt,
        lotId: run.lot.lotId,
        product: run.lot.product.id,
        mean: own.reduce((sum, value) => sum + value, 0) / own.length,
        seasoning: run.seasoning.some((count, i) => count > 0 && run.chambers[i] === chamber),
      };
    }),
  );
}
