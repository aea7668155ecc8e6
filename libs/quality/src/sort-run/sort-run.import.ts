import { createHash } from 'node:crypto';
import {
  addLot,
  addWafer,
  type BinCatalogue,
  emptySightings,
  type FabRegister,
  mention,
  UNKNOWN_PRODUCT,
  type ProgramBin,
} from '@fabwright/fab';
import { type CommitOrder } from '@fabwright/platform';
import { type WaferDerivation } from '../derivation/wafer-derivation.ts';
import { type DieSegmentStore } from './die-segment.store.ts';
import { runIdOf, type KnownRun, type WaferRuns } from './run-plan.ts';
import { segmentDigest } from './segment-digest.ts';
import type { RunRelation, SortRunHead, SortSegment, SortTest, WaferInsertion } from './sort-run.ts';
import { testSetOf, type TestRunStore } from './test-run.store.ts';

/** A run of a file that is being written. */
export interface OpenRun {
  readonly run: KnownRun;
  readonly relation: RunRelation;
  /** The version that this one replaces. */
  readonly replaces: KnownRun | null;
  /** All runs of its wafer at its insertion, this one included. */
  readonly siblings: WaferRuns;
  unsettled: boolean;
}

export interface ImportedRun {
  readonly wafer: WaferInsertion;
  readonly runId: string;
  readonly relation: RunRelation;
  readonly partRecords: number;
}

export interface ImportParts {
  readonly order: CommitOrder;
  readonly register: FabRegister;
  readonly runs: TestRunStore;
  readonly segments: DieSegmentStore;
  readonly derivation: WaferDerivation;
  readonly bins: BinCatalogue;
}

/**
 * Writes the runs of one file as they are read, so that a file of any size needs the memory of one segment.
 * Everything happens in one unit of work: all or nothing. Not for several files at a time.
 */
export class SortRunImport {
  readonly #open = new Map<string, OpenRun>();

  constructor(private readonly parts: ImportParts) {}

  /**
   * Begins the run of a wafer, or goes on with it where the file returns to it. A run is identified by lot, wafer,
   * insertion, program and start: the same run again replaces what was there, another start is a retest.
   * Needs a unit of work, as all that follows.
   */
  async open(head: SortRunHead): Promise<OpenRun> {
    const key = fileRunId(head);
    const known = this.#open.get(key);
    if (known) return known;
    await this.#register(head);
    const wafer = { lotId: head.lotId, waferId: head.waferId, insertion: head.insertion };
    const stored = await this.parts.runs.runsOf([wafer]);
    const siblings = this.#openSiblings(wafer) ?? [...stored.values()][0] ?? [];
    const replaces = siblings.find((run) => !run.superseded && isSameRun(run.head, head)) ?? null;
    const relation = await this.#relation(wafer, siblings, replaces);
    const run = newRun(head, replaces?.head.sourceRunId ?? key, siblings);
    if (replaces) replaces.superseded = true;
    siblings.push(run);
    const opened = { run, relation, replaces, siblings, unsettled: false };
    this.#open.set(key, opened);
    return opened;
  }

  /** Adds part records, in the order of the file. */
  async append(open: OpenRun, content: Omit<SortSegment, 'index'>): Promise<void> {
    const { run } = open;
    const segment = { ...content, index: run.segments.size };
    const digest = segmentDigest(segment, []);
    await this.parts.segments.insert(keyOf(run), segment, digest);
    run.segments.set(segment.index, { digest: digest.toString('hex'), parts: segment.dies.x.length });
    run.partsExpected = run.segments.size;
    open.unsettled ||= segment.dies.verdict.includes(-1);
  }

  /** What the file says of a run's end. */
  end(open: OpenRun, finishedAt: Date): void {
    open.run.finishedAt = finishedAt;
  }

  /**
   * Ends the file: settles verdicts by the bins, keeps tests and bins, and derives yields and maps. `tests` are those
   * that the segments' values point to. Runs without a part record are not kept.
   */
  async finish(tests: readonly SortTest[], bins: readonly ProgramBin[]): Promise<ImportedRun[]> {
    const open = [...this.#open.values()].filter(({ run }) => run.segments.size > 0);
    await this.#settle(open, bins);
    const seq = await this.parts.order.next('fact_seq');
    const testSet = testSetOf(tests);
    await this.parts.runs.keepTestSets(new Map([[testSet.id, testSet.json]]));
    await this.parts.runs.save(
      open.map(({ run }) => ({ run, testSetId: testSet.id })),
      seq,
    );
    await this.parts.runs.supersede(
      open.flatMap(({ run, replaces }) => (replaces ? [{ old: replaces, by: run }] : [])),
      seq,
    );
    for (const product of programs(open)) await this.parts.bins.learn(product.productId, product.insertion, bins);
    await this.parts.derivation.derive(changedWafers(open), seq);
    for (const product of programs(open)) await this.#learnVerdicts(product, lotsOf(open), bins);
    return open.map(importedRun);
  }

  /** A summary may leave pass or fail blank: then a bin passes when parts in it have passed. */
  async #learnVerdicts(
    { productId, insertion }: { productId: string; insertion: string },
    lotIds: readonly string[],
    bins: readonly ProgramBin[],
  ): Promise<void> {
    const silent = bins.filter(({ pass }) => pass === null);
    if (silent.length === 0) return;
    const passing = await this.parts.derivation.passingBins(lotIds, insertion);
    const told = silent.map((bin) => ({ ...bin, pass: passing.has(`${bin.kind} ${bin.number}`) }));
    await this.parts.bins.learn(productId, insertion, told);
  }

  async #settle(open: readonly OpenRun[], bins: readonly ProgramBin[]): Promise<void> {
    const verdicts = new Map<number, 0 | 1>();
    for (const { kind, number, pass } of bins) if (kind === 'hard' && pass !== null) verdicts.set(number, pass ? 1 : 0);
    if (verdicts.size === 0) return;
    for (const { run, unsettled } of open) {
      if (unsettled) await this.parts.segments.settleVerdicts(keyOf(run), verdicts);
    }
  }

  async #register(head: SortRunHead): Promise<void> {
    const seen = emptySightings();
    const at = head.startedAt.toISOString();
    const { lotId, waferId, lotNo, slot } = head;
    addLot(seen, { ...mention(lotId, head.productId, at), lotType: head.lotType ?? 'production' });
    addWafer(seen, { lotId, waferId, lotNo, slot, seenAt: at, scrappedAt: null, moves: false });
    await this.parts.register.register(seen);
  }

  /** Another run of the same wafer in this file: both must see each other. */
  #openSiblings(wafer: WaferInsertion): WaferRuns | undefined {
    for (const { run, siblings } of this.#open.values()) {
      const { head } = run;
      if (head.lotId === wafer.lotId && head.waferId === wafer.waferId && head.insertion === wafer.insertion) {
        return siblings;
      }
    }
    return undefined;
  }

  async #relation(wafer: WaferInsertion, siblings: WaferRuns, replaces: KnownRun | null): Promise<RunRelation> {
    if (replaces) return 'correction';
    if (siblings.length > 0) return 'retest';
    return (await this.parts.runs.hasOtherInsertion(wafer)) ? 'second-insertion' : 'new';
  }
}

/** A file has no id of a run: this one follows from what identifies it. */
export function fileRunId(head: SortRunHead): string {
  const identity = [head.lotId, head.waferId, head.insertion, head.program, startSecond(head)];
  return `file-${createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32)}`;
}

/** Files tell times in whole seconds. */
function startSecond(head: SortRunHead): number {
  return Math.floor(head.startedAt.getTime() / 1000);
}

function isSameRun(a: SortRunHead, b: SortRunHead): boolean {
  return a.program === b.program && startSecond(a) === startSecond(b);
}

function newRun(head: SortRunHead, sourceRunId: string, siblings: WaferRuns): KnownRun {
  const version = siblings.filter((run) => run.head.sourceRunId === sourceRunId).length + 1;
  return {
    runId: runIdOf(sourceRunId, version),
    version,
    head: { ...head, sourceRunId },
    partsExpected: 0,
    finishedAt: head.finishedAt,
    segments: new Map(),
    superseded: false,
  };
}

function keyOf({ runId, head }: KnownRun) {
  return { lotId: head.lotId, waferId: head.waferId, runId };
}

function lotsOf(open: readonly OpenRun[]): string[] {
  return [...new Set(open.map(({ run }) => run.head.lotId))];
}

function programs(open: readonly OpenRun[]): { productId: string; insertion: string }[] {
  const distinct = new Map(
    open.map(({ run: { head } }) => {
      const program = { productId: head.productId ?? UNKNOWN_PRODUCT, insertion: head.insertion };
      return [JSON.stringify(program), program];
    }),
  );
  return [...distinct.values()];
}

function changedWafers(open: readonly OpenRun[]) {
  const bySiblings = new Map(open.map(({ run, siblings }) => [siblings, run.head]));
  return [...bySiblings].map(([runs, { lotId, waferId, insertion }]) => ({
    wafer: { lotId, waferId, insertion },
    runs,
    inMemory: new Map(),
  }));
}

function importedRun({ run, relation }: OpenRun): ImportedRun {
  const { lotId, waferId, insertion } = run.head;
  const partRecords = [...run.segments.values()].reduce((sum, segment) => sum + segment.parts, 0);
  return { wafer: { lotId, waferId, insertion }, runId: run.runId, relation, partRecords };
}
