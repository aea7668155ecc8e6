import { parseEnvelope, toEnvelope, type FabEvent } from '@fabwright/contracts';
import { describe, expect, it, vi } from 'vitest';
import { HOUR, WEEK } from '../model/calendar.ts';
import { createWorld } from '../model/world.ts';
import type { FabState } from '../state/fab-state.ts';
import { EPOCH } from '../testing/small-fab.ts';
import type { Parcel, Transport } from '../transport/transport.ts';
import { FabClock } from './fab-clock.ts';
import { Simulation } from './simulation.ts';

// A whole fab is followed here: seconds, more beside other work.
vi.setConfig({ testTimeout: 60_000 });

const fresh: FabState = {
  version: 1,
  seed: 11,
  epoch: EPOCH,
  historyDays: 10,
  wafersPerLot: 3,
  fabTime: EPOCH,
  historyDone: 0,
  liveUntil: EPOCH,
  cursor: null,
  adjustments: [],
};

interface Start {
  readonly received: FabEvent[];
  readonly state: FabState;
  readonly reports: Record<string, unknown>[];
}

interface Course {
  /** Fab hours that go by with each batch and each pause. */
  readonly hoursEach?: number;
  /** The process "dies" with this batch, or when so many fab hours have gone by; what was kept stays. */
  readonly batches?: number;
  readonly hours?: number;
  /** False = dies before the last batch is answered. */
  readonly answerLast?: boolean;
  readonly events?: readonly unknown[];
}

async function start(from: FabState, course: Course): Promise<Start> {
  const { hoursEach = 0, batches = Infinity, hours = Infinity } = course;
  const received: FabEvent[] = [];
  const reports: Record<string, unknown>[] = [];
  const stop = new AbortController();
  let state = from;
  let wall = 0;
  let sent = 0;
  let offered = course.events ?? [];
  const pass = () => {
    wall += hoursEach * HOUR;
    if (wall >= hours * HOUR || sent >= batches) stop.abort(new Error('stopped'));
  };
  const transport: Transport = {
    send(parcels: readonly Parcel[]) {
      received.push(...parcels.map((parcel) => JSON.parse(parcel.body) as FabEvent));
      sent++;
      pass();
      const dies = stop.signal.aborted && course.answerLast === false;
      return dies ? Promise.reject(new Error('stopped')) : Promise.resolve({ refused: [] });
    },
    close: () => Promise.resolve(),
  };
  const listener = {
    hear: (cursor: string | null) => {
      const events = offered;
      offered = [];
      return Promise.resolve({
        events,
        cursor: events.length > 0 ? '17' : cursor,
        acknowledge: () => Promise.resolve(),
      });
    },
    close: () => Promise.resolve(),
  };
  const keep = (next: FabState) => {
    state = next;
    return Promise.resolve();
  };
  const wait = () => {
    pass();
    return Promise.resolve();
  };
  const clock = new FabClock(from.fabTime, 1, () => wall);
  const report = (line: Record<string, unknown>) => reports.push(line);
  await new Simulation(from, 1, { transport, listener, keep, clock, wait, report }).run(stop.signal);
  return { received, state, reports };
}

describe('a simulation', () => {
  it('sends definitions first, then the newest week, wafer tests before the rest', async () => {
    const { received } = await start(fresh, { batches: 4 });
    expect(received.slice(0, 3).map((event) => event.type)).toEqual(new Array(3).fill('fab.product-definition.v1'));
    const tests = received.filter((event) => event.type === 'fab.wafer-test.v1').map((event) => Date.parse(event.time));
    expect(tests[0]).toBeGreaterThan(EPOCH - WEEK);
    expect(received[3]?.type).toBe('fab.wafer-test.v1');
    expect(received.every((event) => parseEnvelope(event).ok)).toBe(true);
  });

  it('goes on after a restart where it was, losing and doubling nothing', async () => {
    const whole = await start(fresh, { hoursEach: 1, hours: 170 });
    const first = await start(fresh, { hoursEach: 1, batches: 6 });
    const second = await start(first.state, { hoursEach: 1, batches: 9 });
    const third = await start(second.state, { hoursEach: 1, hours: 170 });
    expect(third.state.historyDone).toBe(whole.state.historyDone);
    const until = Math.min(whole.state.liveUntil, third.state.liveUntil);
    expect(until).toBeGreaterThan(EPOCH + 160 * HOUR);
    // Late by up to 48 hours, doubles by another five, one clock ahead by eight.
    const settled = (starts: Start[]) => {
      const events = starts
        .flatMap((one) => one.received)
        .filter((event) => Date.parse(event.time) < until - 62 * HOUR);
      return events.map((event) => event.id).sort();
    };
    expect(settled([first, second, third])).toEqual(settled([whole]));
    expect(settled([whole]).length).toBeGreaterThan(1_500);
  });

  it('sends again, under the same ids and with the same bytes, what was not acknowledged', async () => {
    const first = await start(fresh, { batches: 3, answerLast: false });
    const lost = first.received.slice(first.state.historyDone);
    const second = await start(first.state, { batches: 2 });
    const again = new Map(second.received.map((event) => [event.id, JSON.stringify(event)]));
    expect(lost.length).toBeGreaterThan(0);
    for (const event of lost) expect(again.get(event.id)).toBe(JSON.stringify(event));
  });

  it('lives on: fab time goes by, lots move, and events come in the order in which they are due', async () => {
    const { received, state } = await start(fresh, { hoursEach: 2, hours: 40 });
    expect(state.fabTime).toBeGreaterThan(EPOCH + 20 * HOUR);
    const live = received.filter((event) => Date.parse(event.time) > EPOCH);
    expect(new Set(live.map((event) => event.type)).size).toBeGreaterThan(3);
    expect(Math.max(...live.map((event) => Date.parse(event.time)))).toBeLessThanOrEqual(state.fabTime + 8 * HOUR);
  });

  it('takes an adjustment over, keeps it across a restart, and does not apply it twice', async () => {
    const surface = createWorld(fresh).recipes.surfaces[0]!;
    const data = {
      adjustmentId: 'A-1',
      toolIds: ['ETC-205', 'ETC-206', 'ETC-207', 'ETC-208', 'ETC-209'],
      recipe: { id: surface.recipeId, version: '5', newVersion: '6' },
      parameters: surface.knobs.map((knob, i) => ({
        name: knob.name,
        unit: knob.unit,
        from: surface.current[i]!,
        to: surface.optimum[i]!,
      })),
      reason: 'Better contact',
      approvedBy: 'Process engineer',
      effectiveAt: '2026-11-23T15:00:00Z',
    };
    const event = toEnvelope('fab.recipe-adjustment.v1', data, {
      id: 'e1',
      source: 'urn:fabwright',
      time: '2026-11-23T15:00:00Z',
    });
    const first = await start(fresh, { batches: 4, events: [event, { broken: true }] });
    expect(first.state).toMatchObject({ cursor: '17', adjustments: [{ adjustmentId: 'A-1', newVersion: '6' }] });
    const second = await start(first.state, { hoursEach: 2, hours: 240, events: [event] });
    expect(second.state.adjustments).toHaveLength(1);
    expect(second.reports).toContainEqual({ kind: 'adjustment', adjustmentId: 'A-1', refused: 'already applied' });
    const versions = new Set(
      second.received.flatMap((one) =>
        one.type === 'fab.process-run.v1' &&
        one.data.recipe.id === surface.recipeId &&
        Date.parse(one.data.startedAt) > EPOCH + HOUR
          ? [one.data.recipe.version]
          : [],
      ),
    );
    expect(versions).toEqual(new Set(['6']));
  });

  it('reports its progress', async () => {
    const { reports } = await start(fresh, { batches: 2 });
    expect(reports[0]).toMatchObject({ kind: 'progress', phase: 'history', fabTime: '2026-11-23T15:00:00.000Z' });
    expect(reports[0]?.['total']).toBeGreaterThan(1_000);
  });
});
