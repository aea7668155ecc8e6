import { Injectable } from '@nestjs/common';
import { normaliseCoordinates, ProductVersionStore, type DieMapVersion, type MapOrientation } from '@fabwright/fab';
import { UnitOfWork } from '@fabwright/platform';
import { dieMapInForce } from '../derivation/die-map-in-force.ts';
import { Maths } from '../maths/maths.ts';
import type { SummarySegment, SummaryTest, WaferTests } from './summarise-wafer-tests.ts';
import {
  TestSummaryRepository,
  type ChangedWafer,
  type ReportedSegment,
  type ReportedValues,
} from './test-summary.repository.ts';

const MISSING = -32_768;

/** `behind`: another process is at it. */
export type SummaryRound = { readonly wafers: number; readonly outcome: 'done' | 'behind' };

/**
 * Follows the wafers' yields with a summary of their tests. A batch and its place in the order of commits are one
 * transaction: whatever is killed where, the next round goes on from there.
 */
@Injectable()
export class TestSummaryService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: TestSummaryRepository,
    private readonly versions: ProductVersionStore,
    private readonly maths: Maths,
  ) {}

  /** Summarises up to `most` wafers, one after the other: memory is that of one wafer. */
  async round(most: number): Promise<SummaryRound> {
    return this.uow.run(async () => {
      if (!(await this.repository.takeTurn())) return { wafers: 0, outcome: 'behind' };
      const changed = await this.repository.changed(most);
      const last = changed.at(-1);
      if (!last) return { wafers: 0, outcome: 'done' };
      const maps = await this.versions.dieMapVersions([...new Set(changed.map(({ productId }) => productId))]);
      for (const wafer of changed) await this.#summarise(wafer, ofProduct(maps, wafer.productId));
      await this.repository.advance(last);
      return { wafers: changed.length, outcome: 'done' };
    });
  }

  async #summarise(wafer: ChangedWafer, maps: readonly DieMapVersion[]): Promise<void> {
    const segments = await this.repository.segments(wafer);
    const values = await this.repository.values(wafer, [...new Set(segments.map(({ runId }) => runId))]);
    const testSets = new Map<string, readonly SummaryTest[]>();
    for (const { testSetId } of segments) testSets.set(testSetId, await this.repository.testSet(testSetId));
    const [first] = segments;
    const { orientation } = dieMapInForce(maps, first?.startedAt ?? new Date(0));
    const input = waferTests({ segments, values, testSets, orientation });
    await this.repository.save(wafer, await this.maths.run('summariseWaferTests', input));
  }
}

function ofProduct(maps: readonly DieMapVersion[], productId: string): DieMapVersion[] {
  return maps.filter((map) => map.productId === productId);
}

interface Reported {
  readonly segments: readonly ReportedSegment[];
  readonly values: readonly ReportedValues[];
  readonly testSets: ReadonlyMap<string, readonly SummaryTest[]>;
  /** The product's, for runs that tell none of their own. */
  readonly orientation: MapOrientation;
}

/** Records placed on dies, values by test number. */
function waferTests({ segments, values, testSets, orientation }: Reported): WaferTests {
  const dies = new Map<number, number>();
  const bySegment = Map.groupBy(values, ({ runId, segment }) => `${segment} ${runId}`);
  const placed = segments.map((reported): SummarySegment => {
    const tests = testSets.get(reported.testSetId) ?? [];
    const measured = bySegment.get(`${reported.segment} ${reported.runId}`) ?? [];
    return { die: diesOf(reported, orientation, dies), values: byNumber(measured, tests) };
  });
  return { dies: dies.size, segments: placed, tests: newestDefinitions(segments, testSets) };
}

function diesOf(reported: ReportedSegment, fallback: MapOrientation, dies: Map<number, number>): Int32Array {
  const { x: xs, y: ys } = normaliseCoordinates(reported.x, reported.y, orientationOf(reported) ?? fallback);
  return Int32Array.from(xs, (x, record) => {
    const y = ys[record] ?? MISSING;
    if (x === MISSING || y === MISSING) return -1;
    const key = x * 65_536 + y;
    const known = dies.get(key);
    if (known !== undefined) return known;
    dies.set(key, dies.size);
    return dies.size - 1;
  });
}

function orientationOf({ notch, axisX, axisY }: ReportedSegment): MapOrientation | null {
  return notch && axisX && axisY ? { notch, axisX, axisY } : null;
}

/** Of tests that share a number in one set, the first counts. */
function byNumber(values: readonly ReportedValues[], tests: readonly SummaryTest[]): Map<number, Float32Array> {
  const found = new Map<number, Float32Array>();
  for (const { testIndex, values: measured } of [...values].sort((a, b) => a.testIndex - b.testIndex)) {
    const number = tests[testIndex]?.number;
    if (number !== undefined && !found.has(number)) found.set(number, measured);
  }
  return found;
}

/** Ascending by number. */
function newestDefinitions(
  segments: readonly ReportedSegment[],
  testSets: ReadonlyMap<string, readonly SummaryTest[]>,
): SummaryTest[] {
  const newest = new Map<number, SummaryTest>();
  for (const id of new Set(segments.map(({ testSetId }) => testSetId).toReversed())) {
    for (const test of testSets.get(id) ?? []) if (!newest.has(test.number)) newest.set(test.number, test);
  }
  return [...newest.values()].sort((a, b) => a.number - b.number);
}
