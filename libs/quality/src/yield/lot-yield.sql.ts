/** Columns of `lot_yield` that are sums over the wafers that count, with those of `wafer_yield` they come from. */
export const SUMMED_COLUMNS = [
  'gross',
  'tested',
  'records',
  'records_judged',
  'good_record',
  'good_first',
  'good_final',
  'retested',
  'recovered',
  'failed',
] as const;

const COUNTS = 'FILTER (WHERE NOT w.excluded)';
const HAS_DIES = 'FILTER (WHERE NOT w.excluded AND w.gross > 0)';
const WRITTEN = [
  'product_id',
  'lot_type',
  'wafers',
  'excluded_wafers',
  ...SUMMED_COLUMNS,
  'complete',
  'tested_at',
  'seq',
  'wafer_final',
  'wafer_first',
  'wafer_record',
  'soft_bins',
  'soft_dies',
];

/**
 * SQL that adds up the wafers `w` for which `condition` holds, lot by lot. Excluded wafers are counted, and in no sum;
 * a lot of nothing else has no `tested_at`. The condition must choose whole lots.
 */
export function refreshLotYields(condition: string): string {
  return `
  WITH summed AS (
    SELECT w.lot_id, w.insertion, min(w.product_id) AS product_id, min(w.lot_type) AS lot_type,
      count(*) ${COUNTS}::integer AS wafers, count(*) FILTER (WHERE w.excluded)::integer AS excluded_wafers,
      ${SUMMED_COLUMNS.map((column) => `COALESCE(sum(w.${column}) ${COUNTS}, 0)::integer AS ${column}`).join(', ')},
      bool_and(w.complete) AS complete, max(w.first_pass_ended_at) ${COUNTS} AS tested_at, max(w.seq) AS seq,
      COALESCE(array_agg(w.good_final::float8 / w.gross ORDER BY w.wafer_id) ${HAS_DIES}, '{}') AS wafer_final,
      COALESCE(array_agg(w.good_first::float8 / w.gross ORDER BY w.wafer_id) ${HAS_DIES}, '{}') AS wafer_first,
      COALESCE(array_agg(w.good_record::float8 / NULLIF(w.records_judged, 0) ORDER BY w.wafer_id) ${HAS_DIES}, '{}')
        AS wafer_record
    FROM wafer_yield w WHERE ${condition} GROUP BY w.lot_id, w.insertion),
  failing AS (
    SELECT w.lot_id, w.insertion, unnest(w.soft_bins) AS bin, unnest(w.soft_dies) AS dies
    FROM wafer_yield w WHERE ${condition} AND NOT w.excluded),
  by_bin AS (SELECT lot_id, insertion, bin, sum(dies)::integer AS dies FROM failing GROUP BY lot_id, insertion, bin),
  bins AS (
    SELECT lot_id, insertion, array_agg(bin ORDER BY dies DESC, bin) AS soft_bins,
      array_agg(dies ORDER BY dies DESC, bin) AS soft_dies
    FROM by_bin GROUP BY lot_id, insertion)
  INSERT INTO lot_yield (lot_id, insertion, ${WRITTEN.join(', ')})
  SELECT s.lot_id, s.insertion, ${WRITTEN.map((column) =>
    column.startsWith('soft_') ? `COALESCE(b.${column}, '{}')` : `s.${column}`,
  ).join(', ')}
  FROM summed s LEFT JOIN bins b USING (lot_id, insertion)
  ON CONFLICT (lot_id, insertion) DO UPDATE SET ${WRITTEN.map((column) => `${column} = excluded.${column}`).join(', ')}`;
}
