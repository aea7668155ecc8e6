import type { Excursion } from '../causes/excursion.ts';
import { MaintenancePlan } from '../flow/maintenance-plan.ts';
import { FAIL_BINS } from '../model/bins.ts';
import { ROUTE } from '../model/route.ts';
import { TOOLS } from '../model/tools.ts';
import { createWorld, type World, type WorldSettings } from '../model/world.ts';
import { guiltyPlaces } from './plant.ts';
import { ScenarioFab } from './scenario-fab.ts';
import type { AffectedLot, GuiltyLevel, ScenarioLot } from './scenario.ts';

/** One of the causes that are planted in the demonstration fab. */
export interface PlantedCause {
  readonly id: string;
  readonly kind: Excursion['kind'];
  readonly toolId: string;
  readonly chamber: string;
  readonly sizeSigma: number;
  readonly softBin: number;
  readonly from: number;
  readonly to: number;
  readonly guilty: readonly GuiltyLevel[];
  /** In the order of sort; empty where the cause met no lot of the history. */
  readonly affected: readonly AffectedLot[];
}

/** The demonstration fab as its history tells it: many causes, one after another and side by side. */
export interface Demonstration {
  readonly from: number;
  readonly to: number;
  /** Sorted lots of all products, in time order. */
  readonly lots: readonly ScenarioLot[];
  readonly causes: readonly PlantedCause[];
}

/** The whole history of a demonstration fab, as the detectors would get it, with its answer key. Pure. */
export function demonstration(settings: WorldSettings): Demonstration {
  const world = createWorld(settings);
  const fab = new ScenarioFab(world, null);
  const sorted = fab.live({ from: world.historyFrom, until: world.epoch });
  const affected = fab.affected(sorted);
  const met = world.causes.excursionsUntil(world.epoch).filter((one) => affected.has(one));
  return {
    from: world.historyFrom,
    to: world.epoch,
    lots: sorted.map(({ lot, sorts }) => fab.lotOf(lot, sorts)),
    causes: met.map((one) => plantedCause(world, one, affected.get(one) ?? [])),
  };
}

function plantedCause(world: World, one: Excursion, affected: readonly AffectedLot[]): PlantedCause {
  const { id, kind, toolId, chamber, sizeSigma, from, to } = one;
  const softBin = FAIL_BINS[one.bin]?.number ?? 0;
  return { id, kind, toolId, chamber, sizeSigma, softBin, from, to, guilty: guiltyOf(world, one), affected };
}

/** The chamber or the whole tool at each step; after a maintenance also the interval that began with it. */
function guiltyOf(world: World, { kind, toolId, chamber, steps, from }: Excursion): GuiltyLevel[] {
  const tool = TOOLS.find((one) => one.id === toolId);
  if (!tool) throw new RangeError(`There is no tool ${toolId}.`);
  const place = { tool, chamber, steps: ROUTE.filter((step) => steps.includes(step.index)) };
  const places = guiltyPlaces(place, chamber === '' ? 'tool' : 'chamber');
  if (kind !== 'maintenance') return places;
  const plan = new MaintenancePlan(world.seed, toolId, chamber || (tool.chambers[0] ?? ''), world.origin);
  const number = plan.lastBefore(from)?.number ?? 0;
  const since = guiltyPlaces(place, 'chamber');
  return [
    ...since.map((one) => ({ ...one, kind: 'maintenance' as const, level: `${one.level}#${number}` })),
    ...places,
  ];
}
