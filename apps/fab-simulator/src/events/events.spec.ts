import {
  decodeFloat32,
  decodeInt8,
  decodeUint16,
  decodeUint8,
  EVENT_TYPE_NAMES,
  EVENT_TYPES,
  parseEnvelope,
  type FabEvent,
  type FabEventOf,
} from '@fabwright/contracts';
import { describe, expect, it, vi } from 'vitest';
import { FAIL_BINS } from '../model/bins.ts';
import { HOUR } from '../model/calendar.ts';
import { NOTE_RATES } from '../model/notes.ts';
import { sensorsOf } from '../model/sensors.ts';
import { WRONG_CLOCK } from '../model/tools.ts';
import { entriesOf, follow, mean, smallWorld } from '../testing/small-fab.ts';
import { noteOf } from './maintenance.ts';
import { gaugeAfter } from './metrology.ts';

// A whole fab is followed here: seconds, more beside other work.
vi.setConfig({ testTimeout: 60_000 });

const world = smallWorld();
const { entries, timeline } = entriesOf(world);
const events = [...timeline.definitions(), ...entries.map((entry) => entry.due)].flatMap((due) => due.build() ?? []);

function ofType<T extends FabEvent['type']>(type: T): FabEventOf<T>[] {
  return events.filter((event) => event.type === type) as unknown as FabEventOf<T>[];
}

describe('events', () => {
  it('all fit their contracts after a trip through JSON', () => {
    for (const event of events) {
      const body = JSON.stringify(event);
      const parsed = parseEnvelope(JSON.parse(body));
      expect(parsed.ok ? [] : [event.id, ...parsed.issues]).toEqual([]);
      expect(body.length).toBeLessThan(900_000);
    }
  });

  it('come in every type that goes in, but defect inspection', () => {
    const sent = new Set(events.map((event) => event.type));
    const asked = EVENT_TYPE_NAMES.filter(
      (type) => EVENT_TYPES[type].direction === 'in' && type !== 'fab.defect-inspection.v1',
    );
    expect([...sent].sort()).toEqual([...asked].sort());
  });

  it('have ids of their own, up to those that are sent twice', () => {
    const ids = events.map((event) => event.id);
    expect(1 - new Set(ids).size / ids.length).toBeLessThan(0.006);
    const bodies = new Map<string, string>();
    for (const event of events) {
      expect(bodies.get(event.id) ?? JSON.stringify(event)).toBe(JSON.stringify(event));
      bodies.set(event.id, JSON.stringify(event));
    }
  });

  it('are the same bytes again, in whatever order they are made', () => {
    const again = entriesOf(smallWorld()).entries.map((entry) => entry.due);
    const picked = again.filter((_, i) => i % 37 === 0).reverse();
    const first = new Map(events.map((event) => [event.id, JSON.stringify(event)]));
    expect(picked.length).toBeGreaterThan(50);
    for (const due of picked) expect(JSON.stringify(due.build())).toBe(first.get(due.id));
  });

  it('are another story for another seed', () => {
    const other = entriesOf(smallWorld({ seed: 12 })).entries[500]?.due.build();
    expect(events.map((event) => event.id)).not.toContain(other?.id);
  });
});

describe('wafer tests', () => {
  const runs = ofType('fab.wafer-test.v1').map((event) => event.data);

  it('stop at the first fail, and only fails break a limit', () => {
    for (const run of runs.slice(0, 60)) {
      const verdict = decodeInt8(run.dies.verdict);
      const softBin = decodeUint16(run.dies.softBin);
      const values = run.tests.map((test) => decodeFloat32(test.values));
      verdict.forEach((passed, die) => {
        const broken = run.tests.filter((test, t) => outside(values[t]?.[die] ?? NaN, test)).map((test) => test.name);
        const notRun = values.filter((column) => Number.isNaN(column[die])).length;
        expect(broken.length).toBe(passed ? 0 : 1);
        expect(passed === 1).toBe(softBin[die] === 1);
        if (passed) expect(notRun).toBe(0);
        const first = values.findIndex((column) => Number.isNaN(column[die]));
        if (first >= 0) expect(values.slice(first).every((column) => Number.isNaN(column[die]))).toBe(true);
      });
    }
  });

  it('name each bin that can fail, and use eight sites', () => {
    const bins = new Set(runs.flatMap((run) => [...decodeUint16(run.dies.softBin)]));
    expect(bins.size).toBe(FAIL_BINS.length + 1);
    expect(new Set(runs.flatMap((run) => [...decodeUint8(run.dies.site ?? '')])).size).toBe(8);
  });

  it('have about 600 dies and 20 tests', () => {
    const whole = runs.filter((run) => run.runId.endsWith('-1'));
    expect(mean(whole.map((run) => run.dies.count))).toBeGreaterThan(560);
    expect(mean(whole.map((run) => run.dies.count))).toBeLessThan(680);
    expect(runs.every((run) => run.tests.length === 20)).toBe(true);
  });

  it('agree with e-test of the same wafers: contact chain follows contact resistance', () => {
    const chain = new Map(
      runs
        .filter((run) => run.productId === 'PMIC-K7' && run.runId.endsWith('-1'))
        .map((run) => {
          const values = [...decodeFloat32(run.tests.find((test) => test.name === 'CONTACT_CHAIN_R')?.values ?? '')];
          return [`${run.lotId}/${run.waferId}`, mean(values.filter((value) => value < 52))];
        }),
    );
    const pairs = ofType('fab.etest.v1').flatMap(({ data }) => {
      const column = data.parameters.findIndex((one) => one.name === 'RC_CONTACT_N');
      return data.wafers.flatMap((wafer) => {
        const sort = chain.get(`${data.lotId}/${wafer.waferId}`);
        const values = wafer.sites.flatMap((site) => site.values[column] ?? []);
        return sort === undefined ? [] : [[sort, mean(values)] as const];
      });
    });
    expect(pairs.length).toBeGreaterThan(40);
    expect(correlation(pairs)).toBeGreaterThan(0.8);
  });
});

describe('process runs', () => {
  const runs = ofType('fab.process-run.v1').map((event) => event.data);

  it('show sensors of one cluster with correlations of .8 to .95', () => {
    const etch = runs.filter((run) => run.area === 'Etch' && run.toolId === 'ETC-206');
    const sensors = sensorsOf('Etch');
    const column = (name: string) =>
      etch.flatMap((run) =>
        run.wafers.flatMap((wafer, i) =>
          wafer.chamber === 'C' ? [run.sensors.find((one) => one.name === name)?.values[i] ?? NaN] : [],
        ),
      );
    const guilty = column('rf_reflected');
    for (const name of ['bias_voltage', 'match_position', 'plasma_intensity']) {
      const loading = (sensors.find((one) => one.name === name)?.loading ?? 0) * 0.975;
      expect(loading).toBeGreaterThan(0.8);
      expect(loading).toBeLessThan(0.95);
      expect(correlation(column(name).map((value, i) => [value, guilty[i] ?? NaN]))).toBeGreaterThan(0.75);
    }
    expect(Math.abs(correlation(column('he_leak').map((value, i) => [value, guilty[i] ?? NaN])))).toBeLessThan(0.3);
  });

  it('of one tool carry times eight hours ahead of what the lot history says', () => {
    const moves = new Map(
      ofType('fab.lot-history.v1')
        .filter(({ data }) => data.kind === 'move-in')
        .map(({ data }) => [`${data.lotNo}/${data.stepId}/${data.toolId}`, Date.parse(data.at)]),
    );
    const ahead = (toolId: string) =>
      runs
        .filter((run) => run.toolId === toolId)
        .flatMap((run) => {
          const move = moves.get(`${run.lotNo}/${run.stepId}/${run.toolId}`);
          return move === undefined ? [] : [(Date.parse(run.startedAt) - move) / HOUR];
        });
    expect(mean(ahead(WRONG_CLOCK.toolId))).toBeCloseTo(8, 5);
    expect(mean(ahead('CVD-301'))).toBeCloseTo(0, 5);
  });
});

describe('metrology and notes', () => {
  it('samples 40 % of the lots, three wafers, nine sites, one to eight hours later', () => {
    const { runs } = follow(smallWorld({ historyDays: 90 }));
    const measurable = runs.filter((run) => run.step.name === 'Gate etch' || run.step.name === 'Contact etch');
    const sampled = measurable.flatMap((run) => gaugeAfter(world, run) ?? []);
    expect(Math.abs(sampled.length / measurable.length - 0.4)).toBeLessThan(0.05);
    for (const run of measurable) {
      const late = ((gaugeAfter(world, run)?.measuredAt ?? run.endedAt + 2 * HOUR) - run.endedAt) / HOUR;
      expect(late).toBeGreaterThanOrEqual(1);
      expect(late).toBeLessThanOrEqual(8);
    }
    for (const { data } of ofType('fab.metrology.v1')) {
      expect(data.wafers.length).toBeLessThanOrEqual(3);
      expect(data.wafers.every((wafer) => wafer.sites.length === 9)).toBe(true);
    }
  });

  it('writes notes on 60 % of maintenance, in two languages, a fifth of them wrong', () => {
    const all = follow(smallWorld({ historyDays: 180 })).maintenances;
    const notes = all.flatMap((one) => noteOf(world, one) ?? []);
    expect(Math.abs(notes.length / all.length - NOTE_RATES.written)).toBeLessThan(0.05);
    expect(
      Math.abs(notes.filter((note) => note.language === 'zh-Hans').length / notes.length - NOTE_RATES.chinese),
    ).toBeLessThan(0.06);
    expect(Math.abs(notes.filter((note) => note.wrong).length / notes.length - 0.2)).toBeLessThan(0.05);
    expect(new Set(notes.map((note) => note.text)).size).toBeGreaterThan(notes.length / 3);
  });
});

function outside(value: number, limits: { lowLimit?: number | undefined; highLimit?: number | undefined }): boolean {
  return value < (limits.lowLimit ?? -Infinity) || value > (limits.highLimit ?? Infinity);
}

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const [x, y] = [mean(pairs.map((pair) => pair[0])), mean(pairs.map((pair) => pair[1]))];
  const sum = (of: (a: number, b: number) => number) => pairs.reduce((total, [a, b]) => total + of(a - x, b - y), 0);
  return sum((a, b) => a * b) / Math.sqrt(sum((a) => a * a) * sum((_a, b) => b * b));
}
