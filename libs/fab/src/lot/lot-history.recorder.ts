import type { FabEventOf } from '@fabwright/contracts';
import type { UnitOfWork } from '@fabwright/platform';
import { insertRows, type Row, type RowTarget } from '../rows/insert-rows.ts';

type LotHistoryEvent = FabEventOf<'fab.lot-history.v1'>;

export const LOT_EVENT: RowTarget = {
  table: 'lot_event',
  columns: {
    lot_id: 'text',
    event_id: 'text',
    kind: 'text',
    lot_no: 'text',
    at: 'timestamptz',
    step_id: 'text',
    tool_id: 'text',
    detail: 'jsonb',
    seq: 'bigint',
  },
  conflict: 'ON CONFLICT DO NOTHING',
};

const GENEALOGY: RowTarget = {
  table: 'lot_genealogy',
  columns: {
    lot_id: 'text',
    child_lot_no: 'text',
    parent_lot_no: 'text',
    kind: 'text',
    at: 'timestamptz',
    wafer_ids: 'text[]',
  },
  conflict: 'ON CONFLICT DO NOTHING',
};

/**
 * Where a lot stands follows from its newest move *by the fab's time*, so that late events change nothing they should
 * not. The lot's own moves count before those of its children; of two at one instant, leaving counts as later.
 */
const DERIVE_STATE = `
  WITH touched AS (SELECT DISTINCT lot_id FROM jsonb_to_recordset($1::jsonb) AS r(lot_id text)),
  newest AS (
    SELECT DISTINCT ON (e.lot_id) e.lot_id, e.step_id,
      CASE e.kind WHEN 'move-in' THEN 'processing' WHEN 'move-out' THEN 'waiting' WHEN 'start' THEN 'started'
        WHEN 'rework' THEN 'rework' ELSE 'shipped' END AS state
    FROM lot_event e JOIN touched USING (lot_id)
    WHERE e.kind IN ('start', 'move-in', 'move-out', 'rework', 'ship')
    ORDER BY e.lot_id, (e.lot_no = e.lot_id) DESC, e.at DESC, (e.kind <> 'move-in') DESC, e.event_id DESC),
  span AS (
    SELECT e.lot_id, min(e.at) FILTER (WHERE e.kind = 'start') AS started_at, max(e.at) AS last_event_at
    FROM lot_event e JOIN touched USING (lot_id) GROUP BY e.lot_id),
  counted AS (
    SELECT w.lot_id, count(*)::integer AS wafers, bool_and(w.scrapped_at IS NOT NULL) AS scrapped
    FROM wafer w JOIN touched USING (lot_id) GROUP BY w.lot_id),
  batch AS (
    SELECT DISTINCT ON (e.lot_id) e.lot_id, e.detail ->> 'substrateBatch' AS substrate_batch
    FROM lot_event e JOIN touched USING (lot_id) WHERE e.detail ->> 'substrateBatch' IS NOT NULL
    ORDER BY e.lot_id, (e.lot_no = e.lot_id) DESC, e.at DESC, e.event_id DESC)
  UPDATE lot SET
    current_step_id = newest.step_id,
    state = CASE WHEN counted.scrapped THEN 'scrapped' ELSE COALESCE(newest.state, lot.state) END,
    started_at = span.started_at,
    last_event_at = span.last_event_at,
    wafer_count = COALESCE(counted.wafers, 0),
    substrate_batch = batch.substrate_batch
  FROM span LEFT JOIN newest USING (lot_id) LEFT JOIN counted USING (lot_id) LEFT JOIN batch USING (lot_id)
  WHERE lot.lot_id = span.lot_id`;

/** History rows, genealogy and the lot's present state. The lots must be registered before. */
export async function recordLotHistory(
  uow: UnitOfWork,
  events: readonly LotHistoryEvent[],
  seq: number,
): Promise<void> {
  if (events.length === 0) return;
  await insertRows(
    uow,
    LOT_EVENT,
    events.map((event) => historyRow(event, seq)),
  );
  await insertRows(uow, GENEALOGY, events.flatMap(genealogyRow));
  await deriveLotState(
    uow,
    events.map((event) => event.data.lotId),
  );
}

export async function deriveLotState(uow: UnitOfWork, lotIds: readonly string[]): Promise<void> {
  await uow.query(DERIVE_STATE, [JSON.stringify([...new Set(lotIds)].map((lot_id) => ({ lot_id })))]);
}

/** Two senders may use one id; a history row belongs to the sender's. */
export function eventKey(event: { source: string; id: string }): string {
  return `${event.source}#${event.id}`;
}

function historyRow(event: LotHistoryEvent, seq: number): Row {
  const { data } = event;
  return {
    lot_id: data.lotId,
    event_id: eventKey(event),
    kind: data.kind,
    lot_no: data.lotNo,
    at: data.at,
    step_id: data.stepId,
    tool_id: data.toolId,
    detail: {
      reason: data.reason,
      carrier: data.carrier,
      parentLotNo: data.parentLotNo,
      childLotNo: data.childLotNo,
      mergedIntoLotNo: data.mergedIntoLotNo,
      substrateBatch: data.substrateBatch,
      wafers: data.wafers.length,
    },
    seq,
  };
}

function genealogyRow({ data }: LotHistoryEvent): Row[] {
  const common = { lot_id: data.lotId, at: data.at, wafer_ids: data.wafers.map((wafer) => wafer.waferId) };
  if (data.kind === 'split') {
    return [{ ...common, kind: 'split', child_lot_no: data.childLotNo, parent_lot_no: data.lotNo }];
  }
  if (data.kind === 'merge') {
    return [{ ...common, kind: 'merge', child_lot_no: data.lotNo, parent_lot_no: data.mergedIntoLotNo }];
  }
  return [];
}
