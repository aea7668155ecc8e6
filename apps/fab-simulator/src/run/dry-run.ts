import { createWorld, type WorldSettings } from '../model/world.ts';
import type { Report } from '../transport/transport.ts';
import { historyOrder } from './history.ts';
import { nextParcels } from './parcels.ts';
import { Timeline, type Entry } from './timeline.ts';

/** Makes the whole history without sending it, and reports its size and how fast it was made. */
export function dryRun(settings: WorldSettings, report: Report): void {
  const begun = performance.now();
  const world = createWorld(settings);
  const entries: Entry[] = [];
  const timeline = new Timeline(world, (entry) => entries.push(entry));
  timeline.advance(world.epoch);
  const history = historyOrder(world, timeline.definitions(), entries);
  const planned = performance.now();
  const counts: Record<string, { events: number; megabytes: number; seconds: number }> = {};
  for (let at = 0; at < history.length; ) {
    const before = performance.now();
    const { parcels, taken } = nextParcels(history.slice(at, at + 1), 0);
    at += taken;
    const [parcel] = parcels;
    if (!parcel) continue;
    const count = (counts[parcel.type] ??= { events: 0, megabytes: 0, seconds: 0 });
    count.events++;
    count.megabytes += parcel.body.length / 1e6;
    count.seconds += (performance.now() - before) / 1000;
  }
  const all = Object.values(counts);
  const sum = (field: 'events' | 'megabytes' | 'seconds') => all.reduce((total, one) => total + one[field], 0);
  const waferTests = counts['fab.wafer-test.v1'];
  report({
    kind: 'dry-run',
    planSeconds: rounded((planned - begun) / 1000),
    events: sum('events'),
    megabytes: rounded(sum('megabytes')),
    seconds: rounded(sum('seconds')),
    eventsPerSecond: Math.round(sum('events') / sum('seconds')),
    waferTestsPerSecond: waferTests ? Math.round(waferTests.events / waferTests.seconds) : 0,
  });
  for (const [type, { events, megabytes, seconds }] of Object.entries(counts)) {
    report({ kind: 'dry-run-type', type, events, megabytes: rounded(megabytes), seconds: rounded(seconds) });
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
