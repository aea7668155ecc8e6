import { processRun } from '../events/process-run.ts';
import { FabFlow } from '../flow/fab-flow.ts';
import { runOf, type Lot, type Run, type SortRun } from '../flow/lot.ts';
import { MaintenancePlan } from '../flow/maintenance-plan.ts';
import { reticleOf, substrateBatchOf } from '../flow/materials.ts';
import { FAIL_BINS } from '../model/bins.ts';
import { DAY } from '../model/calendar.ts';
import { INSERTION } from '../model/products.ts';
import { ROUTE } from '../model/route.ts';
import { createWorld, type World } from '../model/world.ts';
import { RandomStream } from '../random/stream.ts';
import { firstPass } from '../sort/first-pass.ts';
import { probe } from '../sort/probing.ts';
import { exposuresOf, waferLoss } from '../sort/wafer-loss.ts';
import { plotOf, type Plot } from './kinds.ts';
import { linked } from './linked-runs.ts';
import { PlantedCauses } from './planted-causes.ts';
import type {
  AffectedLot,
  Scenario,
  ScenarioKind,
  ScenarioLot,
  ScenarioSensor,
  ScenarioTruth,
  ScenarioWafer,
  StepContext,
} from './scenario.ts';

/** Begins long after the changes of recipes and of the test limit that the demonstration fab has in its history. */
const BEGINS = Date.UTC(2027, 2, 1);
const DAYS = 100;
/** Lots that the cause meets reach sort from about this day on. */
const MEETS_SORT_ON_DAY = 38;
const WAFERS = 13;

/**
 * 100 days of the demonstration fab with its ordinary noise, harmless shifts and maintenance, and with one planted
 * cause. Pure: the same arguments give the same fab. `sizeSigma`: mean loss of the exposed wafers in σ of lots.
 */
export function scenario(kind: ScenarioKind, seed: number, sizeSigma: number): Scenario {
  const cards = new Map<string, { probeCard: string; at: number }>();
  const settings = { seed, epoch: BEGINS, historyDays: 0, wafersPerLot: WAFERS };
  const { origin } = createWorld(settings);
  const stream = new RandomStream(seed, 'scenario', kind);
  const meetsSortAt = BEGINS + MEETS_SORT_ON_DAY * DAY;
  const plot = plotOf({ kind, seed, sizeSigma, stream, origin, meetsSortAt }, cards);
  const world = createWorld(settings, () => new PlantedCauses(seed, origin, plot));
  const fab = new ScenarioFab(world, plot);
  const sorted = fab.live(BEGINS + DAYS * DAY, cards);
  const lots = sorted.map(({ lot, sorts }) => fab.lotOf(lot, sorts));
  return {
    seed,
    from: BEGINS,
    to: BEGINS + DAYS * DAY,
    lots,
    sensors: () => fab.sensors(sorted.map(({ lot }) => lot)),
    truth: plot === null ? null : fab.truthOf(kind, plot, sorted),
  };
}

interface SortedLot {
  readonly lot: Lot;
  readonly sorts: readonly SortRun[];
}

class ScenarioFab {
  private readonly world: World;
  private readonly plot: Plot | null;
  private readonly plans = new Map<string, MaintenancePlan>();

  constructor(world: World, plot: Plot | null) {
    this.world = world;
    this.plot = plot;
  }

  /** Lots that left sort between the beginning and `until`, in time order. */
  live(until: number, cards: Map<string, { probeCard: string; at: number }>): SortedLot[] {
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
      .filter(({ lot }) => lot.sortEndedAt >= world.epoch && lot.sortEndedAt <= until)
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
    const map = Uint8Array.from(fails, (bin) => FAIL_BINS[bin]?.number ?? 0);
    const bins: Record<string, number> = {};
    let good = 0;
    for (const bin of map) {
      if (bin === 0) good++;
      else bins[bin] = (bins[bin] ?? 0) + 1;
    }
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

  truthOf(kind: ScenarioKind, plot: Plot, sorted: readonly SortedLot[]): ScenarioTruth {
    const { guilty, excursion } = plot;
    const { sizeSigma, hitShare, signature, from, to } = excursion;
    const affected = sorted.flatMap(({ lot, sorts }) => this.affectedOf(lot, sorts));
    const softBin = FAIL_BINS[excursion.bin]?.number ?? 0;
    return { kind, guilty, sizeSigma, hitShare, softBin, signature, from, to, affected };
  }

  private affectedOf(lot: Lot, sorts: readonly SortRun[]): AffectedLot[] {
    const exposed: { waferId: string; strength: number }[] = [];
    const hit: { waferId: string; lossPp: number }[] = [];
    for (const { wafer } of sorts) {
      const waferId = lot.waferIds[wafer] ?? '';
      for (const [excursion, strength] of exposuresOf(this.world, lot, wafer)) {
        exposed.push({ waferId, strength });
        if (!this.world.causes.hits(excursion, lot.lotId, wafer)) continue;
        hit.push({ waferId, lossPp: (excursion.sizeSigma * lot.product.sigmaLotPp * strength) / excursion.hitShare });
      }
    }
    if (exposed.length === 0) return [];
    return [{ lotId: lot.lotId, product: lot.product.id, sortedAt: lot.sortEndedAt, exposed, hit }];
  }
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
