/** One column of `lot_wafers`. */
interface PlacedColumn {
  readonly type: 'json' | 'text';
  /** Of `wafer_yield w`. */
  readonly value: string;
  /** Where all wafers of the lot have the same, that is written instead of the list. */
  readonly listOrOne?: boolean;
}

/**
 * Columns of `lot_wafers`: JSON lists, a place a wafer. As they are read, so that no question has arrays written anew as
 * JSON. Names are text, for they are compared.
 */
const PLACED = {
  wafer_ids: { type: 'text', value: 'w.wafer_id' },
  gross: { type: 'json', value: 'w.gross', listOrOne: true },
  records_judged: { type: 'json', value: 'w.records_judged', listOrOne: true },
  good_record: { type: 'json', value: 'w.good_record' },
  good_first: { type: 'json', value: 'w.good_first' },
  good_final: { type: 'json', value: 'w.good_final' },
  recovered: { type: 'json', value: 'w.recovered' },
  testers: { type: 'text', value: 'w.tester', listOrOne: true },
  probe_cards: { type: 'text', value: 'w.probe_card', listOrOne: true },
  programs: { type: 'text', value: `w.program || ' ' || w.program_revision`, listOrOne: true },
} as const satisfies Readonly<Record<string, PlacedColumn>>;

const COLUMNS = Object.entries<PlacedColumn>(PLACED);
const NAMES = Object.keys(PLACED);

export const LOT_WAFERS_COLUMNS = COLUMNS.map(([name, { type }]) => `${name} ${type} NOT NULL`).join(', ');

/**
 * SQL that lays the wafers `w` for which `condition` holds side by side, a row a lot, in the order of their ids.
 * Excluded wafers are left out. The condition must choose whole lots.
 */
export function refreshLotWafers(condition: string): string {
  return `
  INSERT INTO lot_wafers (lot_id, insertion, ${NAMES.join(', ')})
  SELECT w.lot_id, w.insertion, ${COLUMNS.map(([name, column]) => `${written(column)} AS ${name}`).join(', ')}
  FROM wafer_yield w WHERE ${condition} GROUP BY w.lot_id, w.insertion
  ON CONFLICT (lot_id, insertion) DO UPDATE SET ${NAMES.map((name) => `${name} = excluded.${name}`).join(', ')}`;
}

function written({ type, value, listOrOne }: PlacedColumn): string {
  const list = `to_json(COALESCE(array_agg(${value} ORDER BY w.wafer_id) FILTER (WHERE NOT w.excluded), '{}'))`;
  if (!listOrOne) return `${list}::${type}`;
  // a tester or a card that nobody told is one too
  const differ = `count(DISTINCT COALESCE((${value})::text, '')) FILTER (WHERE NOT w.excluded)`;
  const one = `COALESCE(to_json(min(${value}) FILTER (WHERE NOT w.excluded)), 'null')`;
  return `CASE WHEN ${differ} = 1 THEN ${one} ELSE ${list} END::${type}`;
}
