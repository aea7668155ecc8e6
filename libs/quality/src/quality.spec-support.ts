import {
  encodeFloat32,
  encodeInt16,
  encodeInt8,
  encodeUint16,
  encodeUint8,
  toEnvelope,
  type EventData,
  type EventType,
  type FabEvent,
  type WaferTestV1,
} from '@fabwright/contracts';
import {
  BinCatalogue,
  FabChanges,
  FabRecorder,
  FabRegister,
  ProductInsertionStore,
  ProductVersionStore,
} from '@fabwright/fab';
import { CommitOrder, UnitOfWork } from '@fabwright/platform';
import type { DataSource } from 'typeorm';
import { FollowFabChanges } from './derivation/follow-fab-changes.ts';
import { WaferDerivation } from './derivation/wafer-derivation.ts';
import { WaferResultStore } from './derivation/wafer-result.store.ts';
import { DieSegmentStore } from './sort-run/die-segment.store.ts';
import { SortRunImporter } from './sort-run/sort-run.importer.ts';
import { SortRunRecorder } from './sort-run/sort-run.recorder.ts';
import type { PartOutcome } from './sort-run/sort-run.ts';
import { LotYieldStore } from './yield/lot-yield.store.ts';
import { TestRunStore } from './sort-run/test-run.store.ts';
import { partFromEvent } from './sort-run/wafer-test-event.ts';

/** The writers of fab and quality on a database, without the application around them. */
export function qualityOn(source: DataSource) {
  const uow = new UnitOfWork(source);
  const order = new CommitOrder(uow);
  const changes = new FabChanges();
  const register = new FabRegister(uow, changes);
  const versions = new ProductVersionStore(uow, changes);
  const fab = new FabRecorder(uow, order, register, versions);
  const bins = new BinCatalogue(uow);
  const insertions = new ProductInsertionStore(uow);
  const runs = new TestRunStore(uow);
  const segments = new DieSegmentStore(uow);
  const results = new WaferResultStore(uow);
  const lotYields = new LotYieldStore(uow);
  const derivation = new WaferDerivation(uow, segments, results, versions, bins, insertions, lotYields);
  new FollowFabChanges(changes, uow, order, results, runs, derivation);
  const recorder = new SortRunRecorder(order, runs, segments, derivation);
  const importer = new SortRunImporter(order, register, runs, segments, derivation, bins);
  /** As ingest does it: one unit of work, the fab first, then the results. */
  const record = (...events: FabEvent[]): Promise<PartOutcome[]> =>
    uow.run(async () => {
      await fab.record(events);
      const tests = events.filter((event) => event.type === 'fab.wafer-test.v1');
      return recorder.record(tests.map((event) => partFromEvent(event.data)));
    });
  return { source, uow, order, fab, bins, versions, recorder, importer, derivation, lotYields, record };
}

let made = 0;

/** An event of the given type with an id of its own. */
export function asEvent<T extends EventType>(type: T, data: EventData<T>, time: string): FabEvent {
  return toEnvelope(type, data, { id: `q-${++made}`, source: '/spec', time }) as unknown as FabEvent;
}

/** A die as a row: x, y, soft bin (1 passes), and the values of its tests. */
export type DieRow = readonly [x: number, y: number, bin: number, ...values: number[]];

export interface RunOver {
  readonly lotId?: string;
  readonly waferId?: string;
  readonly runId?: string;
  readonly insertion?: string;
  readonly productId?: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly part?: { index: number; count: number };
  readonly noVerdict?: readonly number[];
  /** A place a die. */
  readonly sites?: readonly number[];
  readonly touchdowns?: readonly number[];
  readonly tests?: readonly string[];
  readonly unit?: string;
}

const STANDARD = {
  runId: 'R1',
  lotId: 'L1',
  waferId: 'W1',
  productId: 'PMIC-K7',
  insertion: 'CP1',
  startedAt: '2026-11-20T08:00:00Z',
  part: { index: 0, count: 1 },
};

/** A wafer-test event from rows. Soft bin 1 is a pass; the hard bin is 1 or 2. */
export function waferTest(dies: readonly DieRow[], over: RunOver = {}): FabEvent {
  const {
    noVerdict = [],
    tests = ['VDD', 'IDD'],
    finishedAt,
    sites,
    touchdowns,
    unit = 'V',
    ...head
  } = { ...STANDARD, ...over };
  const ended = finishedAt ?? new Date(Date.parse(head.startedAt) + 3_600_000).toISOString();
  const data: WaferTestV1 = {
    ...head,
    lotNo: head.lotId,
    program: { name: 'PMIC_CP1', revision: 'B' },
    tester: 'T1',
    probeCard: 'PC1',
    temperatureC: 25,
    finishedAt: ended,
    dies: {
      ...dieColumns(dies, noVerdict),
      ...(sites ? { site: encodeUint8(Uint8Array.from(sites)) } : {}),
      ...(touchdowns ? { touchdown: encodeUint16(Uint16Array.from(touchdowns)) } : {}),
    },
    tests: tests.map((name, test) => ({
      number: 1000 + test,
      name,
      unit,
      values: encodeFloat32(Float32Array.from(dies, (die) => valueOf(die, test))),
    })),
  };
  return asEvent('fab.wafer-test.v1', data, ended);
}

function valueOf([, , , ...values]: DieRow, test: number): number {
  return values[test] ?? Number.NaN;
}

function dieColumns(dies: readonly DieRow[], noVerdict: readonly number[]): WaferTestV1['dies'] {
  const passes = dies.map((die) => die[2] === 1);
  return {
    count: dies.length,
    x: encodeInt16(Int16Array.from(dies, (die) => die[0])),
    y: encodeInt16(Int16Array.from(dies, (die) => die[1])),
    hardBin: encodeUint16(Uint16Array.from(passes, (pass) => (pass ? 1 : 2))),
    softBin: encodeUint16(Uint16Array.from(dies, (die) => die[2])),
    verdict: encodeInt8(Int8Array.from(passes, (pass, at) => (noVerdict.includes(at) ? -1 : Number(pass)))),
  };
}
