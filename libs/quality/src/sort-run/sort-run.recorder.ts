import { Injectable } from '@nestjs/common';
import { CommitOrder } from '@fabwright/platform';
import { keyedWafers, WaferDerivation, type ChangedWafer } from '../derivation/wafer-derivation.ts';
import { DieSegmentStore, type VerdictColumns } from './die-segment.store.ts';
import { planPart, type KnownRun, type PartPlan, type WaferRuns } from './run-plan.ts';
import { segmentDigest } from './segment-digest.ts';
import { waferInsertionKey, type PartOutcome, type SortRunPart, type WaferInsertion } from './sort-run.ts';
import { testSetOf, TestRunStore } from './test-run.store.ts';

/** What a batch of parts comes to. */
interface Batch {
  readonly runsOf: Map<string, WaferRuns>;
  /** By wafer, run and segment: the columns that were just written. */
  readonly columns: Map<string, Map<string, Map<number, VerdictColumns>>>;
  readonly changed: Map<string, WaferInsertion>;
  readonly touched: Map<KnownRun, string>;
  readonly superseded: { old: KnownRun; by: KnownRun }[];
  readonly testSets: Map<string, string>;
}

/**
 * Writes parts of sort runs as events bring them: in any order, twice, corrected. A wafer's yield and map are derived
 * once a batch, in the same transaction.
 */
@Injectable()
export class SortRunRecorder {
  constructor(
    private readonly order: CommitOrder,
    private readonly runs: TestRunStore,
    private readonly segments: DieSegmentStore,
    private readonly derivation: WaferDerivation,
  ) {}

  /**
   * Returns what became of each part, in their order. Needs a unit of work in which the lots are registered already
   * (`FabRecorder.record` with the same events does that, and holds the lots' locks).
   */
  async record(parts: readonly SortRunPart[]): Promise<PartOutcome[]> {
    if (parts.length === 0) return [];
    const wafers = keyedWafers(parts.map(waferOf));
    const batch: Batch = {
      runsOf: await this.runs.runsOf(wafers),
      columns: new Map(),
      changed: new Map(),
      touched: new Map(),
      superseded: [],
      testSets: new Map(),
    };
    const outcomes: PartOutcome[] = [];
    // The many die results first: the number in commit order holds others up until this transaction ends.
    for (const part of parts) outcomes.push(await this.#write(part, batch));
    if (batch.changed.size === 0) return outcomes;
    const seq = await this.order.next('fact_seq');
    await this.runs.keepTestSets(batch.testSets);
    await this.runs.save(
      [...batch.touched].map(([run, testSetId]) => ({ run, testSetId })),
      seq,
    );
    await this.runs.supersede(batch.superseded, seq);
    await this.derivation.derive(
      [...batch.changed.values()].map((wafer) => changedWafer(wafer, batch)),
      seq,
    );
    return outcomes;
  }

  async #write(part: SortRunPart, batch: Batch): Promise<PartOutcome> {
    const wafer = waferOf(part);
    const key = waferInsertionKey(wafer);
    const runs = batch.runsOf.get(key) ?? [];
    const plan = planPart(runs, part, segmentDigest(part.segment, part.tests));
    if (!plan.write) return plan.outcome;
    const testSet = testSetOf(part.tests);
    batch.testSets.set(testSet.id, testSet.json);
    await this.#copy(plan, batch);
    const { run, digest } = plan.write;
    await this.segments.insert({ ...wafer, runId: run.runId }, part.segment, digest, testSet.id);
    batch.changed.set(key, wafer);
    batch.touched.set(run, testSet.id);
    remember(batch, key, run.runId, part);
    return plan.outcome;
  }

  async #copy({ copy, write }: PartPlan, batch: Batch): Promise<void> {
    if (!copy || !write) return;
    const { lotId, waferId } = copy.from.head;
    await this.segments.copyAllBut({ lotId, waferId, runId: copy.from.runId }, copy.to.runId, copy.except);
    batch.superseded.push({ old: copy.from, by: copy.to });
  }
}

function waferOf({ head }: SortRunPart): WaferInsertion {
  return { lotId: head.lotId, waferId: head.waferId, insertion: head.insertion };
}

function remember(batch: Batch, key: string, runId: string, part: SortRunPart): void {
  const byRun = batch.columns.get(key) ?? new Map<string, Map<number, VerdictColumns>>();
  batch.columns.set(key, byRun);
  const bySegment = byRun.get(runId) ?? new Map<number, VerdictColumns>();
  byRun.set(runId, bySegment);
  bySegment.set(part.segment.index, part.segment.dies);
}

function changedWafer(wafer: WaferInsertion, batch: Batch): ChangedWafer {
  const key = waferInsertionKey(wafer);
  return { wafer, runs: batch.runsOf.get(key) ?? [], inMemory: batch.columns.get(key) ?? new Map() };
}
