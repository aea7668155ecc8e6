import { encodeFloat32, encodeInt16, encodeInt8, encodeUint16, type FabEvent, toEnvelope } from '@fabwright/contracts';

export interface FabStream {
  readonly events: readonly FabEvent[];
  readonly lots: number;
  readonly wafers: number;
  readonly goodDies: number;
}

const DIES = 20;
const DIE = Array.from({ length: DIES }, (_, die) => die);
const SOURCE = '/spec/fab';
const START = Date.parse('2026-03-02T08:00:00Z');

const at = (minutes: number): string => new Date(START + minutes * 60_000).toISOString();

/**
 * A small fab's events with known sums: each lot starts, is held and let go, and its wafers are tested. Two dies of
 * wafer number n fail when n is even, one when it is odd.
 */
export function fabStream(lots: number, wafersPerLot: number): FabStream {
  const events: FabEvent[] = [];
  let goodDies = 0;
  for (let lot = 1; lot <= lots; lot += 1) {
    const lotId = `L${String(lot).padStart(4, '0')}`;
    events.push(...lotEvents(lotId, lot, wafersPerLot));
    for (let wafer = 1; wafer <= wafersPerLot; wafer += 1) {
      const fails = wafer % 2 === 0 ? 2 : 1;
      events.push(waferTest(lotId, wafer, fails, lot));
      goodDies += DIES - fails;
    }
  }
  return { events, lots, wafers: lots * wafersPerLot, goodDies };
}

function lotEvents(lotId: string, lot: number, wafersPerLot: number): FabEvent[] {
  const wafers = Array.from({ length: wafersPerLot }, (_, n) => ({ waferId: `${lotId}-${n + 1}`, slot: n + 1 }));
  const head = { lotId, lotNo: lotId };
  const hold = { ...head, holdId: `${lotId}-H`, reason: 'spread' };
  return [
    toEnvelope(
      'fab.lot-history.v1',
      {
        ...head,
        kind: 'start',
        productId: 'P1',
        lotType: 'production',
        priority: 'normal',
        at: at(lot),
        wafers,
      },
      { id: `${lotId}-start`, source: SOURCE, time: at(lot) },
    ),
    toEnvelope(
      'fab.lot-hold.v1',
      { ...hold, kind: 'hold', at: at(lot + 1) },
      { id: `${lotId}-hold`, source: SOURCE, time: at(lot + 1) },
    ),
    toEnvelope(
      'fab.lot-hold.v1',
      { ...hold, kind: 'release', at: at(lot + 2) },
      { id: `${lotId}-release`, source: SOURCE, time: at(lot + 2) },
    ),
  ];
}

function waferTest(lotId: string, wafer: number, fails: number, lot: number): FabEvent {
  const startedAt = at(lot + 10 + wafer);
  return toEnvelope(
    'fab.wafer-test.v1',
    {
      runId: `${lotId}-${wafer}-run`,
      lotId,
      lotNo: lotId,
      waferId: `${lotId}-${wafer}`,
      productId: 'P1',
      insertion: 'CP1',
      program: { name: 'SORT', revision: 'A' },
      tester: 'T1',
      probeCard: 'C1',
      temperatureC: 25,
      startedAt,
      finishedAt: at(lot + 11 + wafer),
      part: { index: 0, count: 1 },
      dies: diesWith(fails),
      tests: [{ number: 1, name: 'VDD', unit: 'V', values: encodeFloat32(Float32Array.from(DIE, (die) => die / 10)) }],
    },
    { id: `${lotId}-${wafer}-test`, source: SOURCE, time: startedAt },
  );
}

function diesWith(fails: number) {
  const bins = encodeUint16(Uint16Array.from(DIE, (die) => (die < fails ? 7 : 1)));
  return {
    count: DIES,
    x: encodeInt16(Int16Array.from(DIE, (die) => die % 5)),
    y: encodeInt16(Int16Array.from(DIE, (die) => Math.floor(die / 5))),
    hardBin: bins,
    softBin: bins,
    verdict: encodeInt8(Int8Array.from(DIE, (die) => (die < fails ? 0 : 1))),
  };
}

/** The same order at each run, and none that a fab would send them in. */
export function shuffled<T>(items: readonly T[], seed = 1): T[] {
  const result = [...items];
  let state = seed;
  for (let i = result.length - 1; i > 0; i -= 1) {
    state = (state * 48_271) % 2_147_483_647;
    const j = state % (i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}
