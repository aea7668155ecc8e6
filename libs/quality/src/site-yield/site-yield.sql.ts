/** Columns of counts, in the order in which they are written. */
export const SITE_COUNTS = ['first_dies', 'first_good', 'last_dies', 'last_good', 'records', 'good_records'] as const;

const SUMS = SITE_COUNTS.map((column) => `sum(${column})::integer AS ${column}`).join(', ');
const PLACES = ['site', 'touchdown', ...SITE_COUNTS];

/** Yields of the lot's wafers on one site or touchdown, where anything was tested there. */
const within = (good: string, dies: string): string =>
  `COALESCE(array_agg(${good}::float8 / ${dies} ORDER BY wafer_id) FILTER (WHERE ${dies} > 0), '{}')`;

/** Takes away the sums of whole lots, so that a site which a correction took away is gone. `$1`: the lots. */
export const CLEAR_LOT_SITES = 'DELETE FROM lot_site_yield WHERE lot_id = ANY($1)';

/** Adds the wafers that count up again, by site and by touchdown. `$1`: whole lots. */
export const ADD_LOT_SITES = `
  WITH touched AS (
    SELECT s.lot_id, s.wafer_id, s.insertion, ${PLACES.map((column) => `p.${column}`).join(', ')}
    FROM wafer_site_yield s JOIN wafer_yield w USING (lot_id, wafer_id, insertion)
    CROSS JOIN LATERAL unnest(${PLACES.map((column) => `s.${column}`).join(', ')}) AS p(${PLACES.join(', ')})
    WHERE s.lot_id = ANY($1) AND NOT w.excluded),
  placed AS (
    SELECT lot_id, wafer_id, insertion, 'site' AS axis, site AS number, ${SUMS}
    FROM touched GROUP BY lot_id, wafer_id, insertion, site
    UNION ALL
    SELECT lot_id, wafer_id, insertion, 'touchdown', touchdown, ${SUMS}
    FROM touched WHERE touchdown >= 0 GROUP BY lot_id, wafer_id, insertion, touchdown)
  INSERT INTO lot_site_yield (lot_id, insertion, axis, number, ${SITE_COUNTS.join(', ')},
    wafer_first, wafer_final, wafer_record)
  SELECT lot_id, insertion, axis, number, ${SUMS}, ${within('first_good', 'first_dies')},
    ${within('last_good', 'last_dies')}, ${within('good_records', 'records')}
  FROM placed GROUP BY lot_id, insertion, axis, number`;
