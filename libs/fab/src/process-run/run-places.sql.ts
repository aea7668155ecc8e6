/** Where each wafer of a run ended, as a list; nothing where all ended with the run. */
const OWN_ENDS = `CASE WHEN bool_or(p.ended_at <> r.ended_at) THEN
    to_json(array_agg((extract(epoch FROM COALESCE(p.ended_at, r.ended_at)) * 1000)::float8 ORDER BY p.wafer_id)) END`;

/**
 * SQL that lays the wafers of the runs `r` for which `condition` holds side by side, a row a run: their ids and chambers as
 * JSON lists in the order of the ids. From the facts, so that it may be done again at any time.
 */
export function packRuns(condition: string): string {
  return `
  INSERT INTO run_places (lot_id, step_id, run_id, tool_id, recipe_version, ended_at, wafer_ids, chambers, own_ends)
  SELECT r.lot_id, r.step_id, r.run_id, r.tool_id, r.recipe_version, r.ended_at,
    to_json(array_agg(p.wafer_id ORDER BY p.wafer_id))::text, to_json(array_agg(p.chamber ORDER BY p.wafer_id)), ${OWN_ENDS}
  FROM process_run r JOIN process_run_wafer p ON p.lot_id = r.lot_id AND p.run_id = r.run_id
  WHERE ${condition} GROUP BY r.lot_id, r.run_id
  ON CONFLICT (lot_id, step_id, run_id) DO UPDATE SET tool_id = excluded.tool_id,
    recipe_version = excluded.recipe_version, ended_at = excluded.ended_at, wafer_ids = excluded.wafer_ids,
    chambers = excluded.chambers, own_ends = excluded.own_ends`;
}

/** The runs whose lots are `$1` and whose ids are `$2`, side by side. */
export const PACK_NAMED_RUNS = packRuns(
  `(r.lot_id, r.run_id) IN (SELECT lot_id, run_id FROM unnest($1::text[], $2::text[]) AS named(lot_id, run_id))`,
);
