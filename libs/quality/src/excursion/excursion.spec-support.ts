import type { Stream } from '@fabwright/analytics';
import { ExcursionKind, ExcursionSeverity, type ExcursionRecord } from './excursion.ts';
import { ExcursionState } from './excursion-state.ts';

const YIELD_OF_A: Stream = { kind: 'yield', product: 'A', insertion: 'CP1', name: '' };

/** An open excursion of product A at CP1, as the detectors write it. */
export function excursionOf(over: Partial<ExcursionRecord> = {}): ExcursionRecord {
  return {
    excursionId: 'EX-0001',
    detectionId: 'A/CP1/A4',
    productId: 'A',
    insertion: 'CP1',
    kind: ExcursionKind.YIELD,
    severity: ExcursionSeverity.MAJOR,
    area: null,
    state: ExcursionState.OPEN,
    subject: YIELD_OF_A,
    reasons: [{ code: 'below-floor', stream: YIELD_OF_A, values: { value: 0.7, limit: 0.8, lot: 'A4' } }],
    places: [],
    firstLotAt: new Date('2026-11-16T09:00:00Z'),
    lastLotAt: new Date('2026-11-17T09:00:00Z'),
    openedAt: new Date('2026-11-16T09:00:00Z'),
    recordedAt: new Date('2026-11-20T00:00:00Z'),
    fromHistory: false,
    ended: false,
    touched: false,
    lotCount: 2,
    waferCount: 2,
    lossPp: 12.6,
    lostDies: 4,
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
    seq: 1,
    ...over,
  };
}
