import { streamName, type Stream } from '@fabwright/analytics';
import { withdrawalText } from '@fabwright/facts';
import {
  ExcursionKind,
  ExcursionSeverity,
  type ExcursionLotRecord,
  type ExcursionRecord,
  type NewEntry,
} from '../excursion/excursion.ts';
import { ExcursionAct, ExcursionState, isLive, stateAfter } from '../excursion/excursion-state.ts';
import type { FoundExcursion, FoundLot, FoundSeverity } from './found-excursions.ts';
import { identityOf, inOrderOf } from './excursion-identity.ts';
import { isSameSeries } from './same-series.ts';

/** An excursion that is written down already, with its lots. */
export interface KnownExcursion {
  readonly record: ExcursionRecord;
  readonly lots: readonly ExcursionLotRecord[];
}

/** The window that was judged. */
export interface JudgedWindow {
  readonly from: Date;
  /** The fab's now, and the wall clock. */
  readonly fabNow: Date;
  readonly at: Date;
  /** Highest sequence number of each lot's facts. */
  readonly seqOf: (lotId: string) => number;
}

export interface ToOpen {
  readonly kind: 'open';
  readonly found: FoundExcursion;
  readonly fromHistory: boolean;
  /** The settled excursion that it follows, for the history. */
  readonly follows: string | null;
}

export interface ToChange {
  readonly kind: 'change';
  readonly known: KnownExcursion;
  readonly after: ExcursionRecord;
  readonly lots: readonly FoundLot[];
  readonly entries: readonly NewEntry[];
}

export type Reconciliation = ToOpen | ToChange;

const DAY_MS = 86_400_000;
/** What is older than this when it is first seen was found in history: nobody is called for it. */
const HISTORY_DAYS = 7;
/** A loss that moves by less than this is noise of late retests, and no news. */
const NEWS_PP = 0.1;
/** After an excursion was closed, so many newer lots make it a new one. */
const LOTS_OF_A_NEW_ONE = 2;

const KINDS: Readonly<Record<Stream['kind'], ExcursionKind>> = {
  yield: ExcursionKind.YIELD,
  bin: ExcursionKind.BIN,
  test: ExcursionKind.TEST,
  map: ExcursionKind.SIGNATURE,
  defects: ExcursionKind.DEFECT,
  sensor: ExcursionKind.SENSOR,
};
const SEVERITIES: Readonly<Record<FoundSeverity, ExcursionSeverity>> = {
  minor: ExcursionSeverity.MINOR,
  major: ExcursionSeverity.MAJOR,
  critical: ExcursionSeverity.CRITICAL,
};

/**
 * Sets what the detectors see over the whole window against what is written down. The same data give the same result,
 * whatever the order in which they came, and a second run changes nothing. `known` holds every excursion of the window,
 * in the order in which they were written; those that are settled stay as people left them.
 */
export function reconcile(
  found: readonly FoundExcursion[],
  known: readonly KnownExcursion[],
  window: JudgedWindow,
): Reconciliation[] {
  const open = known.filter((one) => !isSettled(one));
  const left = found.flatMap((one) => whatIsLeft(one, known));
  const pairs = matched(
    left.map(({ one }) => one),
    open,
  );
  const taken = new Set(pairs.values());
  const changes = left.flatMap(({ one, follows }) => reconciled(one, follows, pairs.get(one) ?? null, window));
  const vanished = open.filter((one) => !taken.has(one)).flatMap((one) => gone(one, pairs, window));
  return [...changes, ...vanished];
}

interface Left {
  readonly one: FoundExcursion;
  /** The closed excursion that it goes on after. */
  readonly follows: string | null;
}

function isSettled({ record }: KnownExcursion): boolean {
  return record.state === ExcursionState.CLOSED || record.state === ExcursionState.DISMISSED;
}

/**
 * What a finding still has to say once what people have settled is taken out of it. Of what was dismissed nothing is
 * left, unless part of it is an excursion of its own already; of what was closed, the lots that were tested afterwards.
 */
function whatIsLeft(one: FoundExcursion, known: readonly KnownExcursion[]): Left[] {
  const related = known.filter(({ record }) => isSameSeries(one, record));
  const settled = related.filter((other) => isSettled(other) && likeness(one, other) > 0);
  if (settled.length === 0) return [{ one, follows: null }];
  const decided = new Set(settled.flatMap((other) => other.lots.map((lot) => lot.lotId)));
  const live = related.filter((other) => !isSettled(other));
  const owned = new Set(live.flatMap(({ lots }) => lots.map((lot) => lot.lotId)));
  const undecided = one.lots.filter((lot) => !decided.has(lot.lotId));
  const dismissed = settled.some(({ record }) => record.state === ExcursionState.DISMISSED);
  const since = Math.max(...settled.map(({ record }) => record.settledFabAt?.getTime() ?? Infinity));
  const later = undecided.filter((lot) => owned.has(lot.lotId) || (!dismissed && lot.testedAt > since));
  const goesOn = undecided.some((lot) => owned.has(lot.lotId));
  if (!goesOn && later.length < LOTS_OF_A_NEW_ONE) return [];
  const lots = goesOn ? undecided.filter((lot) => lot.testedAt >= (later[0]?.testedAt ?? 0)) : later;
  return [{ one: restricted(one, lots), follows: settled.at(-1)?.record.excursionId ?? null }];
}

function restricted(one: FoundExcursion, lots: readonly FoundLot[]): FoundExcursion {
  const losses = lots.flatMap((lot) => lot.lossPp ?? []);
  const lossPp = losses.length === 0 ? null : losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  const lostDies = Math.round((one.lostDies * lots.length) / one.lots.length);
  return { ...one, lots, lossPp, lostDies, openedAt: lots[0]?.testedAt ?? one.openedAt };
}

/** Each finding with the known excursion that is the same event, where there is one. */
function matched(
  found: readonly FoundExcursion[],
  known: readonly KnownExcursion[],
): Map<FoundExcursion, KnownExcursion> {
  const candidates = found.flatMap((one) =>
    known.flatMap((other) => {
      const weight = likeness(one, other);
      return weight > 0 ? [{ one, other, weight }] : [];
    }),
  );
  candidates.sort((a, b) => b.weight - a.weight);
  const pairs = new Map<FoundExcursion, KnownExcursion>();
  const taken = new Set<KnownExcursion>();
  for (const { one, other } of candidates) {
    if (pairs.has(one) || taken.has(other)) continue;
    pairs.set(one, other);
    taken.add(other);
  }
  return pairs;
}

/**
 * Lots in common; the detectors' own name for it decides between equals. 0 = another event: a finding that is led by
 * another stream and holds at most half of the lots is one that merely passed through them.
 */
function likeness(one: FoundExcursion, { record, lots }: KnownExcursion): number {
  if (!isSameSeries(one, record)) return 0;
  const own = new Set(one.lots.map((lot) => lot.lotId));
  const shared = lots.filter((lot) => own.has(lot.lotId)).length;
  if (streamName(one.subject) !== streamName(record.subject) && 2 * shared <= lots.length) return 0;
  const live = isLive(record.state) ? 0.25 : 0;
  return shared === 0 ? 0 : shared + (one.detectionId === record.detectionId ? 0.5 : 0) + live;
}

function reconciled(
  one: FoundExcursion,
  follows: string | null,
  known: KnownExcursion | null,
  window: JudgedWindow,
): Reconciliation[] {
  if (known === null) return [opening(one, follows, window)];
  if (isLive(known.record.state)) return updated(one, known, window);
  return [changed(one, known, ExcursionAct.OPENED, window)];
}

function opening(found: FoundExcursion, follows: string | null, { fabNow }: JudgedWindow): ToOpen {
  const newest = found.lots.at(-1)?.testedAt ?? found.openedAt;
  return { kind: 'open', found, follows, fromHistory: fabNow.getTime() - newest > HISTORY_DAYS * DAY_MS };
}

function updated(one: FoundExcursion, known: KnownExcursion, window: JudgedWindow): ToChange[] {
  const before = new Set(known.lots.map((lot) => lot.lotId));
  const joined = one.lots.filter((lot) => !before.has(lot.lotId)).map((lot) => lot.lotId);
  if (joined.length > 0) return [changed(one, known, ExcursionAct.JOINED, window, { lots: joined })];
  const news = newsOf(one, known);
  return news === null ? [] : [changed(one, known, ExcursionAct.UPDATED, window, news)];
}

/** What differs so much that it belongs into the history; null where nothing does. */
function newsOf(one: FoundExcursion, { record, lots }: KnownExcursion): Record<string, unknown> | null {
  const now = new Set(one.lots.map((lot) => lot.lotId));
  const left = lots.filter((lot) => !now.has(lot.lotId)).map((lot) => lot.lotId);
  const wafers = one.lots.reduce((sum, lot) => sum + lot.waferIds.length, 0);
  const news = {
    ...(left.length > 0 && { left }),
    ...(wafers !== record.waferCount && { wafers }),
    ...(Math.abs((one.lossPp ?? 0) - (record.lossPp ?? 0)) >= NEWS_PP && { lossPp: one.lossPp }),
    ...verdictNews(one, record),
  };
  return Object.keys(news).length === 0 ? null : news;
}

function verdictNews(one: FoundExcursion, record: ExcursionRecord): Record<string, unknown> {
  const severity = SEVERITIES[one.severity];
  return {
    ...(severity !== record.severity && { severity }),
    ...(one.ended !== record.ended && { ended: one.ended }),
    ...(one.reasons.length !== record.reasons.length && { reasons: one.reasons.length }),
  };
}

function changed(
  one: FoundExcursion,
  known: KnownExcursion,
  act: ExcursionAct,
  window: JudgedWindow,
  after: Record<string, unknown> | null = null,
): ToChange {
  const { record } = known;
  const state = stateAfter(record.state, act) ?? record.state;
  const back = state !== record.state;
  return {
    kind: 'change',
    known,
    lots: one.lots,
    after: {
      ...record,
      ...fieldsOf(one, window),
      ...identityOf(record),
      reasons: inOrderOf(record.reasons, one.reasons),
      state,
      ...(back && { settledAt: null, settledFabAt: null, settledReason: null }),
      version: record.version + 1,
    },
    entries: [{ act, before: back ? { state: record.state } : null, after: back ? { state } : after, reason: null }],
  };
}

/** What follows from the data alone. When it was opened stays: it is when people were told. */
export function fieldsOf(one: FoundExcursion, { seqOf }: JudgedWindow) {
  const times = one.lots.map((lot) => lot.testedAt);
  return {
    detectionId: one.detectionId,
    kind: KINDS[one.subject.kind],
    severity: SEVERITIES[one.severity],
    subject: one.subject,
    reasons: one.reasons,
    places: one.places,
    firstLotAt: new Date(Math.min(...times)),
    lastLotAt: new Date(Math.max(...times)),
    ended: one.ended,
    lotCount: one.lots.length,
    waferCount: one.lots.reduce((sum, lot) => sum + lot.waferIds.length, 0),
    lossPp: one.lossPp,
    lostDies: one.lostDies,
    seq: Math.max(0, ...one.lots.map((lot) => seqOf(lot.lotId))),
  };
}

/**
 * What is not found any more: corrected data or a lot that came late have explained it. An excursion that reaches
 * back beyond the window can't be judged and stays, as does one that a person has touched.
 */
function gone(
  known: KnownExcursion,
  pairs: ReadonlyMap<FoundExcursion, KnownExcursion>,
  window: JudgedWindow,
): ToChange[] {
  const { record, lots } = known;
  if (record.state !== ExcursionState.OPEN || record.touched || record.firstLotAt < window.from) return [];
  const own = new Set(lots.map((lot) => lot.lotId));
  const shares = (one: FoundExcursion): boolean => one.lots.some((lot) => own.has(lot.lotId));
  const heir = [...pairs].find(([one]) => isSameSeries(one, record) && shares(one))?.[1];
  const reason = withdrawalText(heir ? { partOf: heir.record.excursionId } : 'not-found');
  const state = ExcursionState.WITHDRAWN;
  return [
    {
      kind: 'change',
      known,
      lots: lots.map(asFound),
      after: {
        ...record,
        state,
        ended: true,
        settledAt: window.at,
        settledFabAt: window.fabNow,
        settledReason: reason,
        version: record.version + 1,
      },
      entries: [{ act: ExcursionAct.WITHDRAWN, before: { state: record.state }, after: { state }, reason }],
    },
  ];
}

function asFound({ lotId, testedAt, waferIds, lossPp, alarms }: ExcursionLotRecord): FoundLot {
  return { lotId, testedAt: testedAt.getTime(), waferIds, lossPp, alarms };
}
