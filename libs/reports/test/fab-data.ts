import {
  encodeFloat32,
  encodeInt16,
  encodeInt8,
  encodeUint16,
  toEnvelope,
  type EventData,
  type EventType,
  type FabEvent,
} from '@fabwright/contracts';
import { seeded } from './lot-figures.ts';

let made = 0;

function asEvent<T extends EventType>(type: T, data: EventData<T>, time: string): FabEvent {
  return toEnvelope(type, data, { id: `r-${++made}`, source: '/spec', time }) as unknown as FabEvent;
}

const RADIUS = 5;

/** Dies of a small round wafer. */
function grid(): { x: number[]; y: number[] } {
  const x: number[] = [];
  const y: number[] = [];
  for (let row = -RADIUS; row <= RADIUS; row++) {
    for (let column = -RADIUS; column <= RADIUS; column++) {
      if (Math.hypot(row, column) > RADIUS + 0.2) continue;
      x.push(column);
      y.push(row);
    }
  }
  return { x, y };
}

/** A product with its die map, floor and bins. */
export function product(productId: string): FabEvent {
  const { x, y } = grid();
  return asEvent(
    'fab.product-definition.v1',
    {
      productId,
      version: 1,
      name: `Product ${productId}`,
      customer: 'Customer',
      waferDiameterMm: 200,
      dieWidthMm: 17,
      dieHeightMm: 17,
      edgeExclusionMm: 3,
      notch: 'down',
      axes: { x: 'right', y: 'up' },
      dies: { x: encodeInt16(Int16Array.from(x)), y: encodeInt16(Int16Array.from(y)) },
      bins: [
        { kind: 'soft', number: 1, name: 'Pass', pass: true },
        { kind: 'soft', number: 5, name: 'Leakage', pass: false },
        { kind: 'soft', number: 7, name: 'Contact chain', pass: false },
      ],
      insertions: [{ id: 'CP1', name: 'Sort 1' }],
      tests: [],
      targets: [{ insertion: 'CP1', yieldTarget: 0.95, floor: 0.9 }],
    },
    '2026-01-01T00:00:00Z',
  );
}

/** A lot's start, so that its wafers have slots. */
export function lotStart(lotId: string, productId: string, wafers: number, day: string): FabEvent {
  return asEvent(
    'fab.lot-history.v1',
    {
      lotId,
      lotNo: lotId,
      kind: 'start',
      productId,
      lotType: 'production',
      priority: 'normal',
      at: `${day}T00:00:00Z`,
      stepId: 'LITHO',
      stepName: '4210 接触孔刻蚀',
      wafers: Array.from({ length: wafers }, (_, at) => ({ waferId: `${lotId}-${at + 1}`, slot: at + 1 })),
    },
    `${day}T00:00:00Z`,
  );
}

export interface WaferTestOf {
  readonly lotId: string;
  readonly waferId: string;
  readonly productId: string;
  readonly startedAt: string;
  /** Share of dies that fail. */
  readonly loss: number;
  readonly seed: number;
  /** Only these many dies, from the first on: a retest. */
  readonly only?: number;
}

/** Sort results of a wafer; the same seed gives the same dies. */
export function waferTest({ lotId, waferId, productId, startedAt, loss, seed, only }: WaferTestOf): FabEvent {
  const { x, y } = grid();
  const dies = only ?? x.length;
  const random = seeded(seed);
  const bins = Array.from({ length: dies }, () => (random() < loss ? (random() < 0.7 ? 7 : 5) : 1));
  const finishedAt = new Date(Date.parse(startedAt) + 1_800_000).toISOString();
  return asEvent(
    'fab.wafer-test.v1',
    {
      runId: `${waferId}-${startedAt}`,
      lotId,
      lotNo: lotId,
      waferId,
      productId,
      insertion: 'CP1',
      program: { name: 'P_CP1', revision: 'B' },
      tester: 'T1',
      probeCard: 'PC1',
      temperatureC: 25,
      startedAt,
      finishedAt,
      part: { index: 0, count: 1 },
      dies: {
        count: dies,
        x: encodeInt16(Int16Array.from(x.slice(0, dies))),
        y: encodeInt16(Int16Array.from(y.slice(0, dies))),
        hardBin: encodeUint16(Uint16Array.from(bins, (bin) => (bin === 1 ? 1 : 2))),
        softBin: encodeUint16(Uint16Array.from(bins)),
        verdict: encodeInt8(Int8Array.from(bins, (bin) => (bin === 1 ? 1 : 0))),
      },
      tests: [{ number: 1000, name: 'VDD', unit: 'V', values: encodeFloat32(new Float32Array(dies).fill(1.2)) }],
    },
    finishedAt,
  );
}
