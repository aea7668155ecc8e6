import { CauseCalendar, type Causes } from '../causes/excursion.ts';
import { DAY } from './calendar.ts';
import { RecipeBook } from './recipes.ts';

/** Lots that start this long before the history are sorted at its beginning. */
const WARM_UP_DAYS = 62;

export interface WorldSettings {
  readonly seed: number;
  /** Fab time at the very first start. */
  readonly epoch: number;
  readonly historyDays: number;
  readonly wafersPerLot: number;
}

/** One fab: settings, hidden causes, recipes. Everything else follows from it. */
export interface World extends WorldSettings {
  readonly origin: number;
  readonly historyFrom: number;
  readonly causes: Causes;
  readonly recipes: RecipeBook;
}

/** `plant`: what goes wrong from `origin` on; the calendar of the demonstration fab unless told otherwise. */
export function createWorld(
  settings: WorldSettings,
  plant: (origin: number) => Causes = (origin) => new CauseCalendar(settings.seed, origin),
): World {
  const historyFrom = settings.epoch - settings.historyDays * DAY;
  const origin = historyFrom - WARM_UP_DAYS * DAY;
  const causes = plant(origin);
  return { ...settings, origin, historyFrom, causes, recipes: new RecipeBook(settings.seed, settings.epoch) };
}
