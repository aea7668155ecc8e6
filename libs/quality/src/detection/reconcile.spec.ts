import { describe, expect, it } from 'vitest';
import type { ExcursionLotRecord, ExcursionRecord } from '../excursion/excursion.ts';
import { excursionOf } from '../excursion/excursion.spec-support.ts';
import { ExcursionState } from '../excursion/excursion-state.ts';
import type { FoundExcursion } from './found-excursions.ts';
import { reconcile, type JudgedWindow, type KnownExcursion, type Reconciliation } from './reconcile.ts';

const DAY_MS = 86_400_000;
const FAB_NOW = new Date('2026-11-20T00:00:00Z');
const WINDOW: JudgedWindow = {
  from: new Date('2026-05-01T00:00:00Z'),
  fabNow: FAB_NOW,
  at: new Date('2027-01-01T00:00:00Z'),
  seqOf: (lotId) => Number(lotId.slice(1)),
};
const dayOf = (lotId: string): number => FAB_NOW.getTime() - (20 - Number(lotId.slice(1))) * DAY_MS;

/** Lots are called L1 … L19 and were tested on as many days before the clock's day 20. */
function found(lotIds: readonly string[], over: Partial<FoundExcursion> = {}): FoundExcursion {
  const { subject, reasons } = excursionOf();
  return {
    detectionId: `A/CP1/${lotIds[0]}`,
    productId: 'A',
    insertion: 'CP1',
    severity: 'major',
    subject,
    reasons,
    places: [],
    openedAt: dayOf(lotIds[0] ?? ''),
    ended: false,
    lots: lotIds.map((lotId) => ({ lotId, testedAt: dayOf(lotId), waferIds: ['W1'], lossPp: 5, alarms: [] })),
    lossPp: 5,
    lostDies: 10,
    ...over,
  };
}

function known(lotIds: readonly string[], over: Partial<ExcursionRecord> = {}): KnownExcursion {
  const times = lotIds.map((lotId) => new Date(dayOf(lotId)));
  const record = excursionOf({
    detectionId: `A/CP1/${lotIds[0]}`,
    firstLotAt: times[0]!,
    lastLotAt: times.at(-1)!,
    lotCount: lotIds.length,
    waferCount: lotIds.length,
    lossPp: 5,
    ...over,
  });
  const lots = lotIds.map((lotId): ExcursionLotRecord => {
    const { excursionId } = record;
    return { lotId, excursionId, waferIds: ['W1'], lossPp: 5, alarms: [], testedAt: new Date(dayOf(lotId)) };
  });
  return { record, lots };
}

/** `open L1,L2` or `joined EX-0001`, in a line each. */
const told = (all: readonly Reconciliation[]): string[] =>
  all.map((one) =>
    one.kind === 'open'
      ? `open ${one.found.lots.map((lot) => lot.lotId).join()}${one.fromHistory ? ' (history)' : ''}${one.follows ? ` after ${one.follows}` : ''}`
      : `${one.entries.map((entry) => entry.act).join()} ${one.after.excursionId}`,
  );

describe('what is seen against what is written', () => {
  it('opens what is new, and says what was found in history', () => {
    expect(told(reconcile([found(['L18', 'L19']), found(['L3', 'L4'])], [], WINDOW))).toEqual([
      'open L18,L19',
      'open L3,L4 (history)',
    ]);
  });

  it('changes nothing when nothing has changed', () => {
    expect(reconcile([found(['L18', 'L19'])], [known(['L18', 'L19'])], WINDOW)).toEqual([]);
  });

  it('knows an excursion by its lots, also when the detectors call it another name', () => {
    const earlier = found(['L16', 'L17', 'L18', 'L19']);
    const [change] = reconcile([earlier], [known(['L17', 'L18'])], WINDOW);
    expect(change).toMatchObject({
      kind: 'change',
      after: { excursionId: 'EX-0001', lotCount: 4, seq: 19, version: 2, openedAt: excursionOf().openedAt },
      entries: [{ act: 'joined', after: { lots: ['L16', 'L19'] } }],
    });
  });

  it('gives the larger share to the one, and withdraws the other into it', () => {
    const one = known(['L14', 'L15', 'L16']);
    const two = known(['L17'], { excursionId: 'EX-0002' });
    const result = reconcile([found(['L14', 'L15', 'L16', 'L17'])], [one, two], WINDOW);
    expect(told(result)).toEqual(['joined EX-0001', 'withdrawn EX-0002']);
    expect(result[1]).toMatchObject({ after: { settledReason: 'part of EX-0001', settledAt: WINDOW.at } });
  });

  it('keeps what an excursion is called and was first seen as, whatever joins or leads later', () => {
    const before = known(['L17', 'L18']);
    const bin = { kind: 'bin', product: 'A', insertion: 'CP1', name: '13' } as const;
    const [first] = before.record.reasons;
    const seen = { code: 'wafers-stand-out', stream: bin, values: { value: 0.2 } } as const;
    const more = found(['L15', 'L17', 'L18', 'L19'], { subject: bin, reasons: [seen, first!] });
    const [change] = reconcile([more], [before], WINDOW);
    expect(change).toMatchObject({
      after: { excursionId: 'EX-0001', subject: before.record.subject, kind: 'yield', reasons: [first, seen] },
      entries: [{ act: 'joined', after: { lots: ['L15', 'L19'] } }],
    });
    const { detectionId, openedAt, recordedAt } = before.record;
    expect(change).toMatchObject({ after: { detectionId, openedAt, recordedAt } });
  });

  it('does not turn into another event that merely passes through its lots', () => {
    const bin = { kind: 'bin', product: 'A', insertion: 'CP1', name: '31' } as const;
    const passing = found(['L14', 'L15', 'L16', 'L17'], { subject: bin });
    const own = found(['L17', 'L18', 'L19']);
    expect(told(reconcile([passing, own], [known(['L17', 'L18'])], WINDOW))).toEqual([
      'open L14,L15,L16,L17',
      'joined EX-0001',
    ]);
    expect(told(reconcile([passing], [known(['L17', 'L18'])], WINDOW))).toEqual([
      'open L14,L15,L16,L17',
      'withdrawn EX-0001',
    ]);
  });

  it('never mixes products or insertions', () => {
    const other = { productId: 'B', detectionId: 'B/CP1/L18' };
    expect(told(reconcile([found(['L18'], other)], [known(['L18'])], WINDOW))).toEqual([
      'open L18',
      'withdrawn EX-0001',
    ]);
  });

  it('leaves alone what a person has touched or settled, and what reaches back beyond the window', () => {
    const touched = known(['L18'], { touched: true });
    const contained = known(['L17'], { excursionId: 'EX-0002', state: ExcursionState.CONTAINED });
    const older = known(['L16'], { excursionId: 'EX-0003', firstLotAt: new Date('2026-04-01T00:00:00Z') });
    const dismissed = known(['L15'], { excursionId: 'EX-0004', state: ExcursionState.DISMISSED });
    expect(reconcile([], [touched, contained, older, dismissed], WINDOW)).toEqual([]);
  });

  it('keeps following a live one that a person has touched', () => {
    const touched = known(['L17', 'L18'], { touched: true, state: ExcursionState.CONTAINED });
    const [change] = reconcile([found(['L17', 'L18', 'L19'])], [touched], WINDOW);
    expect(change).toMatchObject({ after: { state: 'contained', lotCount: 3 } });
  });

  it('opens a new one when lots go on after a closed one, and none when a dismissed one goes on', () => {
    const settledFabAt = new Date(dayOf('L17') + 1);
    const closed = known(['L16', 'L17'], { state: ExcursionState.CLOSED, settledFabAt });
    const more = found(['L16', 'L17', 'L18', 'L19']);
    expect(told(reconcile([more], [closed], WINDOW))).toEqual(['open L18,L19 after EX-0001']);
    expect(reconcile([found(['L16', 'L17', 'L18'])], [closed], WINDOW)).toEqual([]);
    const dismissed = known(['L16', 'L17'], { state: ExcursionState.DISMISSED, settledFabAt });
    expect(reconcile([more], [dismissed], WINDOW)).toEqual([]);
  });

  it('joins lots to the new one and not to the closed one that it follows', () => {
    const settledFabAt = new Date(dayOf('L16') + 1);
    const closed = known(['L15', 'L16'], { state: ExcursionState.CLOSED, settledFabAt });
    const next = known(['L17', 'L18'], { excursionId: 'EX-0002' });
    expect(told(reconcile([found(['L15', 'L16', 'L17', 'L18', 'L19'])], [closed, next], WINDOW))).toEqual([
      'joined EX-0002',
    ]);
  });

  it('brings a withdrawn one back with its data', () => {
    const withdrawn = known(['L18', 'L19'], { state: ExcursionState.WITHDRAWN, settledReason: 'gone' });
    const [change] = reconcile([found(['L18', 'L19'])], [withdrawn], WINDOW);
    expect(change).toMatchObject({ after: { state: 'open', settledReason: null }, entries: [{ act: 'opened' }] });
  });

  it('writes down a loss that has moved, and not the noise of a late retest', () => {
    expect(reconcile([found(['L18'], { lossPp: 5.05 })], [known(['L18'])], WINDOW)).toEqual([]);
    const [change] = reconcile([found(['L18'], { lossPp: 7, severity: 'critical' })], [known(['L18'])], WINDOW);
    expect(change).toMatchObject({ entries: [{ act: 'updated', after: { lossPp: 7, severity: 'critical' } }] });
  });
});
