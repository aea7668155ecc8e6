import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import { insertRows, recordSet, type RowTarget } from '../rows/insert-rows.ts';
import { FabChanges } from './fab-changes.ts';
import { PACK_SLOTS_OF_LOTS } from './lot-slots.sql.ts';
import type { LotDescription, Sightings, WaferSighting } from './sightings.ts';

const PRODUCT: RowTarget = {
  table: 'product',
  columns: { product_id: 'text', name: 'text' },
  conflict: 'ON CONFLICT DO NOTHING',
};

const STEP_COLUMNS = { step_id: 'text', name: 'text', area: 'text', sequence: 'integer' };
const STEP: RowTarget = { table: 'step', columns: STEP_COLUMNS, conflict: 'ON CONFLICT DO NOTHING' };
/** Fills what was unknown, and touches no row that has nothing to gain: others may be waiting for it. */
const COMPLETE_STEP = `
  UPDATE step SET name = COALESCE(r.name, step.name), area = COALESCE(step.area, r.area),
    sequence = COALESCE(r.sequence, step.sequence)
  FROM ${recordSet(STEP_COLUMNS)}
  WHERE step.step_id = r.step_id AND (
    (step.name IS NULL AND r.name IS NOT NULL) OR (step.area IS NULL AND r.area IS NOT NULL)
    OR (r.sequence IS NOT NULL AND step.sequence IS DISTINCT FROM r.sequence))`;

const TOOL_COLUMNS = { tool_id: 'text', area: 'text', last_seen: 'timestamptz' };
const TOOL: RowTarget = { table: 'tool', columns: TOOL_COLUMNS, conflict: 'ON CONFLICT DO NOTHING' };
/** To the quarter of an hour: every run touches its tool, and consumers must not queue for it. */
const TOUCH_TOOL = `
  UPDATE tool SET last_seen = GREATEST(tool.last_seen, r.last_seen), area = COALESCE(tool.area, r.area)
  FROM ${recordSet(TOOL_COLUMNS)}
  WHERE tool.tool_id = r.tool_id
    AND (tool.last_seen < r.last_seen - interval '15 minutes' OR (tool.area IS NULL AND r.area IS NOT NULL))`;

const LOT_COLUMNS = {
  lot_id: 'text',
  product_id: 'text',
  lot_type: 'text',
  priority: 'text',
  described_rank: 'smallint',
  described_at: 'timestamptz',
};
/**
 * The weightier description wins, whatever the order of arrival. The row stays locked until the transaction ends, so
 * that nobody else derives from this lot meanwhile. Returns the lots whose product or type changed.
 */
const DESCRIBE_LOTS = `
  WITH described AS (SELECT * FROM ${recordSet(LOT_COLUMNS)} ORDER BY lot_id),
  before AS (SELECT lot_id, product_id, lot_type FROM lot WHERE lot_id IN (SELECT lot_id FROM described)),
  written AS (
    INSERT INTO lot (lot_id, product_id, lot_type, priority, described_rank, described_at)
    SELECT lot_id, product_id, lot_type, priority, described_rank, described_at FROM described
    ON CONFLICT (lot_id) DO UPDATE SET
      product_id = excluded.product_id, lot_type = excluded.lot_type, priority = excluded.priority,
      described_rank = excluded.described_rank, described_at = excluded.described_at
      WHERE (excluded.described_rank, excluded.described_at) > (lot.described_rank, lot.described_at)
    RETURNING lot_id, product_id, lot_type)
  SELECT written.lot_id FROM written JOIN before USING (lot_id)
  WHERE (written.product_id, written.lot_type) IS DISTINCT FROM (before.product_id, before.lot_type)`;

const WAFER_COLUMNS = {
  lot_id: 'text',
  wafer_id: 'text',
  lot_no: 'text',
  slot: 'smallint',
  seen_at: 'timestamptz',
  scrapped_at: 'timestamptz',
};
const MENTION_WAFER: RowTarget = { table: 'wafer', columns: WAFER_COLUMNS, conflict: 'ON CONFLICT DO NOTHING' };
const MOVE_WAFER: RowTarget = {
  table: 'wafer',
  columns: WAFER_COLUMNS,
  conflict: `ON CONFLICT (lot_id, wafer_id) DO UPDATE SET
    lot_no = CASE WHEN excluded.seen_at >= wafer.seen_at THEN excluded.lot_no ELSE wafer.lot_no END,
    slot = CASE WHEN excluded.seen_at >= wafer.seen_at THEN COALESCE(excluded.slot, wafer.slot) ELSE wafer.slot END,
    seen_at = GREATEST(excluded.seen_at, wafer.seen_at),
    scrapped_at = LEAST(excluded.scrapped_at, wafer.scrapped_at)
    WHERE excluded.seen_at >= wafer.seen_at OR excluded.scrapped_at IS NOT NULL`,
};

/** Makes products, steps, tools, lots and wafers known; reference rows come before lot rows. */
@Injectable()
export class FabRegister {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly changes: FabChanges,
  ) {}

  /** Idempotent, and independent of the order of arrival. Needs a unit of work. */
  async register(seen: Sightings): Promise<void> {
    await this.#reference(seen);
    await this.#lots([...seen.lots.values()]);
    await this.#wafers([...seen.wafers.values()]);
  }

  async #reference(seen: Sightings): Promise<void> {
    const products = [...seen.products].sort().map((id) => ({ product_id: id, name: id }));
    const steps = sorted(seen.steps).map(([step_id, step]) => ({ step_id, ...step }));
    const tools = sorted(seen.tools).map(([tool_id, tool]) => ({ tool_id, area: tool.area, last_seen: tool.seenAt }));
    await insertRows(this.uow, PRODUCT, products);
    if (steps.length > 0) {
      await insertRows(this.uow, STEP, steps);
      await this.uow.query(COMPLETE_STEP, [JSON.stringify(steps)]);
    }
    if (tools.length > 0) {
      await insertRows(this.uow, TOOL, tools);
      await this.uow.query(TOUCH_TOOL, [JSON.stringify(tools)]);
    }
  }

  async #lots(lots: readonly LotDescription[]): Promise<void> {
    if (lots.length === 0) return;
    const rows = lots.map((lot) => ({
      lot_id: lot.lotId,
      product_id: lot.productId,
      lot_type: lot.lotType,
      priority: lot.priority,
      described_rank: lot.rank,
      described_at: lot.at,
    }));
    const changed = await this.uow.query<{ lot_id: string }>(DESCRIBE_LOTS, [JSON.stringify(rows)]);
    await this.changes.publish({ lotIds: changed.map((row) => row.lot_id) });
  }

  async #wafers(wafers: readonly WaferSighting[]): Promise<void> {
    const rowsOf = (moves: boolean) =>
      wafers
        .filter((wafer) => wafer.moves === moves)
        .map((wafer) => ({
          lot_id: wafer.lotId,
          wafer_id: wafer.waferId,
          lot_no: wafer.lotNo,
          slot: wafer.slot,
          seen_at: wafer.seenAt,
          scrapped_at: wafer.scrappedAt,
        }));
    await insertRows(this.uow, MENTION_WAFER, rowsOf(false));
    await insertRows(this.uow, MOVE_WAFER, rowsOf(true));
    if (wafers.length > 0) await this.uow.query(PACK_SLOTS_OF_LOTS, [[...new Set(wafers.map(({ lotId }) => lotId))]]);
  }
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
