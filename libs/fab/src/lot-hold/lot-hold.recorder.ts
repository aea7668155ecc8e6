import type { FabEventOf } from '@fabwright/contracts';
import type { UnitOfWork } from '@fabwright/platform';
import { deriveLotState, eventKey, LOT_EVENT } from '../lot/lot-history.recorder.ts';
import { insertRows, type RowTarget } from '../rows/insert-rows.ts';

type LotHoldEvent = FabEventOf<'fab.lot-hold.v1'>;

const COLUMNS = {
  lot_id: 'text',
  hold_id: 'text',
  lot_no: 'text',
  step_id: 'text',
  reason: 'text',
  comment: 'text',
  held_at: 'timestamptz',
  released_at: 'timestamptz',
  released_comment: 'text',
};

/** A release may arrive before its hold: each fills its own half of the row, and the hold's words win. */
const HOLD: RowTarget = {
  table: 'lot_hold',
  columns: COLUMNS,
  conflict: `ON CONFLICT (lot_id, hold_id) DO UPDATE SET
    lot_no = excluded.lot_no,
    step_id = COALESCE(excluded.step_id, lot_hold.step_id),
    reason = excluded.reason,
    comment = excluded.comment,
    held_at = LEAST(excluded.held_at, lot_hold.held_at)`,
};
const RELEASE: RowTarget = {
  table: 'lot_hold',
  columns: COLUMNS,
  conflict: `ON CONFLICT (lot_id, hold_id) DO UPDATE SET
    step_id = COALESCE(lot_hold.step_id, excluded.step_id),
    released_at = GREATEST(excluded.released_at, lot_hold.released_at),
    released_comment = CASE WHEN lot_hold.released_at > excluded.released_at THEN lot_hold.released_comment
      ELSE excluded.released_comment END`,
};

/** Holds and releases; all of them, downgrades too, also stand in the lot's history. */
export async function recordLotHolds(uow: UnitOfWork, events: readonly LotHoldEvent[], seq: number): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({
    lot_id: event.data.lotId,
    event_id: eventKey(event),
    kind: event.data.kind,
    lot_no: event.data.lotNo,
    at: event.data.at,
    step_id: event.data.stepId,
    detail: { reason: event.data.reason, comment: event.data.comment, holdId: event.data.holdId },
    seq,
  }));
  await insertRows(uow, LOT_EVENT, rows);
  await insertRows(uow, HOLD, onePerHold(events, 'hold').map(holdRow));
  await insertRows(uow, RELEASE, onePerHold(events, 'release').map(releaseRow));
  await deriveLotState(
    uow,
    events.map((event) => event.data.lotId),
  );
}

/** A statement may touch a row once: of several, the earliest hold and the latest release count. */
function onePerHold(events: readonly LotHoldEvent[], kind: 'hold' | 'release'): LotHoldEvent[] {
  const byHold = new Map<string, LotHoldEvent>();
  for (const event of events) {
    if (event.data.kind !== kind) continue;
    const key = JSON.stringify([event.data.lotId, event.data.holdId]);
    const known = byHold.get(key);
    if (!known || isBetter(event, known, kind)) byHold.set(key, event);
  }
  return [...byHold.values()];
}

function isBetter(a: LotHoldEvent, b: LotHoldEvent, kind: 'hold' | 'release'): boolean {
  const later = Date.parse(a.data.at) > Date.parse(b.data.at);
  return kind === 'release' ? later : !later;
}

function holdRow({ data }: LotHoldEvent) {
  const { lotId, holdId, lotNo, stepId, reason, comment, at } = data;
  return { lot_id: lotId, hold_id: holdId, lot_no: lotNo, step_id: stepId, reason, comment, held_at: at };
}

function releaseRow({ data }: LotHoldEvent) {
  const { lotId, holdId, lotNo, stepId, reason, comment, at } = data;
  const released_comment = comment ?? reason;
  return { lot_id: lotId, hold_id: holdId, lot_no: lotNo, step_id: stepId, released_at: at, released_comment };
}
