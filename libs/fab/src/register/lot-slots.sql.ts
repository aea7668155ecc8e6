/**
 * SQL that lays the slots of the wafers `w` for which `condition` holds side by side, a row a lot: ids and slots as JSON
 * lists in the order of the ids. Writes where something moved only. The condition must choose whole lots.
 */
export function packSlots(condition: string): string {
  return `
  INSERT INTO lot_slots (lot_id, wafer_ids, slots)
  SELECT w.lot_id, to_json(array_agg(w.wafer_id ORDER BY w.wafer_id))::text,
    to_json(array_agg(w.slot ORDER BY w.wafer_id))::text
  FROM wafer w WHERE ${condition} GROUP BY w.lot_id
  ON CONFLICT (lot_id) DO UPDATE SET wafer_ids = excluded.wafer_ids, slots = excluded.slots
  WHERE (lot_slots.wafer_ids, lot_slots.slots) IS DISTINCT FROM (excluded.wafer_ids, excluded.slots)`;
}

/** The lots `$1`. */
export const PACK_SLOTS_OF_LOTS = packSlots('w.lot_id = ANY($1::text[])');
