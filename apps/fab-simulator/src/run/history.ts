import type { Due } from '../events/fab-event.ts';
import type { Lot } from '../flow/lot.ts';
import { WEEK } from '../model/calendar.ts';
import type { World } from '../model/world.ts';
import type { Entry } from './timeline.ts';

/**
 * The order in which history is sent: the newest week first; within a week, first its lots as they were sorted,
 * newest first, so that screens fill, then everything that happened to them before. The order depends on nothing
 * but the fab itself, so that a number says how far one has come.
 */
export function historyOrder(world: World, definitions: readonly Due[], entries: readonly Entry[]): Due[] {
  const weeks = new Map<number, Entry[]>();
  for (const entry of entries) {
    if (entry.due.sendAt > world.epoch || isTooOld(world, entry)) continue;
    const week = weekOf(world, entry);
    const list = weeks.get(week);
    if (list) list.push(entry);
    else weeks.set(week, [entry]);
  }
  const newestFirst = [...weeks.keys()].sort((a, b) => a - b);
  return [...definitions, ...newestFirst.flatMap((week) => withinWeek(weeks.get(week) ?? []))];
}

/** Lots that left sort before the history begins are not told of. */
function isTooOld(world: World, { due, lot }: Entry): boolean {
  return lot ? lot.sortEndedAt < world.historyFrom : due.sendAt < world.historyFrom - 6 * WEEK;
}

/** Weeks before the epoch: of the end of sort, or 0 for lots still in process; maintenance by its own time. */
function weekOf(world: World, { due, lot }: Entry): number {
  const at = lot ? Math.min(lot.sortEndedAt, world.epoch) : due.sendAt;
  const oldest = Math.ceil((world.epoch - world.historyFrom) / WEEK) - 1;
  return Math.min(oldest, Math.floor((world.epoch - at) / WEEK));
}

function withinWeek(entries: readonly Entry[]): Due[] {
  const lots = new Map<Lot | undefined, Due[]>();
  for (const { due, lot } of entries) {
    const list = lots.get(lot);
    if (list) list.push(due);
    else lots.set(lot, [due]);
  }
  const newestFirst = [...lots.entries()].sort(([a], [b]) => (b?.sortEndedAt ?? 0) - (a?.sortEndedAt ?? 0));
  const isFirst = (due: Due) => due.type === 'fab.wafer-test.v1';
  const bySending = (a: Due, b: Due) => a.sendAt - b.sendAt;
  return [
    ...newestFirst.flatMap(([, dues]) => dues.filter(isFirst).sort(bySending)),
    ...newestFirst.flatMap(([, dues]) => dues.filter((due) => !isFirst(due)).sort(bySending)),
  ];
}
