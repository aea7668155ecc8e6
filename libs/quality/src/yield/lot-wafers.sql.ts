/** Columns of `lot_wafers` that are arrays, a place a wafer, with what of `wafer_yield w` lies in them. */
const PLACED = {
  wafer_ids: 'w.wafer_id',
  gross: 'w.gross',
  records_judged: 'w.records_judged',
  good_record: 'w.good_record',
  good_first: 'w.good_first',
  good_final: 'w.good_final',
  recovered: 'w.recovered',
  testers: 'w.tester',
  probe_cards: 'w.probe_card',
  programs: `w.program || ' ' || w.program_revision`,
} as const;

const COLUMNS = Object.keys(PLACED);

/**
 * SQL that lays the wafers `w` for which `condition` holds side by side, a row a lot, in the order of their ids.
 * Excluded wafers are left out. The condition must choose whole lots.
 */
export function refreshLotWafers(condition: string): string {
  const arrays = Object.entries(PLACED).map(
    ([column, value]) =>
      `COALESCE(array_agg(${value} ORDER BY w.wafer_id) FILTER (WHERE NOT w.excluded), '{}') AS ${column}`,
  );
  return `
  INSERT INTO lot_wafers (lot_id, insertion, ${COLUMNS.join(', ')})
  SELECT w.lot_id, w.insertion, ${arrays.join(', ')}
  FROM wafer_yield w WHERE ${condition} GROUP BY w.lot_id, w.insertion
  ON CONFLICT (lot_id, insertion) DO UPDATE SET ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}`;
}
