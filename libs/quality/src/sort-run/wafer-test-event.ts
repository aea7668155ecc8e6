import {
  decodeFloat32,
  decodeInt16,
  decodeInt32,
  decodeInt8,
  decodeUint16,
  decodeUint8,
  type WaferTestV1,
} from '@fabwright/contracts';
import type { DieColumns, SortRunHead, SortRunPart } from './sort-run.ts';

/** A `fab.wafer-test.v1` event in the terms that files use too. The event must have passed its contract. */
export function partFromEvent(event: WaferTestV1): SortRunPart {
  return {
    head: headOf(event),
    partsExpected: event.part.count,
    tests: event.tests.map((test) => ({
      number: test.number,
      pin: null,
      kind: 'parametric',
      name: test.name,
      unit: test.unit,
      lowLimit: test.lowLimit ?? null,
      highLimit: test.highLimit ?? null,
    })),
    segment: {
      index: event.part.index,
      dies: columnsOf(event.dies),
      values: event.tests.map(({ values }, test) => ({ test, values: decodeFloat32(values) })),
    },
  };
}

function headOf(event: WaferTestV1): SortRunHead {
  return {
    lotId: event.lotId,
    lotNo: event.lotNo,
    waferId: event.waferId,
    slot: event.slot ?? null,
    sourceRunId: event.runId,
    productId: event.productId,
    lotType: null,
    insertion: event.insertion,
    program: event.program.name,
    programRevision: event.program.revision,
    tester: event.tester,
    testerSite: event.testerSite ?? null,
    probeCard: event.probeCard,
    loadBoard: event.loadBoard ?? null,
    temperatureC: event.temperatureC,
    startedAt: new Date(event.startedAt),
    finishedAt: new Date(event.finishedAt),
    orientation: null,
    origin: 'event',
    importId: null,
  };
}

function columnsOf(dies: WaferTestV1['dies']): DieColumns {
  return {
    x: decodeInt16(dies.x),
    y: decodeInt16(dies.y),
    site: dies.site === undefined ? new Uint8Array(dies.count) : decodeUint8(dies.site),
    hardBin: decodeUint16(dies.hardBin),
    softBin: decodeUint16(dies.softBin),
    verdict: decodeInt8(dies.verdict),
    touchdown: dies.touchdown === undefined ? null : decodeUint16(dies.touchdown),
    testTimeMs: dies.testTimeMs === undefined ? null : decodeInt32(dies.testTimeMs),
    partIds: null,
  };
}
