import { Injectable } from '@nestjs/common';
import type { LotObservation } from '@fabwright/analytics';
import { addWeeks, fabWeek, weekRange, type FabCalendar } from '@fabwright/facts';
import { CommitOrder, FabClock, FabConfig, UnitOfWork } from '@fabwright/platform';
import { DETECTORS, type ExcursionRecord, type NewEntry } from '../excursion/excursion.ts';
import { ExcursionAct, ExcursionState } from '../excursion/excursion-state.ts';
import { ExcursionRepository } from '../excursion/excursion.repository.ts';
import { ExcursionWriter, type DecidedChange } from '../excursion/excursion.writer.ts';
import { Maths } from '../maths/maths.ts';
import { calendarOf } from '../yield/fab-calendar.ts';
import { DetectionProgress } from './detection-progress.ts';
import type { FoundLot } from './found-excursions.ts';
import { fieldsOf, reconcile, type JudgedWindow, type Reconciliation, type ToOpen } from './reconcile.ts';
import { SeriesRepository, type SeriesLot } from './series.repository.ts';
import { SignatureStore } from './signature.store.ts';

/** What a run did. `idle`: nothing is new; `busy`: another worker is at it. */
export interface DetectionOutcome {
  readonly outcome: 'done' | 'idle' | 'busy';
  readonly lots: number;
  readonly opened: number;
  readonly changed: number;
  /** Those that were opened or changed. */
  readonly excursionIds: readonly string[];
}

const NOTHING: DetectionOutcome = { outcome: 'idle', lots: 0, opened: 0, changed: 0, excursionIds: [] };
/** Any constant will do: of several workers one detects at a time. */
const DETECTION_LOCK = 4_300_004;
/**
 * Weeks that are judged at once. The window begins with a block of fab weeks, not so long before now, so that phase I,
 * on which limits are learnt, is the same for months and not another each week.
 */
/** The one statistic of maps: how far the pattern of fails lies from the usual one, whatever its shape. */
const SHAPE = 'pattern';
const WINDOW_WEEKS = 26;
const BLOCK_WEEKS = 13;

/** What detection reads and remembers. */
@Injectable()
export class DetectionStores {
  constructor(
    readonly series: SeriesRepository,
    readonly signatures: SignatureStore,
    readonly excursions: ExcursionRepository,
    readonly progress: DetectionProgress,
  ) {}
}

/**
 * Looks for excursions in everything that is known, and writes down what is new, changed or gone. The whole window is
 * judged each time: late, corrected and repeated data are right whatever their order, and a run that was killed leaves
 * nothing behind that the next would have to know.
 */
@Injectable()
export class DetectionService {
  readonly #calendar: FabCalendar;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly order: CommitOrder,
    private readonly stores: DetectionStores,
    private readonly writer: ExcursionWriter,
    private readonly maths: Maths,
    private readonly clock: FabClock,
    config: FabConfig,
  ) {
    this.#calendar = calendarOf(config);
  }

  /** One run; does nothing when nothing was recorded since the last one. */
  async run(): Promise<DetectionOutcome> {
    const { progress } = this.stores;
    const seq = await progress.newestFact();
    if ((await progress.seen()) >= seq) return NOTHING;
    return this.uow.run(async () => {
      const [lock] = await this.uow.query<{ held: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS held', [
        DETECTION_LOCK,
      ]);
      if (lock?.held !== true) return { ...NOTHING, outcome: 'busy' };
      // Another worker may have looked while this one waited for the connection.
      if ((await progress.seen()) >= seq) return NOTHING;
      const fabNow = await this.clock.now();
      const from = windowStart(fabNow, this.#calendar);
      const lots = await this.stores.series.lots(from, fabNow);
      const found = await this.maths.run('findExcursions', await this.#observed(lots));
      const seqs = new Map(lots.map((lot) => [lot.observation.lot, lot.seq]));
      const window = { from, fabNow, at: new Date(), seqOf: (lotId: string) => seqs.get(lotId) ?? 0 };
      const decided = reconcile(found, await this.#known(from), window);
      const excursionIds = await this.#write(decided, window);
      await progress.advance(seq);
      const opened = decided.filter((one) => one.kind === 'open').length;
      return { outcome: 'done', lots: lots.length, opened, changed: decided.length - opened, excursionIds };
    });
  }

  /** Lots with what their maps say, where that is known. */
  async #observed(lots: readonly SeriesLot[]): Promise<LotObservation[]> {
    const shapes = await this.stores.signatures.of(lots);
    return lots.map(({ observation }) => {
      const shape = shapes.get(`${observation.lot}\n${observation.insertion}`);
      return shape === undefined ? observation : { ...observation, maps: { [SHAPE]: shape } };
    });
  }

  async #known(from: Date) {
    const records = await this.stores.excursions.lockSince(from);
    const lots = await this.stores.excursions.lots(
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
      await this.stores.excursions.setLots(after.excursionId, lots.map(lotOf(after.excursionId)));
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

/** Between 26 and 39 fab weeks before now, at the start of a block of weeks counted from a fixed one. */
export function windowStart(fabNow: Date, calendar: FabCalendar): Date {
  const oldest = addWeeks(fabWeek(fabNow, calendar), -WINDOW_WEEKS, calendar.weekStart);
  const { from } = weekRange(oldest, calendar);
  const weeks = Math.floor(from.getTime() / (7 * 86_400_000));
  return weekRange(addWeeks(oldest, -(weeks % BLOCK_WEEKS), calendar.weekStart), calendar).from;
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
