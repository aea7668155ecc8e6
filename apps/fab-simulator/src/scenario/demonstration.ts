import { createWorld, type WorldSettings } from '../model/world.ts';
import { ScenarioFab } from './scenario-fab.ts';
import type { Excursion } from '../causes/excursion.ts';
import { ROUTE } from '../model/route.ts';
import type { AffectedLot, GuiltyLevel, ScenarioLot } from './scenario.ts';

/** One of the causes that are planted in the demonstration fab, with the lots it met in the order of sort. */
export interface PlantedCause {
  readonly id: string;
  /** The tool or chamber at each step that suffered. */
  readonly guilty: readonly GuiltyLevel[];
  readonly affected: readonly AffectedLot[];
}

/** The demonstration fab as its history tells it: many causes, one after another and side by side. */
export interface Demonstration {
  /** Sorted lots of all products, in time order. */
  readonly lots: readonly ScenarioLot[];
  /** Those that met a lot. */
  readonly causes: readonly PlantedCause[];
}

/** The whole history of a demonstration fab, as the detectors would get it, with its answer key. Pure. */
export function demonstration(settings: WorldSettings): Demonstration {
  const world = createWorld(settings);
  const fab = new ScenarioFab(world, null);
  const sorted = fab.live({ from: world.historyFrom, until: world.epoch });
  return {
    lots: sorted.map(({ lot, sorts }) => fab.lotOf(lot, sorts)),
    causes: [...fab.affected(sorted)].map(([cause, affected]) => ({ id: cause.id, guilty: guiltyOf(cause), affected })),
  };
}

function guiltyOf({ toolId, chamber, steps }: Excursion): GuiltyLevel[] {
  const [kind, level] = chamber === '' ? (['tool', toolId] as const) : (['chamber', `${toolId}/${chamber}`] as const);
  return steps.map((step) => ({ kind, stepId: ROUTE[step]?.id ?? '', level }));
}
