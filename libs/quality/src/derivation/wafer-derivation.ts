import { Injectable } from '@nestjs/common';
import {
  BinCatalogue,
  ProductInsertionStore,
  ProductVersionStore,
  type DieMapVersion,
  type RankedBins,
} from '@fabwright/fab';
import { UnitOfWork } from '@fabwright/platform';
import { DieSegmentStore, type VerdictColumns } from '../sort-run/die-segment.store.ts';
import { currentRuns, partsReceived, type KnownRun, type WaferRuns } from '../sort-run/run-plan.ts';
import { waferInsertionKey, type WaferInsertion } from '../sort-run/sort-run.ts';
import { LotYieldStore } from '../yield/lot-yield.store.ts';
import { dieMapInForce } from './die-map-in-force.ts';
import { WaferResultStore } from './wafer-result.store.ts';
import { summariseWafer, type WaferSummary } from './wafer-summary.ts';

/** A wafer whose runs have changed, and the columns of its segments that are at hand, by run. */
export interface ChangedWafer {
  readonly wafer: WaferInsertion;
  readonly runs: WaferRuns;
  readonly inMemory: ReadonlyMap<string, ReadonlyMap<number, VerdictColumns>>;
}

/** Re-derives yield and map of a wafer from all its current runs. The same facts always give the same rows. */
@Injectable()
export class WaferDerivation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly segments: DieSegmentStore,
    private readonly results: WaferResultStore,
    private readonly versions: ProductVersionStore,
    private readonly bins: BinCatalogue,
    private readonly insertions: ProductInsertionStore,
    private readonly lotYields: LotYieldStore,
  ) {}

  /** Needs a unit of work. Wafers whose every run is superseded by one without segments are left as they are. */
  async derive(changed: readonly ChangedWafer[], seq: number): Promise<void> {
    const products = await this.#productsOf(changed.map(({ wafer }) => wafer.lotId));
    await this.insertions.notice(
      changed.map(({ wafer }) => ({ productId: products.get(wafer.lotId) ?? '', insertion: wafer.insertion })),
    );
    const versions = await this.#dieMaps([...products.values()]);
    const fails = new Map<string, FailTally>();
    for (const one of changed) {
      const productId = products.get(one.wafer.lotId) ?? '';
      const summary = await this.#deriveOne(one, versions.get(productId) ?? [], seq);
      if (summary) tally(fails, productId, summary);
    }
    await this.lotYields.refresh(changed.map(({ wafer }) => wafer.lotId));
    await this.bins.assignSlots(rankedBins(fails));
  }

  /** Bins in which a die of these lots passed at last, as `kind number`. */
  passingBins(lotIds: readonly string[], insertion: string): Promise<Set<string>> {
    return this.results.passingBins(lotIds, insertion);
  }

  async #deriveOne(
    { wafer, runs, inMemory }: ChangedWafer,
    versions: readonly DieMapVersion[],
    seq: number,
  ): Promise<WaferSummary | null> {
    const current = currentRuns(runs).filter((run) => run.segments.size > 0);
    const [first] = current;
    if (!first) return null;
    const columns = columnsAtHand(current, inMemory) ?? (await this.#read(wafer, current));
    const dieMap = dieMapInForce(versions, first.head.startedAt);
    const summary = summariseWafer(
      current.map((run) => ({
        segments: columns.get(run.runId) ?? [],
        endedAt: run.finishedAt ?? run.head.startedAt,
        orientation: run.head.orientation ?? dieMap.orientation,
      })),
      dieMap.grossDies,
    );
    const complete = current.every((run) => partsReceived(run) >= run.partsExpected);
    await this.results.save({ wafer, runs: current, summary, complete }, seq);
    return summary;
  }

  #read(wafer: WaferInsertion, runs: readonly KnownRun[]): Promise<Map<string, VerdictColumns[]>> {
    return this.segments.read(
      wafer,
      runs.map((run) => run.runId),
    );
  }

  async #productsOf(lotIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.uow.query<{ lotId: string; productId: string }>(
      'SELECT lot_id AS "lotId", product_id AS "productId" FROM lot WHERE lot_id = ANY($1)',
      [[...new Set(lotIds)]],
    );
    return new Map(rows.map((row) => [row.lotId, row.productId]));
  }

  async #dieMaps(productIds: readonly string[]): Promise<Map<string, DieMapVersion[]>> {
    const rows = await this.versions.dieMapVersions([...new Set(productIds)]);
    return Map.groupBy(rows, (row) => row.productId);
  }
}

/** Null when a segment of a current run has to be read back. */
function columnsAtHand(
  runs: readonly KnownRun[],
  inMemory: ChangedWafer['inMemory'],
): Map<string, VerdictColumns[]> | null {
  const found = new Map<string, VerdictColumns[]>();
  for (const run of runs) {
    const held = inMemory.get(run.runId);
    if (held?.size !== run.segments.size) return null;
    found.set(
      run.runId,
      [...held].sort(([a], [b]) => a - b).map(([, columns]) => columns),
    );
  }
  return found;
}

type FailTally = { soft: Map<number, number>; hard: Map<number, number> };

function tally(into: Map<string, FailTally>, productId: string, summary: WaferSummary): void {
  const fails = into.get(productId) ?? { soft: new Map(), hard: new Map() };
  into.set(productId, fails);
  for (const [kind, counts] of [
    ['soft', summary.softFails],
    ['hard', summary.hardFails],
  ] as const) {
    counts.bins.forEach((bin, at) => fails[kind].set(bin, (fails[kind].get(bin) ?? 0) + (counts.dies[at] ?? 0)));
  }
}

function rankedBins(fails: ReadonlyMap<string, FailTally>): RankedBins[] {
  return [...fails].flatMap(([productId, tallies]) =>
    (['soft', 'hard'] as const).map((kind) => ({
      productId,
      kind,
      numbers: [...tallies[kind]].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([bin]) => bin),
    })),
  );
}

export function keyedWafers(wafers: readonly WaferInsertion[]): WaferInsertion[] {
  return [...new Map(wafers.map((wafer) => [waferInsertionKey(wafer), wafer])).values()];
}
