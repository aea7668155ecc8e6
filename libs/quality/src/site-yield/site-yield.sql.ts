/** Columns of counts, in the order in which they are written. */
export const SITE_COUNTS = ['first_dies', 'first_good', 'last_dies', 'last_good', 'records', 'good_records'] as const;

const SUMS = SITE_COUNTS.map((column) => `sum(${column})::integer AS ${column}`).join(', ');
const PLACES = ['site', 'touchdown', ...SITE_COUNTS];

/** Measures that `lot_sites` keeps: good dies and dies. */
const KEPT = {
  first: ['first_good', 'first_dies'],
  final: ['last_good', 'last_dies'],
  record: ['good_records', 'records'],
} as const;

/** Good dies, dies, and number, mean and squared deviations of the yields of wafers of which anything was tested there. */
function summed(good: string, dies: string): string {
  const value = `${good}::float8 / NULLIF(${dies}, 0)`;
  return `json_build_array(sum(${good}), sum(${dies}), count(${value}), COALESCE(avg(${value}), 0),
      COALESCE(var_pop(${value}), 0) * count(${value}))`;
}

/** Takes away the sums of whole lots, so that a site which a correction took away is gone. `$1`: the lots. */
export const CLEAR_LOT_SITES = 'DELETE FROM lot_sites WHERE lot_id = ANY($1)';

/**
 * SQL that adds the wafers `s` that count and for which `condition` holds up, a row a lot, insertion and axis: the
 * numbers of the sites or touchdowns, and in their order what each measure comes to. The condition must choose whole lots.
 */
export function addLotSites(condition: string): string {
  const measures = Object.entries(KEPT);
  return `
  WITH counted AS (
    SELECT s.lot_id, s.wafer_id, s.insertion, ${PLACES.map((column) => `s.${column}`).join(', ')}
    FROM wafer_site_yield s JOIN wafer_yield w USING (lot_id, wafer_id, insertion)
    WHERE ${condition} AND NOT w.excluded),
  touched AS (
    SELECT s.lot_id, s.wafer_id, s.insertion, ${PLACES.map((column) => `p.${column}`).join(', ')}
    FROM counted s
    CROSS JOIN LATERAL unnest(${PLACES.map((column) => `s.${column}`).join(', ')}) AS p(${PLACES.join(', ')})),
  placed AS (
    SELECT lot_id, wafer_id, insertion, 'site' AS axis, site AS number, ${SUMS}
    FROM touched GROUP BY lot_id, wafer_id, insertion, site
    UNION ALL
    SELECT lot_id, wafer_id, insertion, 'touchdown', touchdown, ${SUMS}
    FROM touched WHERE touchdown >= 0 GROUP BY lot_id, wafer_id, insertion, touchdown),
  of_place AS (
    SELECT lot_id, insertion, axis, number,
      ${measures.map(([name, [good, dies]]) => `${summed(good, dies)} AS ${name}`).join(', ')}
    FROM placed GROUP BY lot_id, insertion, axis, number),
  sited AS (SELECT lot_id, insertion, count(*)::integer AS wafers FROM counted GROUP BY lot_id, insertion)
  INSERT INTO lot_sites (lot_id, insertion, axis, wafers, numbers, ${measures.map(([name]) => name).join(', ')})
  SELECT p.lot_id, p.insertion, p.axis, s.wafers, json_agg(p.number ORDER BY p.number),
    ${measures.map(([name]) => `json_agg(p.${name} ORDER BY p.number)`).join(', ')}
  FROM of_place p JOIN sited s USING (lot_id, insertion) GROUP BY p.lot_id, p.insertion, p.axis, s.wafers`;
}

/** `$1`: whole lots. */
export const ADD_LOT_SITES = addLotSites('s.lot_id = ANY($1)');
