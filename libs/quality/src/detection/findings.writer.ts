import { Injectable } from '@nestjs/common';
import { CommitOrder, UnitOfWork } from '@fabwright/platform';
import { DETECTORS, type ExcursionRecord, type NewEntry } from '../excursion/excursion.ts';
import { ExcursionAct, ExcursionState } from '../excursion/excursion-state.ts';
import { ExcursionRepository } from '../excursion/excursion.repository.ts';
import { ExcursionWriter, type DecidedChange } from '../excursion/excursion.writer.ts';
import { DetectionProgress } from './detection-progress.ts';
import type { Findings, LookedAt } from './findings.service.ts';
import type { FoundLot } from './found-excursions.ts';
import {
  fieldsOf,
  reconcile,
  type JudgedWindow,
  type KnownExcursion,
  type Reconciliation,
  type ToOpen,
} from './reconcile.ts';

/** What a run did. `idle`: nothing is new; `busy`: another worker is at it. */
export interface DetectionOutcome {
  readonly outcome: 'done' | 'idle' | 'busy';
  readonly lots: number;
  readonly opened: number;
  readonly changed: number;
  /** Those that were opened or changed. */
  readonly excursionIds: readonly string[];
}

const NOT_MY_TURN: DetectionOutcome = { outcome: 'busy', lots: 0, opened: 0, changed: 0, excursionIds: [] };
/** Any constant will do: of several workers one writes at a time. */
const DETECTION_LOCK = 4_300_004;

/** Sets findings against what is written, and writes the difference, in one short transaction. */
@Injectable()
export class FindingsWriter {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly order: CommitOrder,
    private readonly progress: DetectionProgress,
    private readonly excursions: ExcursionRepository,
    private readonly writer: ExcursionWriter,
  ) {}

  /**
   * `mark`: how far the detectors had come before the facts were read. Where another worker has written since, these
   * findings may be older than what it saw: nothing is written, and the caller looks anew. What people did meanwhile is
   * seen, since excursions are read and locked here.
   */
  write(findings: Findings, looked: LookedAt & { readonly mark: string }): Promise<DetectionOutcome | 'overtaken'> {
    return this.uow.run(async () => {
      const [lock] = await this.uow.query<{ held: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS held', [
        DETECTION_LOCK,
      ]);
      if (lock?.held !== true) return NOT_MY_TURN;
      if ((await this.progress.mark()) !== looked.mark) return 'overtaken';
      const window = { from: looked.from, fabNow: looked.fabNow, at: new Date(), seqOf: findings.seqOf };
      const decided = reconcile(findings.found, await this.#known(looked.from), window);
      const excursionIds = await this.#write(decided, window);
      await this.progress.advance(looked.seq);
      const opened = decided.filter((one) => one.kind === 'open').length;
      return { outcome: 'done', lots: findings.lots, opened, changed: decided.length - opened, excursionIds };
    });
  }

  async #known(from: Date): Promise<KnownExcursion[]> {
    const records = await this.excursions.lockSince(from);
    const lots = await this.excursions.lots(
      records.map((record) => record.excursionId),
      null,
    );
    const byExcursion = Map.groupBy(lots, (lot) => lot.excursionId);
    return records.map((record) => ({ record, lots: byExcursion.get(record.excursionId) ?? [] }));
  }

  async #write(decided: readonly Reconciliation[], window: JudgedWindow): Promise<string[]> {
    const openings = decided.filter((one) => one.kind === 'open');
    const first = openings.length === 0 ? 0 : await this.order.next('excursion_seq', openings.length);
    const changes: DecidedChange[] = [];
    for (const one of decided) {
      const after = one.kind === 'open' ? opened(one, excursionName(first + openings.indexOf(one)), window) : one.after;
      const lots = one.kind === 'open' ? one.found.lots : one.lots;
      await this.excursions.setLots(after.excursionId, lots.map(lotOf(after.excursionId)));
      changes.push({
        before: one.kind === 'open' ? null : one.known.record,
        after,
        entries: one.kind === 'open' ? [openingEntry(one)] : one.entries,
        actor: DETECTORS,
        at: window.at,
        fabAt: window.fabNow,
        lotIds: lots.map((lot) => lot.lotId),
      });
    }
    await this.writer.write(changes);
    return changes.map((change) => change.after.excursionId);
  }
}

/** `EX-0042`; numbers beyond 9999 just grow longer. */
export function excursionName(number: number): string {
  return `EX-${String(number).padStart(4, '0')}`;
}

function opened({ found, fromHistory }: ToOpen, excursionId: string, window: JudgedWindow): ExcursionRecord {
  return {
    ...fieldsOf(found, window),
    excursionId,
    productId: found.productId,
    insertion: found.insertion,
    area: null,
    state: ExcursionState.OPEN,
    openedAt: new Date(found.openedAt),
    recordedAt: window.at,
    fromHistory,
    touched: false,
    ownerId: null,
    ownerName: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    suspect: null,
    undecided: null,
    cause: null,
    settledAt: null,
    settledFabAt: null,
    settledReason: null,
    version: 1,
  };
}

function openingEntry({ found, follows }: ToOpen): NewEntry {
  const after = { lots: found.lots.map((lot) => lot.lotId), ...(follows !== null && { follows }) };
  return { act: ExcursionAct.OPENED, before: null, after, reason: null };
}

function lotOf(excursionId: string) {
  return ({ lotId, testedAt, waferIds, lossPp, alarms }: FoundLot) => ({
    lotId,
    excursionId,
    waferIds,
    lossPp,
    alarms,
    testedAt: new Date(testedAt),
  });
}
