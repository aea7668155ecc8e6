import {
  encodeFloat32,
  encodeInt16,
  encodeInt32,
  encodeInt8,
  encodeUint16,
  encodeUint8,
  type WaferTestV1,
} from '@fabwright/contracts';
import type { SortRun } from '../flow/lot.ts';
import { FAIL_BINS, PASS_BIN } from '../model/bins.ts';
import { iso } from '../model/calendar.ts';
import { dieMapOf } from '../model/die-map.ts';
import { INSERTION } from '../model/products.ts';
import { TESTS } from '../model/tests.ts';
import type { World } from '../model/world.ts';
import { RandomStream } from '../random/stream.ts';
import { probe, type Probing } from '../sort/probing.ts';
import { measure, programAt } from '../sort/test-values.ts';
import { waferLoss } from '../sort/wafer-loss.ts';

/** Nothing where a later run would have no dies to probe: then it does not take place. */
export function waferTest(world: World, run: SortRun): WaferTestV1 | undefined {
  const { lot, tester } = run;
  const loss = waferLoss(world, lot, run.wafer);
  const probing = probe(world, run, loss);
  if (probing.die.length === 0) return undefined;
  const measured = measure(world, run, probing, loss.factors);
  return {
    runId: run.id,
    lotId: lot.lotId,
    lotNo: run.lotNo,
    waferId: lot.waferIds[run.wafer] ?? '',
    slot: run.slot,
    productId: lot.product.id,
    insertion: INSERTION,
    program: { name: `${lot.product.letter}_SORT1`, revision: programAt(world, run.startedAt).revision },
    tester: tester.id,
    testerSite: '1',
    probeCard: run.probeCard,
    loadBoard: tester.loadBoard,
    temperatureC: lot.product.temperatureC,
    startedAt: iso(run.startedAt),
    finishedAt: iso(run.finishedAt),
    part: { index: 0, count: 1 },
    dies: dies(world, run, probing),
    tests: measured.map(({ values, ...test }) => ({ ...test, values: encodeFloat32(values) })),
  };
}

function dies(world: World, run: SortRun, probing: Probing): WaferTestV1['dies'] {
  const map = dieMapOf(run.lot.product);
  const stream = new RandomStream(world.seed, 'test-time', run.id);
  const { die, fail, touchdown } = probing;
  const count = die.length;
  const at = (values: ArrayLike<number>, i: number) => values[die[i] ?? 0] ?? 0;
  const testTime = Int32Array.from(fail, (bin) => {
    const share = bin < 0 ? 1 : (TESTS.findIndex((test) => test.bin === bin) + 1.5) / TESTS.length;
    return Math.round(640 * share * (1 + 0.03 * stream.normal()));
  });
  return {
    count,
    x: encodeInt16(Int16Array.from({ length: count }, (_, i) => at(map.x, i))),
    y: encodeInt16(Int16Array.from({ length: count }, (_, i) => at(map.y, i))),
    site: encodeUint8(Uint8Array.from({ length: count }, (_, i) => at(map.site, i))),
    hardBin: encodeUint16(Uint16Array.from(fail, (bin) => FAIL_BINS[bin]?.hardBin ?? PASS_BIN.hardBin)),
    softBin: encodeUint16(Uint16Array.from(fail, (bin) => FAIL_BINS[bin]?.number ?? PASS_BIN.number)),
    verdict: encodeInt8(Int8Array.from(fail, (bin) => (bin < 0 ? 1 : 0))),
    touchdown: encodeUint16(touchdown),
    testTimeMs: encodeInt32(testTime),
  };
}
