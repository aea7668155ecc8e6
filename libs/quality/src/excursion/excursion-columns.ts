import type { Row } from '@fabwright/fab';
import type { ExcursionRecord } from './excursion.ts';

type Column = readonly [column: string, type: string];

/** Field → column and SQL type; the order is that of the table. */
const COLUMNS: Readonly<Record<keyof ExcursionRecord, Column>> = {
  excursionId: ['excursion_id', 'text'],
  detectionId: ['detection_id', 'text'],
  productId: ['product_id', 'text'],
  insertion: ['insertion', 'text'],
  kind: ['kind', 'text'],
  severity: ['severity', 'text'],
  area: ['area', 'text'],
  state: ['state', 'text'],
  subject: ['subject', 'jsonb'],
  reasons: ['reasons', 'jsonb'],
  places: ['places', 'text[]'],
  firstLotAt: ['first_lot_at', 'timestamptz'],
  lastLotAt: ['last_lot_at', 'timestamptz'],
  openedAt: ['opened_at', 'timestamptz'],
  recordedAt: ['recorded_at', 'timestamptz'],
  fromHistory: ['from_history', 'boolean'],
  ended: ['ended', 'boolean'],
  touched: ['touched', 'boolean'],
  lotCount: ['lot_count', 'integer'],
  waferCount: ['wafer_count', 'integer'],
  lossPp: ['loss_pp', 'double precision'],
  lostDies: ['lost_dies', 'integer'],
  ownerId: ['owner_id', 'uuid'],
  ownerName: ['owner_name', 'text'],
  acknowledgedAt: ['acknowledged_at', 'timestamptz'],
  acknowledgedBy: ['acknowledged_by', 'text'],
  suspect: ['suspect', 'jsonb'],
  undecided: ['undecided', 'text'],
  cause: ['cause', 'jsonb'],
  settledAt: ['settled_at', 'timestamptz'],
  settledFabAt: ['settled_fab_at', 'timestamptz'],
  settledReason: ['settled_reason', 'text'],
  version: ['version', 'integer'],
  seq: ['seq', 'bigint'],
};

const FIELDS = Object.entries(COLUMNS) as [keyof ExcursionRecord, Column][];

/** Column → SQL type. */
export const EXCURSION_TYPES: Readonly<Record<string, string>> = Object.fromEntries(
  FIELDS.map(([, [column, type]]) => [column, type]),
);

/** The select list that gives an `ExcursionRecord`. */
export function excursionColumns(alias: string): string {
  return FIELDS.map(([field, [column, type]]) => {
    const value = `${alias}.${column}`;
    return `${type === 'bigint' ? `${value}::float8` : value} AS "${field}"`;
  }).join(', ');
}

export function rowOfExcursion(record: ExcursionRecord): Row {
  return Object.fromEntries(FIELDS.map(([field, [column]]) => [column, record[field]]));
}
